package org.mekiki.sig;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.mekiki.core.runtime.ComputeContext;

/** Sequential Integrated Gradients (Enguehard 2023): one path a row, on which only it moves. */
public final class SequentialPaths implements AttributionMethod {
  /** The method. */
  public SequentialPaths() {}

  @Override
  public String name() {
    return "sig";
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
    int[] words = input.moving();
    int nodes = quadrature.size();
    int width = input.width();
    int paths = Math.multiplyExact(words.length, nodes);
    var evaluator =
        new Evaluator(function, List.of(target), input, settings.batchRows(), context, monitor);
    evaluator.expect(1L + words.length + paths);
    var ends = new ArrayList<>(List.of(Variant.INPUT));
    var requests = new ArrayList<GradientRequest>(paths);
    for (int word : words) {
      RowSet row = RowSet.of(word);
      ends.add(Variant.masked(row));
      for (int k = 0; k < nodes; k++) {
        requests.add(GradientRequest.ofMoved(new Variant(row, quadrature.node(k))));
      }
    }
    double[][] values = evaluator.values(ends);
    float[] gradients = new float[paths * width];
    evaluator.gradients(
        requests,
        new int[] {0},
        (i, _, _, gradient, at) -> System.arraycopy(gradient, at, gradients, i * width, width));
    double[] features = new double[input.rows().size()];
    double[] masked = new double[input.size()];
    Arrays.fill(masked, values[0][0]);
    for (int w = 0; w < words.length; w++) {
      masked[words[w]] = values[1 + w][0];
      for (int k = 0; k < nodes; k++) {
        int at = (w * nodes + k) * width;
        for (int j = 0; j < width; j++) {
          features[words[w] * width + j] += quadrature.weight(k) * gradients[at + j];
        }
      }
      for (int j = 0; j < width; j++) {
        features[words[w] * width + j] *= input.difference(words[w], j);
      }
    }
    return new MeasuredAttribution(
        features, input, values[0][0], OptionalDouble.empty(), masked, evaluator.counts());
  }
}
