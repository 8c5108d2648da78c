package org.mekiki.core.train;

import java.util.List;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019), step for step as PyTorch defines
 * it: θ ← θ (1 − γλ); m ← m + (1 − β₁)(g − m); v ← β₂ v + (1 − β₂) g²; θ ← θ − γ/(1 − β₁ᵗ) · m /
 * (√v/√(1 − β₂ᵗ) + ε).
 */
public final class AdamW extends Optimizer {
  private final double beta1;
  private final double beta2;
  private final double epsilon;

  /**
   * With the usual β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸.
   *
   * @param groups the parameters and how each is changed
   */
  public AdamW(List<ParameterGroup> groups) {
    this(groups, 0.9, 0.999, 1e-8);
  }

  /**
   * With other constants.
   *
   * @param groups the parameters and how each is changed
   * @param beta1 β₁, from 0 to below 1
   * @param beta2 β₂, from 0 to below 1
   * @param epsilon ε, above 0
   */
  public AdamW(List<ParameterGroup> groups, double beta1, double beta2, double epsilon) {
    super(groups, 2);
    if (!(beta1 >= 0 && beta1 < 1) || !(beta2 >= 0 && beta2 < 1) || !(epsilon > 0)) {
      throw new IllegalArgumentException(
          "AdamW needs betas from 0 to below 1 and an epsilon above 0, got %s, %s and %s"
              .formatted(beta1, beta2, epsilon));
    }
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
  }

  @Override
  public String name() {
    return "AdamW";
  }

  @Override
  void change(Change change, int from, int to, float[] values, float[] gradient, float[][] memory) {
    float[] first = memory[0];
    float[] second = memory[1];
    double rate = change.learningRate();
    float keep = (float) (1 - rate * change.weightDecay());
    float firstShare = (float) (1 - beta1);
    float secondKeep = (float) beta2;
    float secondShare = (float) (1 - beta2);
    float step = (float) (rate / (1 - Math.pow(beta1, (double) change.step())));
    float correction = (float) (1 / Math.sqrt(1 - Math.pow(beta2, (double) change.step())));
    float tiny = (float) epsilon;
    for (int i = from; i < to; i++) {
      float g = gradient[i];
      float m = first[i] + firstShare * (g - first[i]);
      float v = secondKeep * second[i] + secondShare * g * g;
      first[i] = m;
      second[i] = v;
      float root = (float) Math.sqrt(v);
      values[i] = values[i] * keep - step * m / (root * correction + tiny);
    }
  }
}
