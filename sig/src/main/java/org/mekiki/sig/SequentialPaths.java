package org.mekiki.sig;

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
        new Evaluator(
            function,
            target,
            input,
            context,
            monitor,
            settings.batchRows(),
            1L + words.length + paths);
    // Variant 0 is x itself, the others have one word at its baseline.
    double[] values =
        evaluator.values(
            1 + words.length,
            (i, rows, at) -> {
              if (i > 0) {
                input.interpolate(words[i - 1], 0, rows, at + words[i - 1] * width);
              }
            });
    float[] gradients = new float[paths * width];
    evaluator.gradients(
        paths,
        (i, rows, at) -> {
          int word = words[i / nodes];
          input.interpolate(word, quadrature.node(i % nodes), rows, at + word * width);
        },
        (i, gradient, at) ->
            System.arraycopy(gradient, at + words[i / nodes] * width, gradients, i * width, width));
    double[] features = new double[input.rows().size()];
    double[] masked = new double[input.size()];
    java.util.Arrays.fill(masked, values[0]);
    for (int w = 0; w < words.length; w++) {
      masked[words[w]] = values[1 + w];
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
        features,
        input,
        values[0],
        OptionalDouble.empty(),
        masked,
        new PassCounts(1L + words.length + paths, paths));
  }
}
