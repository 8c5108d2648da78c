package org.mekiki.cli.explain;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.mekiki.cli.choice.TextChoices;
import org.mekiki.cli.choice.TruncationChoice;
import org.mekiki.cli.console.Choice;
import org.mekiki.cli.console.ColourDepth;
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
import org.mekiki.cli.record.ChangeRecord;
import org.mekiki.cli.record.ExplanationRecord;
import org.mekiki.cli.record.Records;
import org.mekiki.cli.task.ChangeFinder;
import org.mekiki.cli.task.Reader;
import org.mekiki.cli.task.TextExplainer;
import org.mekiki.cli.task.TextExplainer.Found;
import org.mekiki.cli.task.TextExplainer.Item;
import org.mekiki.cli.terminal.TerminalChanges;
import org.mekiki.cli.terminal.TerminalComparison;
import org.mekiki.cli.terminal.TerminalDetail;
import org.mekiki.cli.terminal.TerminalExplanation;
import org.mekiki.core.model.Baseline;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.report.html.HtmlReport;
import org.mekiki.report.html.PageFragment;
import org.mekiki.report.html.ReportView;
import org.mekiki.report.wording.ChangeReading;
import org.mekiki.report.wording.ModelDescription;
import org.mekiki.report.wording.Settings;
import org.mekiki.report.wording.Texts;
import org.mekiki.sig.Explainer;
import org.mekiki.sig.attribution.Monitor;
import org.mekiki.sig.counterfactual.Counterfactual;
import org.mekiki.sig.text.Windows;
import org.mekiki.transformer.Classifier;
import org.mekiki.transformer.TaskModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** Explains texts. */
@Command(
    name = "explain",
    description = "Shows which words drove a decision.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  mekiki explain \"an unpretentious , warm and very funny film\"",
      "  mekiki explain --format html --output why.html \"It is not without charm ...\"",
      "  mekiki explain --format html --lang ja --method sig,ig --target all --note \"seen by QA\""
          + " --output why.html \"a warm film\"",
      "  mekiki explain --format json --input reviews.jsonl --output why.jsonl",
      "  mekiki explain --method sig-exact --target all --phrase \"not without\" \"not without"
          + " charm\"",
      "  mekiki explain --model path/to/gliner --labels person,city \"Ada lives in London\"",
      "  mekiki explain --window --model model.mekiki --input long.txt"
    })
public final class ExplainCommand implements Callable<Integer> {
  /** What is printed. */
  private enum Format {
    TERMINAL,
    JSON,
    HTML,
    FRAGMENT
  }

  private final Console console;
  @Mixin private ModelOption model = new ModelOption();
  @Mixin private ThreadsOption threads = new ThreadsOption();
  @Mixin private TextOption texts;
  @Mixin private OutputOption output = new OutputOption();
  @Mixin private SettingsOption settings = new SettingsOption(TextChoices.SETTINGS);
  @Mixin private AnswerOption answers = new AnswerOption();
  @Mixin private TruncationOption truncation = new TruncationOption();

  @Option(names = "--features", description = "with --format json: the feature level too")
  private boolean features;

  @Option(names = "--all", description = "on a terminal: list all words, punctuation too")
  private boolean everything;

  @Option(
      names = "--verbose",
      description = "on a terminal: normalised scores, errors and nodes too")
  private boolean verbose;

  @Option(
      names = "--format",
      paramLabel = "terminal|json|html|fragment",
      description = "fragment: the page as an element for a notebook; default: terminal")
  private String format = "terminal";

  public ExplainCommand(Console console) {
    this(console, new TextOption());
  }

  /** The command with these texts and nothing but defaults. */
  public ExplainCommand(Console console, TextOption texts) {
    this.console = console;
    this.texts = texts;
  }

  /**
   * What was asked for.
   *
   * @param whole how texts are explained that are read at once
   * @param inWindows how the others are
   */
  private record Asked(
      TextChoices choices,
      TruncationChoice truncation,
      List<Explainer> whole,
      List<Explainer> inWindows,
      Texts language,
      Format form) {
    Asked of(TaskModel model) {
      return new Asked(
          choices,
          truncation,
          choices.how().forModel(whole, model),
          choices.how().forModel(inWindows, model),
          language,
          form);
    }
  }

  @Override
  public Integer call() throws IOException {
    Format form = Choice.of("--format", format, Format.values());
    TruncationChoice cut = truncation.choice();
    TextChoices choices = TextChoices.of(settings.chosen());
    choices.window().requireAlone(cut);
    var asked =
        new Asked(
            choices,
            cut,
            choices.how().explainers(form != Format.JSON, features),
            choices.how().explainers(false, features),
            console.speech().texts(),
            form);
    try (ComputeContext context = threads.context()) {
      TaskModel loaded = model.load(context);
      choices.window().check(loaded, texts.maxLength());
      if (loaded instanceof Classifier classifier) {
        // A wrong one is told before any text is read.
        choices.targets().withoutPairs(classifier.labels()).choice("class", classifier.labels());
        choices.targets().reading(classifier.labels()).ifPresent(console::tell);
      }
      int status = output.write(console, out -> run(asked.of(loaded), loaded, out));
      if (form == Format.TERMINAL) {
        model.tellLimits(console);
      }
      return status;
    }
  }

