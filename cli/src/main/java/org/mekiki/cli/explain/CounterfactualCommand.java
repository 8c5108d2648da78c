package org.mekiki.cli.explain;

import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.mekiki.cli.choice.AnswerChoice;
import org.mekiki.cli.choice.ChangeChoice;
import org.mekiki.cli.console.Choice;
import org.mekiki.cli.console.Console;
import org.mekiki.cli.console.TerminalText;
import org.mekiki.cli.data.TextItem;
import org.mekiki.cli.option.ModelOption;
import org.mekiki.cli.option.OutputOption;
import org.mekiki.cli.option.SettingsOption;
import org.mekiki.cli.option.TextOption;
import org.mekiki.cli.option.ThreadsOption;
import org.mekiki.cli.record.ChangeRecord;
import org.mekiki.cli.record.Records;
import org.mekiki.cli.task.ChangeFinder;
import org.mekiki.cli.task.Reader;
import org.mekiki.cli.terminal.TerminalChanges;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.report.wording.ChangeReading;
import org.mekiki.report.wording.Legibility;
import org.mekiki.report.wording.ModelDescription;
import org.mekiki.sig.attribution.Monitor;
import org.mekiki.sig.counterfactual.Counterfactual;
import org.mekiki.transformer.Classifier;
import org.mekiki.transformer.TaskModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what would change a decision. */
@Command(
    name = "counterfactual",
    description =
        "Says what would change a decision: the fewest words whose masking, deletion or"
            + " replacement turns it, and the fewest that keep it alone.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  mekiki counterfactual \"an unpretentious , warm and very funny film\"",
      "  mekiki counterfactual --operation delete --top 3 \"it is not good , not bad\"",
      "  mekiki counterfactual --replace funny=silly,warm=lukewarm \"a warm and funny film\""
    })
public final class CounterfactualCommand implements Callable<Integer> {
  private final Console console;
  @Mixin private ModelOption model = new ModelOption();
  @Mixin private ThreadsOption threads = new ThreadsOption();
  @Mixin private TextOption texts = new TextOption();
  @Mixin private OutputOption output = new OutputOption();
  @Mixin private SettingsOption settings = new SettingsOption(ChangeChoice.SETTINGS);

  @Option(names = "--format", paramLabel = "terminal|json", description = "default: terminal")
  private String format = "terminal";

  public CounterfactualCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Choice.require("--format", format, "terminal", "json");
    ChangeChoice choice = ChangeChoice.of(settings.chosen());
    try (ComputeContext context = threads.context()) {
      TaskModel loaded = model.load(context);
      var finder = ChangeFinder.of(loaded, choice);
      return output.write(
          console, out -> texts.forEach(console, out, item -> print(finder, choice, item, out)));
    }
  }

  private void print(ChangeFinder finder, ChangeChoice choice, TextItem item, PrintStream out) {
    Classifier classifier = finder.model();
    Reader reader = Reader.of(classifier, AnswerChoice.DEFAULT);
    var text = reader.encode(item, texts.maxLength());
    texts.checkTruncation(text.size(), text.untruncatedSize(), console);
    long start = System.nanoTime();
    Counterfactual found = finder.find(text, Monitor.NONE);
    long millis = (System.nanoTime() - start) / 1_000_000;
    if (format.equals("json")) {
      out.println(
          Records.line(
              ChangeRecord.of(
                  item,
                  ModelDescription.of(classifier, model.source()),
                  finder.prediction(found),
                  found,
                  choice.search().baseline(),
                  millis)));
      return;
    }
    Legibility.of(classifier, text).sentences(console.speech().texts()).forEach(out::println);
    out.println(TerminalText.line(item.text()));
    if (item.pair() != null) {
      out.println(TerminalText.line(item.pair()));
    }
    out.println();
    out.println(console.speech().say("prediction: %s", finder.answer(found, console.speech())));
    var reading = new ChangeReading(found, classifier.link(), console.speech().texts());
    TerminalChanges.print(reading, console.speech(), out);
    out.println();
    out.println(console.speech().say("%d forward passes", found.passes()));
  }
}
