package org.mekiki.cli.choice;

import java.util.List;
import org.mekiki.cli.console.Choice;
import org.mekiki.sig.Methods;
import org.mekiki.sig.attribution.AttributionMethod;
import org.mekiki.sig.attribution.MethodSettings;
import org.mekiki.sig.attribution.RunSettings;
import org.mekiki.sig.quadrature.Adaptive;
import org.mekiki.sig.quadrature.QuadratureRule;

/**
 * How words are scored: the methods, how they integrate, and their other settings. What is null was
 * not chosen.
 *
 * @param naming how settings are called
 * @param names of the methods, as they were written
 * @param tolerance of a word's error or interval, as a share of the largest score
 * @param maxSteps nodes a path at most, with a tolerance
 * @param steps a fixed number of nodes a path
 * @param quadrature the fixed rule, as it was written
 * @param samples how many are drawn
 * @param noise its strength
 * @param neighbours of a word
 * @param seed of random choices
 */
public record MethodChoice(
    Naming naming,
    List<String> names,
    Double tolerance,
    Integer maxSteps,
    Integer steps,
    String quadrature,
    Integer samples,
    Double noise,
    Integer neighbours,
    Long seed) {
  private static final int STEPS = 50;

  /** Gauss nodes of this number are computed within seconds, and no integral needs more. */
  public static final int MOST_STEPS = 10_000;

  private static final int MOST_SAMPLES = 1_000_000;
  private static final int MOST_NEIGHBOURS = 10_000;

  private static final Setting<List<String>> METHOD =
      Setting.someOf(
          "method",
          "NAME",
          Methods.names(),
          "one of %s, or several, separated by commas; default: sig"
              .formatted(String.join(", ", Methods.names())));

  private static final Setting<Double> TOLERANCE =
      Setting.number(
          "tolerance",
          "T",
          "refine until a word's error is below this share of the largest score; default: 0.01;"
              + " shapley: draw until half of each interval is, default 0.05");

  private static final Setting<Integer> MAX_STEPS =
      Setting.integer("max-steps", "N", "with a tolerance: the most nodes per path; default: 127")
          .atMost(MOST_STEPS);

  private static final Setting<Integer> STEPS_A_PATH =
      Setting.integer(
              "steps",
              "N",
              "a fixed number of nodes per path instead of a tolerance; dig: default 30")
          .atMost(MOST_STEPS);

  private static final Setting<String> QUADRATURE =
      Setting.string(
          "quadrature",
          "RULE",
          "the fixed rule, 50 nodes without {steps}; default with {steps}: gauss-legendre");

  private static final Setting<Integer> SAMPLES =
      Setting.integer(
              "samples",
              "N",
              "random samples; default: smoothgrad 50, gradient-shap 200, lime 1000, kernel-shap"
                  + " 2048 beyond twice the words, shapley 100 pairs of orders at most")
          .atMost(MOST_SAMPLES);

  private static final Setting<Double> NOISE =
      Setting.number(
          "noise",
          "LEVEL",
          "strength of the noise as a share of the embeddings' spread; default: smoothgrad 0.15,"
              + " gradient-shap 0");

  private static final Setting<Integer> NEIGHBOURS =
      Setting.integer(
              "neighbours",
              "N",
              "dig: how many of the nearest words a path may lead through; default: 500")
          .atMost(MOST_NEIGHBOURS);

  private static final Setting<Long> SEED =
      Setting.wide(
          "seed",
          "N",
          "the seed of random choices, which the same seed and text repeat; default: 0");

  /** What it is made of. */
  static final List<Setting<?>> SETTINGS =
      List.of(
          METHOD, TOLERANCE, MAX_STEPS, STEPS_A_PATH, QUADRATURE, SAMPLES, NOISE, NEIGHBOURS, SEED);

  static MethodChoice of(Chosen chosen) {
    List<String> names = chosen.get(METHOD);
    return new MethodChoice(
        chosen.naming(),
        names == null ? List.of("sig") : names,
        chosen.get(TOLERANCE),
        chosen.get(MAX_STEPS),
        chosen.get(STEPS_A_PATH),
        chosen.get(QUADRATURE),
        chosen.get(SAMPLES),
        chosen.get(NOISE),
        chosen.get(NEIGHBOURS),
        chosen.get(SEED));
  }

  /** The methods, in the order given. */
  List<AttributionMethod> methods() {
    names.forEach(name -> Choice.require(naming.of("method"), name, Methods.names()));
    if (names.isEmpty() || names.stream().distinct().count() < names.size()) {
      throw naming.refusal("{method} names each method once, separated by commas");
    }
    MethodSettings given = MethodSettings.of(seed, samples, noise, steps, neighbours);
    MethodSettings settings = tolerance == null ? given : given.withTolerance(tolerance);
    List<AttributionMethod> methods =
        names.stream().map(name -> Methods.of(name, settings)).toList();
    requireIntegration(methods);
    requireUse(methods, "samples", samples);
    requireUse(methods, "noise", noise);
    requireUse(methods, "neighbours", neighbours);
    requireUse(methods, "seed", seed);
    return methods;
  }

  private void requireUse(List<AttributionMethod> methods, String parameter, Object value) {
    if (value != null && !haveParameter(methods, parameter)) {
      throw naming.refusal(
          "{method} %s has no use for %s; leave it out", list(methods), naming.of(parameter));
    }
  }

  private static boolean haveParameter(List<AttributionMethod> methods, String parameter) {
    return methods.stream().anyMatch(method -> method.parameters().containsKey(parameter));
  }

  private void requireIntegration(List<AttributionMethod> methods) {
    if (methods.stream().anyMatch(AttributionMethod::integrates)) {
      return;
    }
    boolean ownSteps = haveParameter(methods, "steps");
    boolean ownTolerance = haveParameter(methods, "tolerance");
    if (tolerance != null && !ownTolerance
        || maxSteps != null
        || quadrature != null
        || steps != null && !ownSteps) {
      throw naming.refusal(
          "{method} %s does not integrate: leave out %s{max-steps}%s and {quadrature}",
          list(methods),
          ownTolerance ? "" : naming.of("tolerance") + ", ",
          ownSteps ? "" : ", " + naming.of("steps"));
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
      throw naming.refusal(
          "%s asks for a fixed rule, %s for an adaptive one; give only one of them",
          naming.of(steps != null ? "steps" : "quadrature"),
          naming.of(tolerance != null ? "tolerance" : "max-steps"));
    }
    if (fixed) {
      return RunSettings.fixed(
          quadrature == null
              ? QuadratureRule.GAUSS_LEGENDRE
              : Choice.of(naming.of("quadrature"), quadrature, QuadratureRule.values()),
          steps == null ? STEPS : steps);
    }
    var adaptive =
        new Adaptive(
            tolerance == null ? Adaptive.DEFAULT.tolerance() : tolerance,
            maxSteps == null ? Adaptive.DEFAULT.maxSteps() : maxSteps);
    return new RunSettings(adaptive, 0);
  }
}