  private int run(Asked asked, TaskModel loaded, PrintStream out) throws IOException {
    var description = ModelDescription.of(loaded, model.source());
    Reader reader = Reader.of(loaded, answers.choice());
    Optional<ChangeFinder> finder =
        asked.choices().changeChoice().map(choice -> ChangeFinder.of(loaded, choice));
    var all =
        new TextExplainer(
            reader, asked.choices().targets(), asked.choices().effectWords(), monitor());
    try (var report =
        new HtmlReport(
            asked.language(), description, Settings.engine(loaded.context(), asked.language()))) {
      int status =
          texts.forEach(
              console,
              out,
              item -> {
                Item read = read(asked, reader, item);
                // Pairs nobody asked for are left out: not all words stand in one window.
                List<Explainer> chosen = read.windows() == null ? asked.whole() : asked.inWindows();
                Optional<Counterfactual> change =
                    finder.map(each -> each.find(read.text(), monitor()));
                var views = new ArrayList<ReportView>();
                for (Explainer explainer : chosen) {
                  long start = System.nanoTime();
                  List<Found> found = all.explain(explainer, read);
                  long millis = (System.nanoTime() - start) / 1_000_000;
                  for (Found each : found) {
                    views.add(
                        new ReportView(
                            each.explanation(),
                            each.subject(),
                            each.effects(),
                            OptionalLong.of(millis)));
                    switch (asked.form()) {
                      case JSON -> {
                        ObjectNode record =
                            ExplanationRecord.of(
                                item,
                                description,
                                each.prediction(),
                                each.subject(),
                                each.explanation(),
                                each.effects(),
                                features,
                                millis);
                        change.ifPresent(
                            changes ->
                                record.set(
                                    "counterfactual", ChangeRecord.found(changes, Baseline.MASK)));
                        out.println(Records.line(record));
                      }
                      case HTML, FRAGMENT, TERMINAL -> {}
                    }
                  }
                }
                finish(
                    item,
                    views,
                    description,
                    change.map(
                        found ->
                            new ChangeReading(
                                found, finder.get().model().link(), asked.language())),
                    asked.form(),
                    report,
                    out);
              });
      switch (asked.form()) {
        case HTML -> report.writeTo(out);
        case FRAGMENT -> out.print(PageFragment.of(report.html(), asked.language()));
        case JSON, TERMINAL -> {}
      }
      return status;
    }
  }

  /** What comes after all explanations of a text. */
  private void finish(
      TextItem item,
      List<ReportView> views,
      ModelDescription description,
      Optional<ChangeReading> change,
      Format form,
      HtmlReport report,
      PrintStream out)
      throws IOException {
    switch (form) {
      case HTML, FRAGMENT -> report.add(item.shown(), views, change);
      case TERMINAL -> {
        print(views, description, out);
        change.ifPresent(reading -> TerminalChanges.print(reading, console.speech(), out));
        if (item.note() != null) {
          out.println(console.speech().say("note: %s", TerminalText.line(item.note())));
        }
      }
      case JSON -> {}
    }
  }

  private Item read(Asked asked, Reader reader, TextItem item) {
    Optional<Windows> windows =
        asked.choices().window().windows(reader.model(), item, texts.maxLength());
    if (windows.isPresent()) {
      return new Item(null, windows.get());
    }
    EncodedText text = reader.encode(item, asked.truncation(), texts.maxLength());
    texts.checkTruncation(text.size(), text.untruncatedSize(), console);
    asked.choices().how().costOfPairs(text, asked.whole().getFirst()).ifPresent(console::tell);
    return new Item(text, null);
  }

  private void print(List<ReportView> views, ModelDescription description, PrintStream out) {
    ColourDepth depth = output.toFile() ? ColourDepth.NONE : console.colours();
    var detail = new TerminalDetail(depth, everything, verbose, console.speech());
    if (views.size() == 1) {
      new TerminalExplanation(views.getFirst(), description.unknown(), detail).print(out);
    } else {
      new TerminalComparison(views, description.unknown(), detail).print(out);
    }
  }

  /** A file of texts shows its own progress. */
  private Monitor monitor() {
    return (done, total) -> {
      if (!texts.isFile()) {
        console.progress().passes(done, total);
      }
      return true;
    };
  }
}
