package org.mekiki.report.wording;

import java.util.Locale;
import java.util.Map;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.Guarantee;
import org.mekiki.sig.quadrature.Adaptive;
import org.mekiki.sig.quadrature.FixedRule;
import org.mekiki.sig.quadrature.Integration;

/** Whether the scores can be trusted, in one plain sentence. */
public final class Verdict {
  /** A smaller error, in percent, is told as small. */
  private static final double SHOWN = 0.05;

  private Verdict() {}

  /** The largest error as a share of the largest score. */
  static double relativeError(Explanation explanation) {
    double largest = explanation.attribution().largestScore();
    double error = explanation.attribution().maxAbsDelta();
    return error == 0 ? 0 : error / largest;
  }

  public static boolean converged(Explanation explanation) {
    return explanation.attribution().converged();
  }

  /** Whether there is anything that the scores were held against. */
  public static boolean certified(Explanation explanation) {
    return explanation.attribution().guarantee() != Guarantee.NONE;
  }

  public static String sentence(Explanation explanation, Texts texts) {
    return explanation
        .integration()
        .map(integration -> sentence(explanation, integration, texts))
        .orElseGet(() -> withoutIntegration(explanation, texts))
        .concat(Coverage.share(explanation, texts));
  }

  private static String withoutIntegration(Explanation explanation, Texts texts) {
    return switch (explanation.attribution().guarantee()) {
      case PARTS -> texts.of("verdict.parts");
      case SUM -> sum(explanation, texts);
      case NONE ->
          texts.of(
              explanation.method().equals("gradient")
                      && explanation.words().stream().allMatch(word -> word.raw() == 0)
                  ? "verdict.zero"
                  : "verdict.none");
    };
  }

  private static String sum(Explanation explanation, Texts texts) {
    double percent = 100 * relativeError(explanation);
    String error = percent >= SHOWN ? share(percent, "%.1f", texts) : texts.of("error.less");
    if (MarginReading.sampled(explanation)) {
      return MarginReading.verdict(explanation, texts)
          + (converged(explanation) ? "" : advice(explanation.attributor().parameters(), texts));
    }
    if (!explanation.attributor().usesBaseline()) {
      return texts.of(converged(explanation) ? "verdict.constant" : "verdict.constant.not", error);
    }
    return converged(explanation)
        ? texts.of("verdict.sum", error)
        : texts.of("verdict.sum.not", error) + advice(explanation.attributor().parameters(), texts);
  }

  private static String advice(Map<String, Number> parameters, Texts texts) {
    Number samples = parameters.get("samples");
    return samples == null ? "" : texts.of("advice.samples", 4 * samples.longValue());
  }

  private static String sentence(Explanation explanation, Integration integration, Texts texts) {
    // A bound below a tenth of a percent was asked for by someone who wants to see it kept.
    boolean small = integration.tolerance() < 1e-3;
    double percent = 100 * relativeError(explanation);
    String error =
        percent >= SHOWN
            ? share(percent, "%.1f", texts)
            : small ? share(percent, "%.1g", texts) : texts.of("error.below");
    return converged(explanation)
        ? texts.of("verdict.converged", error) + nodes(explanation, integration, texts)
        : texts.of("verdict.not", error) + advice(explanation, integration, texts);
  }

  private static String share(double percent, String format, Texts texts) {
    return texts.of("error.share", String.format(Locale.ROOT, format, percent));
  }

  private static String nodes(Explanation explanation, Integration integration, Texts texts) {
    if (integration instanceof FixedRule || explanation.attribution().totalDelta().isPresent()) {
      return "";
    }
    return texts.of(
        "verdict.nodes",
        explanation.words().stream().mapToInt(word -> word.nodes()).average().orElse(0));
  }

  private static String advice(Explanation explanation, Integration integration, Texts texts) {
    return switch (integration) {
      case FixedRule rule -> texts.of("advice.rule", 4 * rule.steps());
      case Adaptive adaptive ->
          mostNodes(explanation.attribution()) * 2 > adaptive.maxSteps()
              ? texts.of("advice.nodes", 4 * adaptive.maxSteps())
              : texts.of(explanation.budget().isPresent() ? "advice.budget" : "advice.precision");
    };
  }

  private static int mostNodes(Attribution attribution) {
    int most = 0;
    for (int i = 0; i < attribution.size(); i++) {
      most = attribution.converged(i) ? most : Math.max(most, attribution.nodes(i));
    }
    return most;
  }
}
