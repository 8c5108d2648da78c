package org.mekiki.cli;

import java.util.stream.Collectors;
import org.mekiki.core.model.Baseline;
import org.mekiki.sig.Adaptive;
import org.mekiki.sig.AttributionMethod;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.FixedRule;
import org.mekiki.sig.Integration;
import org.mekiki.sig.PassCounts;

/** How an explanation was made, for readers. */
final class Settings {
  private Settings() {}

  /** The method's name, and its own settings where it has some. */
  static String method(Explanation explanation) {
    AttributionMethod method = explanation.attributor();
    String parameters =
        method.parameters().entrySet().stream()
            .map(each -> each.getKey() + " " + each.getValue())
            .collect(Collectors.joining(", "));
    return parameters.isEmpty() ? method.title() : method.title() + " (" + parameters + ")";
  }

  static String baselines(Explanation explanation) {
    if (!explanation.attributor().usesBaseline()) {
      return "none";
    }
    String names =
        explanation.baselines().stream().map(Baseline::label).collect(Collectors.joining(", "));
    return explanation.baselines().size() == 1 ? names : "the mean over " + names;
  }

  static String rule(Integration integration) {
    return switch (integration) {
      case FixedRule fixed -> "%s, %d nodes".formatted(fixed.rule(), fixed.steps());
      case Adaptive adaptive ->
          "adaptive %s, tolerance %s, at most %d nodes"
              .formatted(adaptive.rule(), adaptive.tolerance(), adaptive.maxSteps());
    };
  }

  static String passes(Explanation explanation) {
    PassCounts counts = explanation.counts();
    String pairs =
        explanation
            .interactions()
            .map(interactions -> ", %d more forward for pairs".formatted(interactions.passes()))
            .orElse("");
    return "%d forward, %d backward%s".formatted(counts.forward(), counts.backward(), pairs);
  }
}
