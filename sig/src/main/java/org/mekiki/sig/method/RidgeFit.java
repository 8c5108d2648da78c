package org.mekiki.sig.method;

import java.util.ArrayList;
import java.util.List;
import org.mekiki.sig.game.SymmetricSystem;

/**
 * Weighted least squares with a penalty on the weights and a free intercept: minimises Σ_s w_s (y_s
 * − β₀ − β·z_s)² + penalty ‖β‖² (Hoerl and Kennard 1970).
 */
final class RidgeFit {
  private final int size;
  private final double penalty;
  private final List<Sample> samples = new ArrayList<>();

  private record Sample(double weight, double[] z, double y) {}

  /** Of so many weights. */
  RidgeFit(int size, double penalty) {
    this.size = size;
    this.penalty = penalty;
  }

  void add(double weight, double[] z, double y) {
    samples.add(new Sample(weight, z, y));
  }

  /** β: about the weighted means the intercept is 0. */
  double[] weights() {
    double[] mean = new double[size];
    double meanY = 0;
    double total = samples.stream().mapToDouble(Sample::weight).sum();
    for (Sample sample : samples) {
      meanY += sample.weight() / total * sample.y();
      for (int i = 0; i < size; i++) {
        mean[i] += sample.weight() / total * sample.z()[i];
      }
    }
    var system = new SymmetricSystem(size);
    for (Sample sample : samples) {
      double[] centred = new double[size];
      for (int i = 0; i < size; i++) {
        centred[i] = sample.z()[i] - mean[i];
      }
      system.add(sample.weight(), centred, sample.y() - meanY);
    }
    system.addToDiagonal(penalty);
    return system.solve();
  }
}
