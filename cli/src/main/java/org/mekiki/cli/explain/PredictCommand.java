package org.mekiki.cli.explain;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.mekiki.cli.choice.TruncationChoice;
import org.mekiki.cli.choice.WindowChoice;
import org.mekiki.cli.console.Choice;
import org.mekiki.cli.console.Console;
import org.mekiki.cli.console.TerminalText;
import org.mekiki.cli.data.TextItem;
import org.mekiki.cli.option.AnswerOption;
import org.mekiki.cli.option.ModelOption;
import org.mekiki.cli.option.OutputOption;
import org.mekiki.cli.option.SettingsOption;
import org.mekiki.cli.option.TextOption;
import org.mekiki.cli.option.ThreadsOption;
import org.mekiki.cli.option.TruncationOption;
import org.mekiki.cli.record.LegibilityRecord;
import org.mekiki.cli.record.Records;
import org.mekiki.cli.task.ClassReader;
import org.mekiki.cli.task.EntityReader;
import org.mekiki.cli.task.Reader;
import org.mekiki.cli.task.Reply;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.report.wording.Legibility;
import org.mekiki.sig.text.Windows;
import org.mekiki.transformer.TaskModel;
import org.mekiki.transformer.head.Task;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** Asks a model. */
@Command(
    name = "predict",
    description =
        "Says what a model makes of texts: classes, values, tags, words in blanks, answers,"
            + " vectors or entities.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  mekiki predict \"far too long and never funny\"",
      "  mekiki predict --format json --input reviews.txt",
      "  mekiki predict --model path/to/gliner --labels person,\"bank account\" \"Ada pays\"",
      "  mekiki predict --model path/to/reranker --query \"how tall is it?\" --input passages.txt"
    })
public final class PredictCommand implements Callable<Integer> {
  private final Console console;
  @Mixin private ModelOption model = new ModelOption();
  @Mixin private ThreadsOption threads = new ThreadsOption();
  @Mixin private TextOption texts;
  @Mixin private OutputOption output = new OutputOption();
  @Mixin private AnswerOption answers = new AnswerOption();
  @Mixin private SettingsOption settings = new SettingsOption(WindowChoice.SETTINGS);
  @Mixin private TruncationOption truncation = new TruncationOption();

  @Option(
      names = "--format",
      paramLabel = "terminal|json|csv",
      description = "default: terminal; csv for entities by labels")
  private String format = "terminal";

  @Option(
      names = "--query",
      paramLabel = "TEXT",
      description =
          "sorts the texts by how well they match this one, the best first, with a cross-encoder or"
              + " with vectors")
  private String query;

  public PredictCommand(Console console) {
    this(console, new TextOption());
  }

  /** The command with these texts and nothing but defaults. */
  public PredictCommand(Console console, TextOption texts) {
    this.console = console;
    this.texts = texts;
  }

  @Override
  public Integer call() throws IOException {
    Choice.require("--format", format, "terminal", "json", "csv");
    TruncationChoice cut = truncation.choice();
    WindowChoice window = WindowChoice.of(settings.chosen());
    window.requireAlone(cut);
    try (ComputeContext context = threads.context()) {
      TaskModel loaded = model.load(context);
      window.check(loaded, texts.maxLength());
      Reader reader = Reader.of(loaded, answers.choice());
      Optional<EntityReader> entities =
          format.equals("csv") ? Optional.of(EntityTable.reader(reader)) : Optional.empty();
      if (query != null) {
        var ranking = new Ranking(query, loaded, format.equals("json"));
        return output.write(console, out -> rank(ranking, reader, window, cut, out));
      }
      if (entities.isPresent()) {
        return output.write(console, out -> table(entities.get(), cut, out));
      }
      int status =
          output.write(
              console,
              out ->
                  texts.forEach(
                      console,
                      out,
                      item -> print(read(reader, window, cut, item), loaded, item, out)));
      if (format.equals("terminal")) {
        model.tellLimits(console);
      }
      return status;
    }
  }

  private int table(EntityReader reader, TruncationChoice cut, PrintStream out) throws IOException {
    var table = new EntityTable(out);
    return texts.forEach(console, out, item -> table.add(reader, item, encoded(reader, cut, item)));
  }

  private EncodedText encoded(Reader reader, TruncationChoice cut, TextItem item) {
    EncodedText text = reader.encode(item, cut, texts.maxLength());
    texts.checkTruncation(text.size(), text.untruncatedSize(), console);
    return text;
  }

  private int rank(
      Ranking ranking, Reader reader, WindowChoice window, TruncationChoice cut, PrintStream out)
      throws IOException {
    int status =
        texts.forEach(
            console,
            out,
            text -> {
              TextItem item = ranking.beside(text);
              ranking.add(item, record(read(reader, window, cut, item), reader.model(), item));
            });
    ranking.print(out);
    return status;
  }

  private static ObjectNode record(Answer answer, TaskModel model, TextItem item) {
    ObjectNode record = Records.prediction(item, model.task(), answer.reply().json());
    LegibilityRecord.add(record, Legibility.of(model, answer.text()));
    answer.reply().addWindows(record);
    return record;
  }

  /**
   * An answer.
   *
   * @param text that it answers, as the model read it
   */
  private record Answer(EncodedText text, Reply reply) {}

  private Answer read(Reader reader, WindowChoice window, TruncationChoice cut, TextItem item) {
    Optional<Windows> windows = window.windows(reader.model(), item, texts.maxLength());
    if (windows.isPresent() && reader instanceof ClassReader classes) {
      return new Answer(windows.get().whole(), classes.read(windows.get()));
    }
    EncodedText text = encoded(reader, cut, item);
    return new Answer(text, reader.read(text));
  }

  private void print(Answer answer, TaskModel model, TextItem item, PrintStream out) {
    if (format.equals("json")) {
      out.println(Records.line(record(answer, model, item)));
      return;
    }
    List<String> lines = answer.reply().lines(console.speech());
    Legibility.of(model, answer.text()).sentences(console.speech().texts()).forEach(out::println);
    String heading = TerminalText.line(item.text());
    if (model.task() == Task.SEQUENCE_CLASSIFICATION) {
      out.println(lines.getFirst() + "  " + heading);
      return;
    }
    out.println(heading);
    lines.forEach(out::println);
  }
}
