package org.mekiki.sig;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
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
    int width = input.width();
    RowSet words = RowSet.of(input.moving());
    var evaluator =
        new Evaluator(function, List.of(target), input, settings.batchRows(), context, monitor);
    evaluator.expect(2L + nodes);
    double[][] values = evaluator.values(List.of(Variant.INPUT, Variant.masked(words)));
    float[] gradients = new float[Math.multiplyExact(nodes, size)];
    evaluator.gradients(
        IntStream.range(0, nodes)
            .mapToObj(k -> GradientRequest.ofMoved(new Variant(words, quadrature.node(k))))
            .toList(),
        new int[] {0},
        (k, _, position, gradient, at) ->
            System.arraycopy(
                gradient, at, gradients, k * size + words.row(position) * width, width));
    double[] features = new double[size];
    for (int i = 0; i < words.size(); i++) {
      for (int j = 0; j < width; j++) {
        int at = words.row(i) * width + j;
        for (int k = 0; k < nodes; k++) {
          features[at] += quadrature.weight(k) * gradients[k * size + at];
        }
        features[at] *= input.difference(words.row(i), j);
      }
    }
    return new MeasuredAttribution(
        features, input, values[0][0], OptionalDouble.of(values[1][0]), null, evaluator.counts());
  }
}
