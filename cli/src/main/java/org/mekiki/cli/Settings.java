package org.mekiki.cli;

import java.util.Locale;
import org.mekiki.sig.Adaptive;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.FixedRule;
import org.mekiki.sig.Integration;
import org.mekiki.sig.PassCounts;

/** How an explanation was made, for readers. */
final class Settings {
  private Settings() {}

  static String method(Explanation explanation) {
    return switch (explanation.method()) {
      case "sig" -> "Sequential Integrated Gradients";
      case "sig-exact" -> "exact word scores of Sequential Integrated Gradients (leave one out)";
      default -> "Integrated Gradients";
    };
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
    return String.format(
        Locale.ROOT,
        "%d forward, %d backward, %.3g multiply-adds%s",
        counts.forward(),
        counts.backward(),
        (double) counts.multiplyAdds(),
        pairs);
  }
}
