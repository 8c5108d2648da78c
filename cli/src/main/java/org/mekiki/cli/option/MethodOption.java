package org.mekiki.cli.option;

import java.util.List;
import org.mekiki.cli.console.Choice;
import org.mekiki.cli.console.UserException;
import org.mekiki.sig.Methods;
import org.mekiki.sig.attribution.AttributionMethod;
import org.mekiki.sig.attribution.MethodSettings;
import org.mekiki.sig.attribution.RunSettings;
import org.mekiki.sig.quadrature.Adaptive;
import org.mekiki.sig.quadrature.QuadratureRule;
import picocli.CommandLine.Option;

/** How words are scored: the methods, how they integrate, and their other settings. */
final class MethodOption {
  private static final int STEPS = 50;

  /** The names of all methods, for the help. */
  static final class Names implements Iterable<String> {
    @Override
    public java.util.Iterator<String> iterator() {
      return Methods.names().iterator();
    }
  }

  @Option(
      names = "--method",
      paramLabel = "NAME",
      split = ",",
      completionCandidates = Names.class,
      description =
          "one of ${COMPLETION-CANDIDATES}, or several with commas between them; default: sig")
  private List<String> names = List.of("sig");

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
      description = "a fixed number of nodes a path instead of a tolerance; dig: default 30")
  private Integer steps;

  @Option(
      names = "--quadrature",
      paramLabel = "RULE",
      description =
          "the fixed rule, 50 nodes without --steps; default with --steps: gauss-legendre")
  private String quadrature;

  @Option(
      names = "--samples",
      paramLabel = "N",
      description =
          "random samples; default: smoothgrad 50, gradient-shap 200, lime 1000, kernel-shap 2048"
              + " beyond twice the words")
  private Integer samples;

  @Option(
      names = "--noise",
      paramLabel = "LEVEL",
      description =
          "strength of the noise as a share of the embeddings' spread; default: smoothgrad 0.15,"
              + " gradient-shap 0")
  private Double noise;

  @Option(
      names = "--neighbours",
      paramLabel = "N",
      description = "dig: nearest words that a path is led through; default: 500")
  private Integer neighbours;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "of random choices, which the same seed and text repeat; default: 0")
  private Long seed;

  /** The methods, in the order given. */
  List<AttributionMethod> methods() {
    names.forEach(name -> Choice.require("--method", name, Methods.names().toArray(String[]::new)));
    if (names.isEmpty() || names.stream().distinct().count() < names.size()) {
      throw new UserException("--method names each method once, with commas between them");
    }
    MethodSettings settings = MethodSettings.of(seed, samples, noise, steps, neighbours);
    List<AttributionMethod> methods =
        names.stream().map(name -> Methods.of(name, settings)).toList();
    requireIntegration(methods);
    requireUse(methods, "samples", samples);
    requireUse(methods, "noise", noise);
    requireUse(methods, "neighbours", neighbours);
    requireUse(methods, "seed", seed);
    return methods;
  }

  private static void requireUse(List<AttributionMethod> methods, String parameter, Object value) {
    if (value != null
        && methods.stream().noneMatch(method -> method.parameters().containsKey(parameter))) {
      throw new UserException(
          "--method %s has no use for --%s; leave it out".formatted(list(methods), parameter));
    }
  }

  private void requireIntegration(List<AttributionMethod> methods) {
    if (methods.stream().anyMatch(AttributionMethod::integrates)) {
      return;
    }
    boolean ownSteps =
        methods.stream().anyMatch(method -> method.parameters().containsKey("steps"));
    if (tolerance != null || maxSteps != null || quadrature != null || steps != null && !ownSteps) {
      throw new UserException(
          "--method %s does not integrate: leave out --tolerance, --max-steps%s and --quadrature"
              .formatted(list(methods), ownSteps ? "" : ", --steps"));
    }
  }

  static String list(List<AttributionMethod> methods) {
    return String.join(",", methods.stream().map(AttributionMethod::name).toList());
  }

  /** How paths are integrated, for methods that do. */
  RunSettings settings(List<AttributionMethod> methods) {
    boolean fixed = steps != null || quadrature != null;
    if (methods.stream().noneMatch(AttributionMethod::integrates)) {
      return RunSettings.DEFAULT;
    }
    if (fixed && (tolerance != null || maxSteps != null)) {
      throw new UserException(
          "%s asks for a fixed rule, %s for an adaptive one; give only one of them"
              .formatted(
                  steps != null ? "--steps" : "--quadrature",
                  tolerance != null ? "--tolerance" : "--max-steps"));
    }
    if (fixed) {
      return RunSettings.fixed(
          quadrature == null
              ? QuadratureRule.GAUSS_LEGENDRE
              : Choice.of("--quadrature", quadrature, QuadratureRule.values()),
          steps == null ? STEPS : steps);
    }
    var adaptive =
        new Adaptive(
            tolerance == null ? Adaptive.DEFAULT.tolerance() : tolerance,
            maxSteps == null ? Adaptive.DEFAULT.maxSteps() : maxSteps);
    return new RunSettings(adaptive, 0);
  }
}
