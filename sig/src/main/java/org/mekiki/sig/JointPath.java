package org.mekiki.sig;

import java.util.OptionalDouble;
import org.mekiki.core.runtime.ComputeContext;

/** Integrated Gradients (Sundararajan et al. 2017): one path on which all movable rows move. */
public final class JointPath implements AttributionMethod {
  /** The method. */
  public JointPath() {}

  @Override
  public String name() {
    return "ig";
  }

  @Override
  public Attribution attribute(
      LogitFunction function,
      Target target,
      AttributionInput input,
      PathSettings settings,
      ComputeContext context,
      Monitor monitor) {
    Quadrature quadrature = settings.quadrature();
    int nodes = quadrature.size();
    int size = input.rows().size();
    int[] words = input.moving();
    var evaluator =
        new Evaluator(function, target, input, context, monitor, settings.batchRows(), 2L + nodes);
    double[] values =
        evaluator.values(
            2,
            (i, rows, at) -> {
              if (i == 1) {
                move(input, words, 0, rows, at);
              }
            });
    float[] gradients = new float[Math.multiplyExact(nodes, size)];
    evaluator.gradients(
        nodes,
        (i, rows, at) -> move(input, words, quadrature.node(i), rows, at),
        (i, gradient, at) -> System.arraycopy(gradient, at, gradients, i * size, size));
    double[] features = new double[size];
    for (int word : words) {
      for (int j = 0; j < input.width(); j++) {
        int at = word * input.width() + j;
        for (int k = 0; k < nodes; k++) {
          features[at] += quadrature.weight(k) * gradients[k * size + at];
        }
        features[at] *= input.difference(word, j);
      }
    }
    return new MeasuredAttribution(
        features,
        input,
        values[0],
        OptionalDouble.of(values[1]),
        null,
        new PassCounts(2L + nodes, nodes));
  }

  private static void move(
      AttributionInput input, int[] words, double alpha, float[] rows, int at) {
    for (int word : words) {
      input.interpolate(word, alpha, rows, at + word * input.width());
    }
  }
}
