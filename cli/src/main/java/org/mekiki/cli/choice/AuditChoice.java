package org.mekiki.cli.choice;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mekiki.cli.console.Choice;
import org.mekiki.cli.console.Positive;
import org.mekiki.core.model.Baseline;
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

/**
 * How the texts of an audit are explained.
 *
 * @param method by which words are scored
 * @param baseline what words are moved from
 * @param kind what of a class is explained
 * @param targets which classes
 * @param phrases the longest phrases, in words
 * @param turning words of a set that turns a decision at most; null where that is not asked
 */
public record AuditChoice(
    String method,
    Baseline baseline,
    OutputKind kind,
    WrittenTargets targets,
    int phrases,
    Integer turning) {
  /** The usual method. */
  public static final String METHOD = "sig-exact";

  /** The usual longest phrases, in words. */
  public static final int PHRASES = 2;

  private static final int MOST_PHRASES = 1000;

  /** Words of a set that turns a decision. */
  private static final int MOST_TURNING = 10;

  /** Forward passes a text for what turns its decision. */
  private static final int TURNING_PASSES = 2000;

  /** Sets a text that are kept: with ten words more are hardly ever of one size. */
  private static final int TURNING_SETS = 50;

  /** Checks what needs no model, in the names by which settings were chosen. */
  public AuditChoice {
    Naming naming = targets.naming();
    Choice.require(naming.of("method"), method, Methods.names());
    Positive.require(naming.of("phrases"), phrases, MOST_PHRASES);
    Positive.require(naming.of("counterfactual"), turning, MOST_TURNING);
  }

  /**
   * What explains a text.
   *
   * @param labels of the model
   */
  public Explainer explainer(List<String> labels) {
    List<Phrases.Source> sources = phrases == 1 ? List.of() : List.of(Phrases.upTo(phrases));
    return Explainer.of(Methods.of(method))
        .withBaseline(baseline)
        .withOutput(kind)
        .withUnits(new TextUnits(false, sources, 0))
        .withTargets(targets.choice("class", labels));
  }

  /** What looks for the words that turn a decision; empty where that is not asked. */
  public Optional<CounterfactualSearch> search() {
    return Optional.ofNullable(turning)
        .map(
            most ->
                new CounterfactualSearch(
                    Operation.MASK,
                    baseline,
                    null,
                    TextUnits.WORDS,
                    new SearchLimits(most, TURNING_PASSES, TURNING_SETS),
                    false));
  }

  /**
   * What decides what is found, besides the data, by name.
   *
   * @param source what the model is called
   */
  public Map<String, String> described(String source, Classifier classifier) {
    var settings = new LinkedHashMap<String, String>();
    settings.put(
        "model", "%s (%s), sha256 %s".formatted(source, classifier.family(), classifier.sha256()));
    settings.put("method", method);
    settings.put("baseline", baseline.label());
    settings.put("explained value", kind.label());
    settings.put("explained classes", targets.described());
    settings.put("longest phrases", Integer.toString(phrases));
    if (turning != null) {
      settings.put(
          "counterfactual",
          "masked words: at most %d, passes per text: at most %d"
              .formatted(turning, TURNING_PASSES));
    }
    settings.put(
        "engine", "%s, %s kernels".formatted(Version.withJdk(), classifier.context().kernelName()));
    return settings;
  }
}
