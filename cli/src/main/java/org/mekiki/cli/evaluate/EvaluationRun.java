package org.mekiki.cli.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mekiki.cli.console.Console;
import org.mekiki.cli.data.DataException;
import org.mekiki.cli.data.RecordFile;
import org.mekiki.cli.record.Records;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.sig.judge.Examination;
import org.mekiki.sig.judge.Example;
import org.mekiki.sig.judge.Findings;
import org.mekiki.sig.judge.Summary;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Carries out a plan: several texts at a time, each on one thread, what was found in the order of
 * the texts. It goes on where an earlier run ended.
 */
final class EvaluationRun {
  /** Texts at most whose findings are written together, and that an interruption can cost. */
  private static final int LARGEST_CHUNK = 16;

  /** What such a chunk should take, so that little is lost where a text takes minutes. */
  private static final double SECONDS_A_CHUNK = 10;

  private final EvaluationPlan plan;
  private final Path source;
  private final ComputeContext context;
  private final Console console;
  private final Map<ExaminationKind, Summary> summaries = new EnumMap<>(ExaminationKind.class);
  private final Map<String, double[]> seconds = new LinkedHashMap<>();
  private int known;

  /**
   * A run.
   *
   * @param source of the texts, for messages
   * @param seed of the bootstrap
   */
  EvaluationRun(
      EvaluationPlan plan, Path source, ComputeContext context, Console console, long seed) {
    this.plan = plan;
    this.source = source;
    this.context = context;
    this.console = console;
    plan.parts().forEach(part -> summaries.put(part.kind(), new Summary(seed)));
  }

  /** Does all that is not done yet, without keeping it. */
  void inMemory() throws IOException {
    run(Optional.empty());
  }

  /**
   * Does all that is not done yet.
   *
   * @param settings all that decides what is found
   */
  void into(Path folder, ObjectNode settings) throws IOException {
    try (RecordFile file = RecordFile.open(folder, "an evaluation", Records.line(settings))) {
      file.forEach((number, record) -> take(file, number, record));
      if (file.records() > 0 && file.records() < plan.size()) {
        console.tell("continuing after %d of %d texts".formatted(file.records(), plan.size()));
      }
      run(Optional.of(file));
    }
  }

  /** Takes a record of an earlier run. */
  private void take(RecordFile file, long number, String record) {
    JsonNode found = Records.parse(record).orElseThrow(() -> file.damaged(number));
    ExaminationKind.of(found.path("examination").asString())
        .map(summaries::get)
        .orElseThrow(() -> file.damaged(number))
        .add(FindingsRecord.parse(found));
    known++;
  }

  private void run(Optional<RecordFile> file) throws IOException {
    int before = known;
    for (EvaluationPlan.Part part : plan.parts()) {
      int done = Math.min(before, part.examples().size());
      before -= done;
      if (done < part.examples().size()) {
        run(part, done, file);
      }
    }
    console.progress().clear();
  }

  private void run(EvaluationPlan.Part part, int done, Optional<RecordFile> file)
      throws IOException {
    Examination examination = part.maker().make();
    long begun = System.nanoTime();
    int total = part.examples().size();
    int size = context.parallelism();
    int now;
    for (int first = done; first < total; first = now) {
      List<Example> chunk = part.examples().subList(first, Math.min(total, first + size));
      var found = new Findings[chunk.size()];
      context.forEach(found.length, (i, _) -> found[i] = examine(examination, chunk.get(i)));
      for (int i = 0; i < found.length; i++) {
        summaries.get(part.kind()).add(found[i]);
        found[i].seconds().forEach(this::addSeconds);
        if (file.isPresent()) {
          file.get()
              .append(
                  List.of(Records.line(FindingsRecord.of(part.kind(), chunk.get(i), found[i]))));
        }
      }
      now = first + found.length;
      double each = (System.nanoTime() - begun) / 1e9 / (now - done);
      console
          .progress()
          .examined(part.kind().label(), now, total, Math.round(each * (total - now)));
      size =
          Math.clamp(
              Math.round(SECONDS_A_CHUNK / each),
              context.parallelism(),
              Math.max(LARGEST_CHUNK, context.parallelism()));
    }
  }

  private Findings examine(Examination examination, Example example) {
    try {
      return examination.examine(example);
    } catch (ArithmeticException | IllegalArgumentException e) {
      throw DataException.at(source, example.line(), e.getMessage());
    }
  }

  private void addSeconds(String row, double value) {
    double[] sums = seconds.computeIfAbsent(row, _ -> new double[2]);
    sums[0] += value;
    sums[1]++;
  }

  /** What was found, by examination. */
  Map<ExaminationKind, Summary> summaries() {
    return summaries;
  }

  /** Seconds a text that methods took in this run, on one thread each; none of earlier runs. */
  Map<String, Double> secondsAText() {
    var means = new LinkedHashMap<String, Double>();
    seconds.forEach((row, sums) -> means.put(row, sums[0] / sums[1]));
    return means;
  }
}
