package org.mekiki.cli;

import java.util.List;
import java.util.Optional;
import org.mekiki.core.model.Baseline;
import org.mekiki.core.model.EncodedText;
import org.mekiki.sig.Explainer;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.Monitor;
import org.mekiki.sig.OutputKind;
import org.mekiki.sig.Windows;
import org.mekiki.transformer.Classifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * How a text that comes over HTTP is explained: the options of {@code explain} that concern one
 * text. Each is a field of the request, its name without hyphens.
 */
@Command
final class RequestOptions {
  @Mixin private MethodOption method = new MethodOption();
  @Mixin private TargetOption target = new TargetOption();
  @Mixin private UnitsOption units = new UnitsOption();
  @Mixin private BudgetOption budget = new BudgetOption();
  @Mixin private WindowOption window = new WindowOption();

  @Option(
      names = "--baseline",
      paramLabel = "mask|pad|unk|zero",
      description = "what words are moved from; default: mask")
  private String baseline = Baseline.MASK.label();

  @Option(
      names = "--output-kind",
      paramLabel = "logit|probability|log-probability",
      description = "what of the class is explained; default: logit")
  private String outputKind = OutputKind.LOGIT.label();

  /** What was read of a text, and its explanations. */
  record Answer(EncodedText text, List<Explanation> explanations) {}

  Answer explain(Classifier classifier, TextItem item, Monitor monitor) {
    Explainer explainer =
        budget
            .limit(
                method
                    .explainer()
                    .withBaseline(Choice.of("--baseline", baseline, Baseline.values()))
                    .withOutput(Choice.of("--output-kind", outputKind, OutputKind.values()))
                    .withUnits(units.units(false)))
            .withTargets(target.choice(classifier.labels()));
    window.check(classifier, 0);
    Optional<Windows> windows = window.windows(classifier, item, 0);
    List<Explanation> found =
        windows.isPresent()
            ? explainer.explainAll(classifier, windows.get(), monitor)
            : explainer.explainAll(
                classifier, classifier.encode(item.text(), item.pair()), monitor);
    return new Answer(found.getFirst().text(), found);
  }
}
