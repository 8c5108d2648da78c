package org.mekiki.cli.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.mekiki.cli.choice.AuditChoice;
import org.mekiki.cli.choice.OutputKindChoice;
import org.mekiki.cli.choice.WrittenTargets;
import org.mekiki.cli.console.Console;
import org.mekiki.cli.console.ExitCode;
import org.mekiki.cli.console.TerminalText;
import org.mekiki.cli.data.LabelColumn;
import org.mekiki.cli.option.ModelOption;
import org.mekiki.cli.option.OneBaselineOption;
import org.mekiki.cli.option.OutputOption;
import org.mekiki.cli.option.SettingsOption;
import org.mekiki.cli.option.ThreadsOption;
import org.mekiki.cli.wording.Speech;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.sig.Explainer;
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
  private String method = AuditChoice.METHOD;

  @Option(
      names = "--phrases",
      paramLabel = "N",
      description = "the longest phrases to score, in words; 1 for words only; default: 2")
  private int phrases = AuditChoice.PHRASES;

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
    WrittenTargets targets = WrittenTargets.of(target.chosen());
    var choice =
        new AuditChoice(
            method,
            baseline.baseline(),
            OutputKindChoice.of(output.chosen()).kind(),
            targets,
            phrases,
            turning);
    AuditSettings settings = counting.settings();
    try (ComputeContext context = threads.context()) {
      Classifier classifier = model.loadClassifier("audit", context);
      Explainer explainer = choice.explainer(classifier.labels());
      targets.reading(classifier.labels()).ifPresent(console::tell);
      LabelColumn.oddity(classifier.labels()).ifPresent(console::tell);
      Path into = folder == null ? data.folder() : folder;
      Map<String, String> described = choice.described(model.source(), classifier);
      var audit =
          new Audit(
              classifier,
              explainer,
              choice.search(),
              described,
              settings,
              data.inputs(),
              into,
              console.speech(),
              Speech.ENGLISH);
      AuditSummary summary = audit.run(restart, watcher());
      console.progress().clear();
      summary.lines().forEach(line -> console.out().println(TerminalText.line(line)));
      OutputOption.requireGood(console.out(), "standard output");
      return summary.kept() ? ExitCode.OK : ExitCode.RULE_BROKEN;
    }
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
