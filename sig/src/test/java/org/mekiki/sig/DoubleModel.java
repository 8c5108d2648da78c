package org.mekiki.sig;

import java.util.Arrays;
import org.mekiki.core.tensor.Tensor;

/** Class 1 of a smooth {@link SmallModel} and its gradient in double precision, by hand. */
public final class DoubleModel {
  private final double[] inner;
  private final double[] outer;
  private final int hidden;

  public DoubleModel(SmallModel model) {
    inner = doubles(model.inner());
    hidden = model.inner().shape().dim(1);
    outer = new double[hidden];
    for (int h = 0; h < hidden; h++) {
      outer[h] = model.outer().get(h, 1);
    }
  }

  public static double[] doubles(Tensor tensor) {
    double[] values = new double[tensor.size()];
    Arrays.setAll(values, tensor::getFlat);
    return values;
  }

  /** What goes into tanh. */
  double[] sums(double[] x) {
    double[] sums = new double[hidden];
    for (int i = 0; i < x.length; i++) {
      for (int h = 0; h < hidden; h++) {
        sums[h] += x[i] * inner[i * hidden + h];
      }
    }
    return sums;
  }

  public double value(double[] x) {
    double[] sums = sums(x);
    double value = 0;
    for (int h = 0; h < hidden; h++) {
      value += outer[h] * Math.tanh(sums[h]);
    }
    return value;
  }

  public double[] gradient(double[] x) {
    double[] sums = sums(x);
    double[] slopes = new double[hidden];
    for (int h = 0; h < hidden; h++) {
      slopes[h] = 1 - Math.tanh(sums[h]) * Math.tanh(sums[h]);
    }
    return backward(slopes);
  }

  /** DeepLIFT's multipliers: the quotient of differences in the place of tanh's derivative. */
  public double[] multipliers(double[] x, double[] b) {
    double[] atInput = sums(x);
    double[] atBaseline = sums(b);
    double[] quotients = new double[hidden];
    for (int h = 0; h < hidden; h++) {
      quotients[h] =
          (Math.tanh(atInput[h]) - Math.tanh(atBaseline[h])) / (atInput[h] - atBaseline[h]);
    }
    return backward(quotients);
  }

  private double[] backward(double[] slopes) {
    double[] gradient = new double[inner.length / hidden];
    for (int i = 0; i < gradient.length; i++) {
      for (int h = 0; h < hidden; h++) {
        gradient[i] += inner[i * hidden + h] * slopes[h] * outer[h];
      }
    }
    return gradient;
  }
}
