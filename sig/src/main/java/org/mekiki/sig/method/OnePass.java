package org.mekiki.sig.method;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.mekiki.core.autodiff.BackwardRules;
import org.mekiki.core.autodiff.Linearization;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.AttributionInput;
import org.mekiki.sig.attribution.AttributionMethod;
import org.mekiki.sig.attribution.AttributionTask;
import org.mekiki.sig.attribution.Guarantee;
import org.mekiki.sig.attribution.KeptPass;
import org.mekiki.sig.attribution.MethodTraits;
import org.mekiki.sig.attribution.PassCosts;
import org.mekiki.sig.attribution.PassCounts;
import org.mekiki.sig.attribution.RunSettings;
import org.mekiki.sig.attribution.Target;
import org.mekiki.sig.evaluation.CountedWork;

/**
 * Input × gradient, Σ_j x_ij g_ij, where g is carried back by {@link BackwardRules} in the place of
 * derivatives: one forward pass, and a backward pass a target.
 *
 * <p>The rules make an affine function F̃ of the logits. Of a probability the slope at the input is
 * taken on top, and what that leaves of F(x) is a constant. Under {@link BackwardRules#LINEAR} F̃
 * is F at the input, and so the scores of all rows and a constant add up to F(x); in the place of
 * F(baseline) stands F̃ with the rows that move at zero. It is computed from the model's parameters
 * and from the rows that do not move, not from the scores: what is missing is the residual.
 *
 * <p>See {@code docs/decisions/2026-11-30-one-pass.md}.
 *
 * @param rules what is held and what is shared out
 */
public record OnePass(BackwardRules rules) implements AttributionMethod {
  @Override
  public String name() {
    return rules.name();
  }

  @Override
  public MethodTraits traits() {
    return MethodTraits.of(title(rules), isComplete() ? Guarantee.SUM : Guarantee.NONE)
        .withoutBaseline();
  }

  private boolean isComplete() {
    return rules.equals(BackwardRules.LINEAR);
  }

  private static String title(BackwardRules rules) {
    return switch (rules.name()) {
      case "linear" -> "linear decomposition";
      case "cp-lrp" -> "CP-LRP";
      case "attn-lrp" -> "AttnLRP";
      case "gim" -> "GIM";
      default -> rules.name();
    };
  }

  @Override
  public PassCosts costs(RunSettings settings, int targets) {
    return new PassCosts(1L + targets, 0);
  }

  @Override
  public List<Attribution> attribute(AttributionTask task) {
    PassCosts costs = costs(task.settings(), task.targets().size());
    var work = new CountedWork(task.monitor(), costs.base());
    AttributionInput input = task.input();
    try (var pass = InputPass.of(task)) {
      work.done(1);
      var found = new ArrayList<Found>();
      for (Target target : task.targets()) {
        found.add(found(target, pass.kept(), input));
        work.done(1);
      }
      PassCounts counts = pass.counts(task.targets().size());
      return found.stream().map(each -> attribution(input, each, counts)).toList();
    }
  }

  @Override
  public boolean usesKeptPass() {
    return true;
  }

  /** What was found for a target: F, F̃ with the rows that move at zero, and x_ij g_ij of these. */
  private record Found(double value, double constant, double[] features) {}

  private Found found(Target target, KeptPass pass, AttributionInput input) {
    Variable logits = pass.logits();
    var last = new Tape(pass.tape().context());
    Variable answer = last.input(logits.value());
    Variable value = target.of(answer);
    Tensor slope = last.backward(value, Tensor.of(Shape.of(1), 1)).of(answer);
    Linearization affine = pass.tape().linearize(logits, slope, rules);
    double f = value.value().getFlat(0);
    double constant = affine.constant() + f - product(slope, logits.value());
    Tensor gradient = affine.gradients().of(pass.rows());
    int[] moving = input.moving();
    int width = input.width();
    double[] features = new double[moving.length * width];
    int at = 0;
    for (int row = 0; row < input.size(); row++) {
      boolean moves = at < moving.length && moving[at] == row;
      for (int j = 0; j < width; j++) {
        int place = row * width + j;
        double part = (double) input.rows().getFlat(place) * gradient.getFlat(place);
        if (moves) {
          features[at * width + j] = part;
        } else {
          constant += part;
        }
      }
      at += moves ? 1 : 0;
    }
    return new Found(f, constant, features);
  }

  private static double product(Tensor x, Tensor y) {
    double sum = 0;
    for (int i = 0; i < x.size(); i++) {
      sum += (double) x.getFlat(i) * y.getFlat(i);
    }
    return sum;
  }

  private Attribution attribution(AttributionInput input, Found found, PassCounts counts) {
    OptionalDouble constant =
        isComplete() ? OptionalDouble.of(found.constant()) : OptionalDouble.empty();
    return new RowFeatures(input, found.features())
        .attribution(found.value(), constant, counts, guarantee(), 1);
  }
}
