package org.mekiki.report.wording;

import java.util.stream.Collectors;
import org.mekiki.core.model.Baseline;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.attribution.AttributionMethod;
import org.mekiki.sig.attribution.PassCounts;
import org.mekiki.sig.quadrature.Adaptive;
import org.mekiki.sig.quadrature.FixedRule;
import org.mekiki.sig.quadrature.Integration;

/** How an explanation was made, for readers. */
public final class Settings {
  private Settings() {}

  /** What computed it. */
  public static String engine(ComputeContext context, Texts texts) {
    return texts.of(
        "settings.kernels", Version.withJdk(), context.kernelName(), context.parallelism());
  }

  /** The method's name, and its own settings where it has some. */
  public static String method(Explanation explanation, Texts texts) {
    AttributionMethod method = explanation.attributor();
    String parameters =
        method.parameters().entrySet().stream()
            .map(each -> each.getKey() + " " + each.getValue())
            .collect(Collectors.joining(", "));
    String title = texts.title(method);
    return parameters.isEmpty() ? title : title + " (" + parameters + ")";
  }

  public static String baselines(Explanation explanation, Texts texts) {
    if (!explanation.attributor().usesBaseline()) {
      return texts.of("settings.baseline.none");
    }
    String names =
        explanation.baselines().stream().map(Baseline::label).collect(Collectors.joining(", "));
    return explanation.baselines().size() == 1 ? names : texts.of("settings.baseline.mean", names);
  }

  public static String rule(Integration integration, Texts texts) {
    return switch (integration) {
      case FixedRule fixed -> texts.of("settings.rule.fixed", fixed.rule(), fixed.steps());
      case Adaptive adaptive ->
          texts.of(
              "settings.rule.adaptive", adaptive.rule(), adaptive.tolerance(), adaptive.maxSteps());
    };
  }

  public static String passes(Explanation explanation, Texts texts) {
    PassCounts counts = explanation.counts();
    String pairs =
        explanation
            .interactions()
            .map(interactions -> texts.of("settings.passes.pairs", interactions.passes()))
            .orElse("");
    return texts.of(
            "settings.passes", counts.forward(), counts.backward(), (double) counts.multiplyAdds())
        + pairs;
  }
}
