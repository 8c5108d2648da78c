package org.mekiki.sig.path;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mekiki.sig.evaluation.GradientBuffers;
import org.mekiki.sig.evaluation.GradientRequest;
import org.mekiki.sig.evaluation.Variant;
import org.mekiki.sig.quadrature.FixedRule;
import org.mekiki.sig.quadrature.Quadrature;

/**
 * Integrates all paths by one rule. Gradients are added up as they come, a stretch of nodes at a
 * time and in the nodes' order, so that none is kept.
 */
final class FixedPaths {
  private final Paths paths;
  private final Quadrature quadrature;
  private final GradientBuffers buffers;
  private final PathIntegral[][] integrals;
  private final float[][][] gradients;
  private final List<GradientRequest> requests = new ArrayList<>();

  private FixedPaths(Paths paths, FixedRule rule) {
    this.paths = paths;
    quadrature = Quadrature.of(rule.quadrature(), rule.steps());
    buffers = paths.evaluator().buffers();
    integrals = new PathIntegral[paths.targets()][paths.units().size()];
    gradients = new float[paths.targets()][paths.evaluator().stretch()][];
  }

  /** Evaluates the ends, then all nodes of all paths; integrals are [target][unit]. */
  static Paths.Result integrate(Paths paths, FixedRule rule) {
    return new FixedPaths(paths, rule).run();
  }

  private Paths.Result run() {
    int units = paths.units().size();
    paths.evaluator().expect(1L + units + (long) units * quadrature.size());
    Paths.Ends ends = paths.unknownEnds();
    for (List<Integer> stretch : paths.stretches(quadrature.size())) {
      paths.evaluate(ends, stretch);
      integrate(stretch);
      if (paths.evaluator().outOfTime()) {
        break;
      }
    }
    return new Paths.Result(ends, integrals);
  }

  private void integrate(List<Integer> units) {
    int nodes = quadrature.size();
    long all = (long) units.size() * nodes;
    int stretch = paths.evaluator().stretch();
    int[] targets = paths.allTargets();
    for (long from = 0; from < all; from += stretch) {
      requests.clear();
      for (long i = from; i < Math.min(all, from + stretch); i++) {
        request(units.get((int) (i / nodes)), (int) (i % nodes));
      }
      paths.evaluator().gradients(requests, targets, this::keep);
      for (int i = 0; i < requests.size(); i++) {
        add(units.get((int) ((from + i) / nodes)), (int) ((from + i) % nodes), i);
      }
    }
  }

  private void request(int unit, int node) {
    for (float[][] ofTarget : gradients) {
      ofTarget[requests.size()] = buffers.gradient(paths.size(unit));
    }
    var variant = new Variant(paths.units().get(unit), quadrature.node(node));
    requests.add(GradientRequest.ofMoved(variant));
  }

  private void keep(int request, int target, int position, float[] gradient, int at) {
    int width = paths.input().width();
    System.arraycopy(gradient, at, gradients[target][request], position * width, width);
  }

  /** Adds a node to its paths' sums; the last one ends them. */
  private void add(int unit, int node, int request) {
    int size = paths.size(unit);
    boolean last = node == quadrature.size() - 1;
    for (int t = 0; t < gradients.length; t++) {
      float[] gradient = gradients[t][request];
      if (node == 0) {
        integrals[t][unit] = new PathIntegral(buffers.integral(size), quadrature.size(), true);
        Arrays.fill(integrals[t][unit].features(), 0);
      }
      double[] sum = integrals[t][unit].features();
      for (int j = 0; j < size; j++) {
        sum[j] += quadrature.weight(node) * gradient[j];
      }
      buffers.free(gradient);
      if (last) {
        double[] differences = paths.differences(unit);
        for (int j = 0; j < size; j++) {
          sum[j] *= differences[j];
        }
        buffers.free(differences);
      }
    }
  }
}
