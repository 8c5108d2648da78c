package org.mekiki.cli.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import org.mekiki.cli.console.Console;
import org.mekiki.cli.record.Records;
import org.mekiki.cli.wording.Speech;
import org.mekiki.core.train.Score;
import org.mekiki.core.train.TrainingListener;
import org.mekiki.core.train.TrainingState;
import org.mekiki.transformer.file.ElementType;
import org.mekiki.transformer.file.ModelContent;
import org.mekiki.transformer.file.ModelWriter;
import org.mekiki.transformer.file.WholeFile;
import org.mekiki.transformer.train.CheckpointFile;
import org.mekiki.transformer.train.TrainableModel;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows how a run goes, and keeps what it has achieved. */
final class TrainWatcher implements TrainingListener {
  /** Work that is lost at most where a run is broken off. */
  private static final long CHECKPOINT_NANOS = 60_000_000_000L;

  private final Console console;
  private final Speech speech;
  private final RunFolder run;
  private final TrainableModel model;
  private final Writing writing;
  private final LossPlot plot = new LossPlot();
  private final List<ObjectNode> unwritten = new ArrayList<>();
  private long began;
  private long firstStep;
  private long checkpointed;
  private long tokens;
  private double losses;
  private double hits;
  private int sinceTest;

  /**
   * What is written, and when.
   *
   * @param out the model
   * @param type how its numbers are stored
   * @param settings of the run, for checkpoints
   * @param stopAfter the step after which the run stops; null for its end
   */
  record Writing(
      Path out, ElementType type, SequencedMap<String, String> settings, Long stopAfter) {}

  TrainWatcher(Console console, RunFolder run, TrainableModel model, Writing writing) {
    this.console = console;
    speech = console.speech();
    this.run = run;
    this.model = model;
    this.writing = writing;
  }

  void begin(TrainingState state, int texts, int devTexts) throws IOException {
    run.make();
    long weights =
        model.parameters().stream().mapToLong(parameter -> parameter.shape().size()).sum();
    console
        .out()
        .println(
            speech.say(
                "%s %,d weights on %,d texts, tested on %,d",
                state.step() == 0
                    ? speech.say("training")
                    : speech.say("continuing after step %d:", state.step()),
                weights,
                texts,
                devTexts));
    for (JsonNode line : run.keepUpTo(state.step())) {
      long step = line.path("step").asLong(0);
      if (line.path("type").asString("").equals("step")) {
        plot.trained(step, line.path("loss").asDouble(0));
      } else {
        plot.tested(step, line.path("loss").asDouble(0), line.path("best").asBoolean(false));
      }
    }
    began = System.nanoTime();
    checkpointed = began;
    firstStep = state.step();
    console.out().flush();
  }

  @Override
  public void stepped(StepReport report) {
    tokens += report.tokens();
    losses += report.score().loss();
    hits += report.score().accuracy();
    sinceTest++;
    plot.trained(report.step(), report.score().loss());
    ObjectNode node =
        Records.object()
            .put("type", "step")
            .put("step", report.step())
            .put("epoch", report.epoch())
            .put("loss", report.score().loss());
    putAccuracy(node, report.score());
    unwritten.add(
        node.put("learning_rate", report.learningRate())
            .put("gradient_norm", report.gradientNorm())
            .put("tokens", report.tokens()));
    double seconds = (System.nanoTime() - began) * 1e-9;
    long done = report.step() - firstStep;
    console
        .progress()
        .trained(
            report.step(),
            report.steps(),
            text(new Score(losses / sinceTest, hits / sinceTest)),
            Math.round(tokens / seconds),
            Math.round(seconds / done * (report.steps() - report.step())));
  }

  @Override
  public void evaluated(TrainingState state, boolean best) throws IOException {
    ObjectNode node =
        Records.object()
            .put("type", "test")
            .put("step", state.step())
            .put("loss", state.score().loss());
    putAccuracy(node, state.score());
    unwritten.add(node.put("best", best));
    plot.tested(state.step(), state.score().loss(), best);
    console.progress().clear();
    console
        .out()
        .println(
            speech.say(
                "step %d: training %s; validation %s%s",
                state.step(),
                text(new Score(losses / sinceTest, hits / sinceTest)),
                text(state.score()),
                best ? speech.say(", the best so far") : ""));
    console.out().flush();
    losses = 0;
    hits = 0;
    sinceTest = 0;
    if (best) {
      ModelContent content = model.content(writing.type());
      WholeFile.write(writing.out(), out -> ModelWriter.write(content, out));
    }
    save(state);
  }

  @Override
  public boolean stopsAfter(TrainingState state) throws IOException {
    boolean stops = writing.stopAfter() != null && state.step() >= writing.stopAfter();
    if (stops || System.nanoTime() - checkpointed > CHECKPOINT_NANOS) {
      save(state);
    }
    return stops;
  }

  private void save(TrainingState state) throws IOException {
    run.append(unwritten);
    unwritten.clear();
    CheckpointFile.write(run.checkpoint(), writing.settings(), state);
    run.plot(plot.picture(String.valueOf(writing.out().getFileName())));
    checkpointed = System.nanoTime();
  }

  void end(TrainingState state) {
    console.progress().clear();
    if (state.bestStep() == 0) {
      console
          .out()
          .println(
              speech.say("stopped after step %d; continue with --resume (%s)", state.step(), run));
    } else {
      console
          .out()
          .println(
              speech.say(
                  "the best result, %s, was at step %d: wrote %s (log, plot and checkpoint: %s)",
                  text(state.bestScore()), state.bestStep(), writing.out(), run));
    }
  }

  private static void putAccuracy(ObjectNode node, Score score) {
    if (!Double.isNaN(score.accuracy())) {
      node.put("accuracy", score.accuracy());
    }
  }

  private String text(Score score) {
    return Double.isNaN(score.accuracy())
        ? speech.say("loss %.4f", score.loss())
        : speech.say("loss %.4f, accuracy %.2f %%", score.loss(), 100 * score.accuracy());
  }
}
