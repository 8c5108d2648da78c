package org.mekiki.core.train;

import java.util.List;

/**
 * Stochastic gradient descent with momentum μ as PyTorch defines it: g ← g + λθ; b ← μ b + g, at
 * the first step b ← g; θ ← θ − γ b, or with Nesterov's form θ ← θ − γ (g + μ b).
 */
public final class Sgd extends Optimizer {
  private final double momentum;
  private final boolean nesterov;

  /**
   * With momentum.
   *
   * @param groups the parameters and how each is changed
   * @param momentum μ, from 0 to below 1
   */
  public Sgd(List<ParameterGroup> groups, double momentum) {
    this(groups, momentum, false);
  }

  /**
   * With momentum, in Nesterov's form or not.
   *
   * @param groups the parameters and how each is changed
   * @param momentum μ, from 0 to below 1; above 0 for Nesterov's form
   * @param nesterov whether in Nesterov's form
   */
  public Sgd(List<ParameterGroup> groups, double momentum, boolean nesterov) {
    super(groups, 1);
    if (!(momentum >= 0 && momentum < 1) || (nesterov && momentum == 0)) {
      throw new IllegalArgumentException(
          "SGD needs a momentum from 0 to below 1, above 0 for Nesterov's form, got " + momentum);
    }
    this.momentum = momentum;
    this.nesterov = nesterov;
  }

  @Override
  public String name() {
    return nesterov ? "SGD-Nesterov" : "SGD";
  }

  @Override
  void change(Change change, int from, int to, float[] values, float[] gradient, float[][] memory) {
    float[] buffer = memory[0];
    float decay = (float) change.weightDecay();
    float rate = (float) change.learningRate();
    float keep = change.step() == 1 ? 0f : (float) momentum;
    float ahead = (float) momentum;
    for (int i = from; i < to; i++) {
      float g = gradient[i] + decay * values[i];
      float b = keep * buffer[i] + g;
      buffer[i] = b;
      values[i] -= rate * (nesterov ? g + ahead * b : b);
    }
  }
}
