package org.mekiki.cli;

import org.mekiki.sig.Adaptive;
import org.mekiki.sig.Explainer;
import org.mekiki.sig.IntegratedGradients;
import org.mekiki.sig.PathSettings;
import org.mekiki.sig.QuadratureRule;
import org.mekiki.sig.SequentialIntegratedGradients;
import picocli.CommandLine.Option;

/** How words are scored: the method, and how it integrates. */
final class MethodOption {
  private static final int STEPS = 50;

  @Option(
      names = "--method",
      paramLabel = "sig|sig-exact|ig",
      description = "default: sig; sig-exact needs no gradient and has no feature level")
  private String method = "sig";

  @Option(
      names = "--tolerance",
      paramLabel = "T",
      description =
          "refine until a word's error is below this share of the largest score; default: 0.01")
  private Double tolerance;

  @Option(
      names = "--max-steps",
      paramLabel = "N",
      description = "with a tolerance: nodes a path at most; default: 127")
  private Integer maxSteps;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "a fixed number of nodes a path instead of a tolerance")
  private Integer steps;

  @Option(
      names = "--quadrature",
      paramLabel = "RULE",
      description =
          "the fixed rule, 50 nodes without --steps; default with --steps: gauss-legendre")
  private String quadrature;

  boolean integrates() {
    return !method.equals("sig-exact");
  }

  boolean sequential() {
    return !method.equals("ig");
  }

  Explainer explainer() {
    Choice.require("--method", method, "sig", "sig-exact", "ig");
    if (!integrates()) {
      refuseIntegration();
      return SequentialIntegratedGradients.exact();
    }
    PathSettings settings = settings();
    return (sequential()
            ? SequentialIntegratedGradients.adaptive(settings.integration().tolerance())
            : IntegratedGradients.adaptive(settings.integration().tolerance()))
        .withSettings(settings);
  }

  private void refuseIntegration() {
    if (tolerance != null || maxSteps != null || steps != null || quadrature != null) {
      throw new UserException(
          "--method sig-exact does not integrate: leave out --tolerance, --max-steps, --steps and"
              + " --quadrature");
    }
  }

  private PathSettings settings() {
    boolean fixed = steps != null || quadrature != null;
    if (fixed && (tolerance != null || maxSteps != null)) {
      throw new UserException(
          "%s asks for a fixed rule, %s for an adaptive one; give only one of them"
              .formatted(
                  steps != null ? "--steps" : "--quadrature",
                  tolerance != null ? "--tolerance" : "--max-steps"));
    }
    if (fixed) {
      return PathSettings.fixed(
          quadrature == null
              ? QuadratureRule.GAUSS_LEGENDRE
              : Choice.of("--quadrature", quadrature, QuadratureRule.values()),
          steps == null ? STEPS : steps);
    }
    var adaptive =
        new Adaptive(
            tolerance == null ? Adaptive.DEFAULT.tolerance() : tolerance,
            maxSteps == null ? Adaptive.DEFAULT.maxSteps() : maxSteps);
    return new PathSettings(adaptive, 0);
  }
}
