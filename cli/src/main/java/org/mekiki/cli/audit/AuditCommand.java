package org.mekiki.cli.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.mekiki.cli.choice.OutputKindChoice;
import org.mekiki.cli.choice.WrittenTargets;
import org.mekiki.cli.console.Choice;
import org.mekiki.cli.console.Console;
import org.mekiki.cli.console.ExitCode;
import org.mekiki.cli.console.Positive;
import org.mekiki.cli.console.TerminalText;
import org.mekiki.cli.data.LabelColumn;
import org.mekiki.cli.option.ModelOption;
import org.mekiki.cli.option.OneBaselineOption;
import org.mekiki.cli.option.OutputOption;
import org.mekiki.cli.option.SettingsOption;
import org.mekiki.cli.option.ThreadsOption;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.report.wording.Version;
import org.mekiki.sig.Explainer;
import org.mekiki.sig.Methods;
import org.mekiki.sig.attribution.OutputKind;
import org.mekiki.sig.counterfactual.CounterfactualSearch;
import org.mekiki.sig.counterfactual.Operation;
import org.mekiki.sig.counterfactual.SearchLimits;
import org.mekiki.sig.text.Phrases;
import org.mekiki.sig.text.TextUnits;
import org.mekiki.transformer.Classifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Explains all texts of a file and says what drives the model as a whole. */
@Command(
    name = "audit",
    description =
        "Explains all texts of a file and shows which words drive the model, for whom, and whether"
            + " that is allowed.",
    footer = {
      "",
      "Examples:",
      "  mekiki audit --data reviews.csv --label-column stars --group-column year",
      "  mekiki audit --model m.mekiki --data mails.jsonl --probes names.txt --rules gate.txt"
    },
    mixinStandardHelpOptions = true)
public final class AuditCommand implements Callable<Integer> {
  /** Words of a set that turns a decision. */
  private static final int MOST_TURNING = 10;

  /** Forward passes a text for what turns its decision. */
  private static final int TURNING_PASSES = 2000;

  /** Sets a text that are kept: with ten words more are hardly ever of one size. */
  private static final int TURNING_SETS = 50;

  private final Console console;
  @Mixin private ModelOption model;
  @Mixin private ThreadsOption threads;
  @Mixin private AuditDataOption data;
  @Mixin private AuditCountingOption counting;
  @Mixin private SettingsOption target = new SettingsOption(WrittenTargets.SETTINGS);
  @Mixin private OneBaselineOption baseline;
  @Mixin private SettingsOption output = new SettingsOption(OutputKindChoice.SETTINGS);

  @Option(
      names = "--method",
      paramLabel = "NAME",
      description = "how words are scored, as in mekiki explain; default: sig-exact")
  private String method = "sig-exact";

  @Option(
      names = "--phrases",
      paramLabel = "N",
      description =
          "the longest phrases, in words, that are scored as a whole; 1 for words only; default: 2")
  private int phrases = 2;

  @Option(
      names = "--counterfactual",
      paramLabel = "N",
      description =
          "also look for the smallest sets of up to N words whose masking turns each decision")
  private Integer turning;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "a folder for the results; default: the data's name followed by -audit")
  private Path folder;

  @Option(names = "--restart", description = "start over, whatever the folder holds")
  private boolean restart;

  public AuditCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    OutputKindChoice kind = OutputKindChoice.of(output.chosen());
    WrittenTargets targets = WrittenTargets.of(target.chosen());
    Explainer chosen = explainer(kind);
    AuditSettings settings = counting.settings();
    try (ComputeContext context = threads.context()) {
      Classifier classifier = model.loadClassifier("audit", context);
      Explainer explainer = chosen.withTargets(targets.choice("class", classifier.labels()));
      targets.reading(classifier.labels()).ifPresent(console::tell);
      LabelColumn.oddity(classifier.labels()).ifPresent(console::tell);
      Path into = folder == null ? data.folder() : folder;
      Optional<CounterfactualSearch> search = search();
      Map<String, String> described = described(classifier, kind.kind(), targets);
      var audit =
          new Audit(classifier, explainer, search, described, settings, data.inputs(), into);
      AuditSummary summary = audit.run(restart, watcher());
      console.progress().clear();
      summary.lines().forEach(line -> console.out().println(TerminalText.line(line)));
      OutputOption.requireGood(console.out(), "standard output");
      return summary.kept() ? ExitCode.OK : ExitCode.RULE_BROKEN;
    }
  }

  private Explainer explainer(OutputKindChoice kind) {
    Choice.require("--method", method, Methods.names());
    Positive.require("--phrases", phrases, 1000);
    Positive.require("--counterfactual", turning, MOST_TURNING);
    List<Phrases.Source> sources = phrases == 1 ? List.of() : List.of(Phrases.upTo(phrases));
    return Explainer.of(Methods.of(method))
        .withBaseline(baseline.baseline())
        .withOutput(kind.kind())
        .withUnits(new TextUnits(false, sources, 0));
  }

  private Optional<CounterfactualSearch> search() {
    if (turning == null) {
      return Optional.empty();
    }
    return Optional.of(
        new CounterfactualSearch(
            Operation.MASK,
            baseline.baseline(),
            null,
            TextUnits.WORDS,
            new SearchLimits(turning, TURNING_PASSES, TURNING_SETS),
            false));
  }

  /** What decides what is found, besides the data. */
  private Map<String, String> described(
      Classifier classifier, OutputKind kind, WrittenTargets targets) {
    var settings = new LinkedHashMap<String, String>();
    settings.put(
        "model",
        "%s (%s), sha256 %s".formatted(model.source(), classifier.family(), classifier.sha256()));
    settings.put("method", method);
    settings.put("baseline", baseline.baseline().label());
    settings.put("explained value", kind.label());
    settings.put("explained classes", targets.described());
    settings.put("longest phrases", Integer.toString(phrases));
    if (turning != null) {
      settings.put(
          "counterfactual",
          "masked words: %d at most, passes a text: %d at most".formatted(turning, TURNING_PASSES));
    }
    settings.put(
        "engine", "%s, %s kernels".formatted(Version.withJdk(), classifier.context().kernelName()));
    return settings;
  }

  private Watcher watcher() {
    return new Watcher() {
      @Override
      public void texts(long done, long total, long secondsLeft) {
        console.progress().examined("audit", done, total, secondsLeft);
      }

      @Override
      public void tell(String sentence) {
        console.tell(sentence);
      }
    };
  }
}
