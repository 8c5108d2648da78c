package org.mekiki.sig;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Integrates every path with the nodes that its certificate asks for, all open paths together in
 * rounds.
 *
 * <p>F at the far ends comes first, so the exact scores, and with them the size of an error that
 * does not matter, are known before any path is integrated. The gradient at the input is the end of
 * all paths and is evaluated once. A path's course depends on nothing but its own samples and the
 * sentence's own words, so further phrases or targets change no bit of it.
 */
final class AdaptivePaths {
  private final Paths paths;
  private final Adaptive settings;
  private final ScoreSizes sizes;
  private final Paths.Ends ends;
  private final List<AdaptivePath> all = new ArrayList<>();

  private AdaptivePaths(Paths paths, Adaptive settings, ScoreSizes sizes) {
    this.paths = paths;
    this.settings = settings;
    this.sizes = sizes;
    int width = paths.input().width();
    RowSet moving = RowSet.of(paths.input().moving());
    paths.evaluator().expect(1L + paths.units().size());
    float[][] gradients = new float[paths.targets()][paths.input().rows().size()];
    double[] value =
        paths.evaluator()
            .gradients(
                List.of(new GradientRequest(Variant.INPUT, moving)),
                paths.allTargets(),
                (_, t, position, gradient, at) ->
                    System.arraycopy(
                        gradient, at, gradients[t], moving.row(position) * width, width))[0];
    ends = new Paths.Ends(value, paths.evaluator().values(paths.masked()));
    for (int t = 0; t < paths.targets(); t++) {
      for (int u = 0; u < paths.units().size(); u++) {
        all.add(path(u, t, gradients[t]));
      }
    }
  }

  private AdaptivePath path(int unit, int target, float[] gradient) {
    var start = new PathSample(0, 0);
    start.setValue(ends.masked()[unit][target]);
    var end = new PathSample(1, paths.size(unit));
    end.setValue(ends.input()[target]);
    RowSet rows = paths.units().get(unit);
    int width = paths.input().width();
    for (int k = 0; k < rows.size(); k++) {
      System.arraycopy(gradient, rows.row(k) * width, end.gradient(), k * width, width);
    }
    return new AdaptivePath(
        unit,
        target,
        RadauPair.of(settings.firstNodes()),
        start,
        end,
        paths.differences(unit),
        settings.maxSteps());
  }

  /** Evaluates the ends, then refines; integrals are [target][unit]. */
  static Paths.Result integrate(Paths paths, Adaptive settings, ScoreSizes sizes) {
    return new AdaptivePaths(paths, settings, sizes).run();
  }

  private Paths.Result run() {
    var round = new Round();
    for (AdaptivePath path : all) {
      round.add(path, path.begin());
    }
    AdaptivePath.Bounds[] bounds;
    do {
      round.evaluate();
      all.forEach(AdaptivePath::absorb);
      bounds = bounds();
      round = new Round();
      refine(round, bounds);
    } while (!round.isEmpty());
    var integrals = new PathIntegral[paths.targets()][paths.units().size()];
    for (AdaptivePath path : all) {
      integrals[path.target()][path.unit()] =
          new PathIntegral(path.integral(), path.nodes(), path.settled(bounds[path.target()]));
    }
    return new Paths.Result(ends, integrals);
  }

  /** Where passes are limited, those paths come first that need them most. */
  private void refine(Round round, AdaptivePath.Bounds[] bounds) {
    List<AdaptivePath> order = all;
    long passes = paths.evaluator().remaining();
    if (passes < Long.MAX_VALUE) {
      order = new ArrayList<>(all);
      order.sort(Comparator.comparingDouble(path -> -path.need(bounds[path.target()])));
    }
    for (AdaptivePath path : order) {
      List<PathSample> samples = path.refine(bounds[path.target()], passes / 2);
      passes -= 2L * samples.size();
      round.add(path, samples);
    }
  }

  private AdaptivePath.Bounds[] bounds() {
    var bounds = new AdaptivePath.Bounds[paths.targets()];
    for (int t = 0; t < bounds.length; t++) {
      int target = t;
      double[][] integrals =
          all.stream()
              .filter(path -> path.target() == target)
              .map(AdaptivePath::integral)
              .toArray(double[][]::new);
      double norm = sizes.largestRow(integrals);
      bounds[t] =
          new AdaptivePath.Bounds(
              settings.tolerance() * sizes.largestScore(ends, t, integrals),
              Adaptive.FEATURES * settings.tolerance() * norm,
              norm);
    }
    return bounds;
  }

  /** What is evaluated together: places of units, and the samples that want to know of them. */
  private final class Round {
    private final Map<Variant, List<PathSample>> samples = new LinkedHashMap<>();
    private final Map<Variant, BitSet> targets = new LinkedHashMap<>();

    void add(AdaptivePath path, List<PathSample> wanted) {
      for (PathSample sample : wanted) {
        var variant = new Variant(paths.units().get(path.unit()), sample.alpha());
        samples
            .computeIfAbsent(variant, _ -> Arrays.asList(new PathSample[paths.targets()]))
            .set(path.target(), sample);
        targets.computeIfAbsent(variant, _ -> new BitSet()).set(path.target());
      }
    }

    boolean isEmpty() {
      return samples.isEmpty();
    }

    /** Variants that the same targets want share a forward pass. */
    void evaluate() {
      paths.evaluator().expect(samples.size());
      var groups = new LinkedHashMap<BitSet, List<Variant>>();
      targets.forEach(
          (variant, wanted) -> groups.computeIfAbsent(wanted, _ -> new ArrayList<>()).add(variant));
      groups.forEach((wanted, variants) -> evaluate(variants, wanted.stream().toArray()));
    }

    private void evaluate(List<Variant> variants, int[] wanted) {
      int width = paths.input().width();
      double[][] values =
          paths
              .evaluator()
              .gradients(
                  variants.stream().map(GradientRequest::ofMoved).toList(),
                  wanted,
                  (i, t, position, gradient, at) ->
                      System.arraycopy(
                          gradient,
                          at,
                          samples.get(variants.get(i)).get(t).gradient(),
                          position * width,
                          width));
      for (int i = 0; i < variants.size(); i++) {
        for (int t : wanted) {
          samples.get(variants.get(i)).get(t).setValue(values[i][t]);
        }
      }
    }
  }
}
