package org.mekiki.sig.judge;

import java.util.List;
import java.util.Optional;
import org.mekiki.core.model.Baseline;
import org.mekiki.core.model.EncodedText;
import org.mekiki.sig.Explainer;
import org.mekiki.sig.NothingToExplainException;
import org.mekiki.sig.attribution.RunSettings;
import org.mekiki.sig.quadrature.Adaptive;
import org.mekiki.sig.quadrature.QuadratureRule;
import org.mekiki.sig.statistics.RankCorrelation;

/**
 * How many steps are enough here: the error of each rule and number of steps against the converged
 * result, for each baseline, of the raw scores and of the normalised ones; and how far another
 * baseline changes the order.
 *
 * @param model the model; its baseline is the one that others are compared with
 * @param methods those that integrate are examined
 * @param baselines to move words from
 * @param seed of the methods
 */
public record Convergence(
    JudgedModel model, List<JudgedMethod> methods, List<Baseline> baselines, long seed)
    implements Examination {
  /** Nodes a path that are tried. */
  public static final List<Integer> STEPS = List.of(2, 3, 5, 10, 20, 50);

  /** The error of the scores as they are; it is taken at each of {@link #STEPS}. */
  public static final Measure RAW = Measure.of("raw");

  private static final Measure NORMALISED = Measure.of("normalised");

  /** The converged result: refined until nothing is left to gain in single precision. */
  private static final RunSettings CONVERGED = new RunSettings(new Adaptive(1e-5, 255), 0);

  /** Copies. */
  public Convergence {
    methods = methods.stream().filter(method -> integrates(method, seed)).toList();
    baselines = List.copyOf(baselines);
  }

  private static boolean integrates(JudgedMethod method, long seed) {
    return method.explainers().apply(seed).method().integrates();
  }

  @Override
  public String name() {
    return "convergence";
  }

  @Override
  public Findings examine(Example example) {
    EncodedText text = model.answers().encode(example.text(), example.pair());
    var findings = new Findings();
    try {
      for (JudgedMethod method : methods) {
        double[] usual = scores(method, text, model.baseline(), CONVERGED);
        for (Baseline baseline : baselines) {
          double[] converged = scores(method, text, baseline, CONVERGED);
          String row = method.name() + ", " + baseline.label();
          findings.put(
              row,
              "order as from " + model.baseline().label(),
              RankCorrelation.of(usual, converged));
          for (QuadratureRule rule : QuadratureRule.values()) {
            compare(method, text, baseline, rule, converged, findings);
          }
        }
      }
    } catch (NothingToExplainException e) {
      return Findings.skipped("no word to explain");
    }
    return findings;
  }

  private void compare(
      JudgedMethod method,
      EncodedText text,
      Baseline baseline,
      QuadratureRule rule,
      double[] converged,
      Findings findings) {
    String row = method.name() + ", " + baseline.label() + ", " + rule.label();
    for (int steps : STEPS) {
      Optional<RunSettings> settings = settings(rule, steps);
      if (settings.isPresent()) {
        double[] found = scores(method, text, baseline, settings.get());
        findings.put(row, RAW.at(steps), error(found, converged));
        findings.put(row, NORMALISED.at(steps), error(unit(found), unit(converged)));
      }
    }
  }

  /** Not every rule has a form with every number of nodes. */
  private static Optional<RunSettings> settings(QuadratureRule rule, int steps) {
    try {
      return Optional.of(RunSettings.fixed(rule, steps));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private double[] scores(
      JudgedMethod method, EncodedText text, Baseline baseline, RunSettings settings) {
    Explainer explainer = method.explainers().apply(seed).withSettings(settings);
    return JudgedModel.scores(
        new JudgedModel(model.answers(), model.explained(), baseline)
            .explain(JudgedMethod.of(method.name(), explainer), text, seed));
  }

  /** The largest error as a share of the largest score. */
  private static double error(double[] found, double[] exact) {
    double worst = 0;
    double largest = 0;
    for (int i = 0; i < exact.length; i++) {
      worst = Math.max(worst, Math.abs(found[i] - exact[i]));
      largest = Math.max(largest, Math.abs(exact[i]));
    }
    return worst / largest;
  }

  private static double[] unit(double[] scores) {
    double squares = 0;
    for (double score : scores) {
      squares += score * score;
    }
    double[] unit = new double[scores.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = scores[i] / Math.sqrt(squares);
    }
    return unit;
  }
}
