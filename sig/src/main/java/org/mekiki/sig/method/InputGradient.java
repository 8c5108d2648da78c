package org.mekiki.sig.method;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.AttributionInput;
import org.mekiki.sig.attribution.AttributionMethod;
import org.mekiki.sig.attribution.AttributionTask;
import org.mekiki.sig.attribution.Guarantee;
import org.mekiki.sig.attribution.MethodTraits;
import org.mekiki.sig.attribution.PassCosts;
import org.mekiki.sig.attribution.PassCounts;
import org.mekiki.sig.attribution.RunSettings;
import org.mekiki.sig.evaluation.CountedWork;

/**
 * Methods that look at one gradient, that at the input. A word or phrase has what its rows have
 * together.
 *
 * @param kind what is made of the gradient
 */
public record InputGradient(Kind kind) implements AttributionMethod {
  /** What is made of the gradient. */
  public enum Kind {
    /**
     * Σ_j ∂F/∂x_ij, the signed sum of the gradient (Simonyan et al. 2014, <i>Deep Inside
     * Convolutional Networks</i>, whose maps take its size). A sum that is lost in the rounding of
     * its terms is 0. That is so for all rows where a LayerNorm reads the embeddings: it does not
     * see what is added to all features of a row, so they have no slope in that direction.
     */
    SUM("gradient", "gradient, signed sum"),

    /**
     * ‖∂F/∂x_i‖₂, the length of the gradient, never negative; of several rows that of all their
     * features together (Li et al. 2016, <i>Visualizing and Understanding Neural Models in
     * NLP</i>).
     */
    NORM("gradient-norm", "gradient, Euclidean norm"),

    /** Σ_j x_ij ∂F/∂x_ij (Shrikumar et al. 2016, <i>Not Just a Black Box</i>), as Captum has it. */
    TIMES_INPUT("input-x-gradient", "input × gradient"),

    /**
     * Σ_j (x_ij − b_ij) ∂F/∂x_ij: the first-order estimate of F(x) − F(x\i), and so of what
     * Sequential Integrated Gradients gives; for a zero baseline it is input × gradient.
     */
    TIMES_DIFFERENCE("difference-x-gradient", "(input − baseline) × gradient");

    private final String label;
    private final String title;

    Kind(String label, String title) {
      this.label = label;
      this.title = title;
    }
  }

  @Override
  public String name() {
    return kind.label;
  }

  @Override
  public MethodTraits traits() {
    MethodTraits traits = MethodTraits.of(kind.title, Guarantee.NONE);
    return switch (kind) {
      case SUM, TIMES_INPUT -> traits.withoutBaseline();
      case NORM -> traits.unsigned().withoutFeatures().withoutBaseline();
      case TIMES_DIFFERENCE -> traits;
    };
  }

  @Override
  public PassCosts costs(RunSettings settings, int targets) {
    return new PassCosts(1L + targets, 0);
  }

  @Override
  public List<Attribution> attribute(AttributionTask task) {
    AttributionInput input = task.input();
    int targets = task.targets().size();
    var work = new CountedWork(task.monitor(), costs(task.settings(), targets).base());
    var features = new ArrayList<double[]>();
    double[] values = new double[targets];
    PassCounts counts;
    try (var pass = InputPass.of(task)) {
      work.done(1);
      for (int t = 0; t < targets; t++) {
        Variable value = pass.kept().value(task.targets().get(t));
        values[t] = value.value().getFlat(0);
        Tensor gradient = pass.kept().tape().backward(value).of(pass.kept().rows());
        features.add(features(input, gradient));
        work.done(1);
      }
      counts = pass.counts(targets);
    }
    return IntStream.range(0, targets)
        .mapToObj(t -> attribution(input, features.get(t), values[t], counts))
        .toList();
  }

  @Override
  public boolean usesKeptPass() {
    return true;
  }

  private double[] features(AttributionInput input, Tensor gradient) {
    int[] moving = input.moving();
    int width = input.width();
    double[] features = new double[moving.length * width];
    for (int k = 0; k < moving.length; k++) {
      for (int j = 0; j < width; j++) {
        features[k * width + j] =
            factor(input, moving[k], j) * gradient.getFlat(moving[k] * width + j);
      }
    }
    return features;
  }

  private double factor(AttributionInput input, int row, int feature) {
    return switch (kind) {
      case SUM, NORM -> 1;
      case TIMES_INPUT -> input.rows().getFlat(row * input.width() + feature);
      case TIMES_DIFFERENCE -> input.difference(row, feature);
    };
  }

  private Attribution attribution(
      AttributionInput input, double[] each, double value, PassCounts counts) {
    var features = new RowFeatures(input, each);
    return switch (kind) {
      case SUM -> features.attributionOfCertainSums(value, counts, guarantee());
      case NORM -> features.attributionOfNorms(value, counts, guarantee());
      case TIMES_INPUT, TIMES_DIFFERENCE ->
          features.attribution(value, OptionalDouble.empty(), counts, guarantee(), 1);
    };
  }
}
