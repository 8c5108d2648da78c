package org.mekiki.sig;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Integrates all paths by one rule. */
final class FixedPaths {
  private FixedPaths() {}

  /** Evaluates the ends, then all nodes of all paths; integrals are [target][unit]. */
  static Paths.Result integrate(Paths paths, FixedRule rule) {
    Quadrature quadrature = Quadrature.of(rule.quadrature(), rule.steps());
    int nodes = quadrature.size();
    int units = paths.units().size();
    paths.evaluator().expect(1L + units + (long) units * nodes);
    var ends = new ArrayList<>(List.of(Variant.INPUT));
    ends.addAll(paths.masked());
    double[][] values = paths.evaluator().values(ends);
    var requests = new ArrayList<GradientRequest>(Math.multiplyExact(units, nodes));
    for (RowSet unit : paths.units()) {
      for (int k = 0; k < nodes; k++) {
        requests.add(GradientRequest.ofMoved(new Variant(unit, quadrature.node(k))));
      }
    }
    float[][][] gradients = new float[paths.targets()][units * nodes][];
    for (float[][] ofTarget : gradients) {
      Arrays.setAll(ofTarget, i -> new float[paths.size(i / nodes)]);
    }
    int width = paths.input().width();
    paths
        .evaluator()
        .gradients(
            requests,
            paths.allTargets(),
            (i, t, position, gradient, at) ->
                System.arraycopy(gradient, at, gradients[t][i], position * width, width));
    var integrals = new PathIntegral[paths.targets()][units];
    for (int u = 0; u < units; u++) {
      double[] differences = paths.differences(u);
      for (int t = 0; t < paths.targets(); t++) {
        float[][] samples = Arrays.copyOfRange(gradients[t], u * nodes, (u + 1) * nodes);
        integrals[t][u] = new PathIntegral(sum(quadrature, samples, differences), nodes, true);
      }
    }
    return new Paths.Result(
        new Paths.Ends(values[0], Arrays.copyOfRange(values, 1, values.length)), integrals);
  }

  private static double[] sum(Quadrature quadrature, float[][] samples, double[] differences) {
    double[] features = new double[differences.length];
    for (int k = 0; k < samples.length; k++) {
      for (int j = 0; j < features.length; j++) {
        features[j] += quadrature.weight(k) * samples[k][j];
      }
    }
    for (int j = 0; j < features.length; j++) {
      features[j] *= differences[j];
    }
    return features;
  }
}
