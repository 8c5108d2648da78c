package org.mekiki.sig.path;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.evaluation.Evaluator;
import org.mekiki.sig.evaluation.GradientRequest;
import org.mekiki.sig.evaluation.Variant;
import org.mekiki.sig.quadrature.Adaptive;
import org.mekiki.sig.quadrature.RadauPair;

/**
 * Integrates every path with the nodes that its certificate asks for, all open paths together in
 * rounds.
 *
 * <p>F at the far ends comes first, so the exact scores, and with them the size of an error that
 * does not matter, are known before any path is refined. The gradient at the input is the end of
 * all paths and is evaluated once. Without a limit of passes or time a path's course depends on
 * nothing but its own samples and the sentence's own words, so further phrases or targets change no
 * bit of it.
 */
final class AdaptivePaths {
  private final Paths paths;
  private final Adaptive settings;
  private final ScoreSizes sizes;
  private final Paths.Ends ends;
  private final float[][] gradients;
  private final List<AdaptivePath> all = new ArrayList<>();

  private AdaptivePaths(Paths paths, Adaptive settings, ScoreSizes sizes) {
    this.paths = paths;
    this.settings = settings;
    this.sizes = sizes;
    int width = paths.input().width();
    RowSet moving = RowSet.of(paths.input().moving());
    paths.evaluator().expect(1L + paths.units().size());
    gradients = new float[paths.targets()][];
    for (int t = 0; t < gradients.length; t++) {
      gradients[t] = paths.evaluator().buffers().gradient(paths.input().rows().size());
    }
    double[] value =
        paths.evaluator()
            .gradients(
                List.of(new GradientRequest(Variant.INPUT, moving)),
                paths.allTargets(),
                (_, t, position, gradient, at) ->
                    System.arraycopy(
                        gradient, at, gradients[t], moving.row(position) * width, width))[0];
    ends = paths.unknownEnds();
    System.arraycopy(value, 0, ends.input(), 0, value.length);
  }

  /** Evaluates the ends, then refines; integrals are [target][unit]. */
  static Paths.Result integrate(Paths paths, Adaptive settings, ScoreSizes sizes) {
    return new AdaptivePaths(paths, settings, sizes).run();
  }

  private Paths.Result run() {
    for (List<Integer> stretch : paths.stretches(settings.firstNodes())) {
      begin(stretch);
      if (paths.evaluator().outOfTime()) {
        break;
      }
    }
    AdaptivePath.Bounds[] bounds = bounds();
    for (Round round = refine(bounds); !round.isEmpty(); round = refine(bounds)) {
      round.evaluate();
      all.forEach(AdaptivePath::absorb);
      bounds = bounds();
    }
    var integrals = new PathIntegral[paths.targets()][paths.units().size()];
    for (AdaptivePath path : all) {
      integrals[path.target()][path.unit()] =
          new PathIntegral(path.integral(), path.nodes(), path.settled(bounds[path.target()]));
    }
    return new Paths.Result(ends, integrals);
  }

  /** The masked texts of some units, and the first rule on their paths. */
  private void begin(List<Integer> units) {
    paths.evaluate(ends, units);
    var round = new Round();
    for (int t = 0; t < paths.targets(); t++) {
      for (int unit : units) {
        AdaptivePath path = path(unit, t);
        all.add(path);
        round.add(path, path.begin());
      }
    }
    round.evaluate();
    all.forEach(AdaptivePath::absorb);
  }

  private AdaptivePath path(int unit, int target) {
    var start = PathSample.ofValue(0, ends.masked()[unit][target]);
    var end = new PathSample(1, paths.evaluator().buffers().gradient(paths.size(unit)));
    end.setValue(ends.input()[target]);
    RowSet rows = paths.units().get(unit);
    int width = paths.input().width();
    for (int k = 0; k < rows.size(); k++) {
      System.arraycopy(gradients[target], rows.row(k) * width, end.gradient(), k * width, width);
    }
    return new AdaptivePath(
        paths, unit, target, RadauPair.of(settings.firstNodes()), start, end, settings.maxSteps());
  }

  /** Where passes or time are limited, those paths come first that need them most. */
  private Round refine(AdaptivePath.Bounds[] bounds) {
    var round = new Round();
    Evaluator evaluator = paths.evaluator();
    if (evaluator.outOfTime()) {
      return round;
    }
    List<AdaptivePath> order = all;
    long passes = evaluator.remaining();
    if (passes < Long.MAX_VALUE || evaluator.limitedInTime()) {
      order = new ArrayList<>(all);
      order.sort(Comparator.comparingDouble(path -> -path.need(bounds[path.target()])));
    }
    for (AdaptivePath path : order) {
      List<PathSample> samples = path.refine(bounds[path.target()], passes / 2);
      passes -= 2L * samples.size();
      round.add(path, samples);
      if (evaluator.limitedInTime() && round.size() >= evaluator.stretch()) {
        break;
      }
    }
    return round;
  }

  private AdaptivePath.Bounds[] bounds() {
    var integrals = new double[paths.targets()][paths.units().size()][];
    for (AdaptivePath path : all) {
      integrals[path.target()][path.unit()] = path.integral();
    }
    var bounds = new AdaptivePath.Bounds[paths.targets()];
    for (int t = 0; t < bounds.length; t++) {
      double norm = sizes.largestRow(integrals[t]);
      bounds[t] =
          new AdaptivePath.Bounds(
              settings.tolerance() * sizes.largestScore(ends, t, integrals[t]),
              Adaptive.FEATURES * settings.tolerance() * norm,
              norm);
    }
    return bounds;
  }

  /** A place of a unit, and the sample of each target that wants to know of it. */
  private record Place(int unit, double alpha, PathSample[] samples) {
    BitSet targets() {
      var wanted = new BitSet();
      for (int t = 0; t < samples.length; t++) {
        wanted.set(t, samples[t] != null);
      }
      return wanted;
    }
  }

  /** What is evaluated together. */
  private final class Round {
    private final List<Place> places = new ArrayList<>();
    private final Map<Integer, List<Place>> ofUnit = new HashMap<>();

    void add(AdaptivePath path, List<PathSample> wanted) {
      for (PathSample sample : wanted) {
        place(path.unit(), sample.alpha()).samples()[path.target()] = sample;
      }
    }

    /** Targets share a place. */
    private Place place(int unit, double alpha) {
      var fresh = new Place(unit, alpha, new PathSample[paths.targets()]);
      if (paths.targets() > 1) {
        List<Place> others = ofUnit.computeIfAbsent(unit, _ -> new ArrayList<>());
        for (Place other : others) {
          if (other.alpha() == alpha) {
            return other;
          }
        }
        others.add(fresh);
      }
      places.add(fresh);
      return fresh;
    }

    boolean isEmpty() {
      return places.isEmpty();
    }

    int size() {
      return places.size();
    }

    /** Places that the same targets want share a forward pass. */
    void evaluate() {
      paths.evaluator().expect(places.size());
      var groups = new LinkedHashMap<BitSet, List<Place>>();
      for (Place place : places) {
        groups.computeIfAbsent(place.targets(), _ -> new ArrayList<>()).add(place);
      }
      groups.forEach((wanted, some) -> evaluate(some, wanted.stream().toArray()));
    }

    private void evaluate(List<Place> some, int[] wanted) {
      int width = paths.input().width();
      List<GradientRequest> requests = new ArrayList<>(some.size());
      for (Place place : some) {
        var variant = new Variant(paths.units().get(place.unit()), place.alpha());
        requests.add(GradientRequest.ofMoved(variant));
      }
      double[][] values =
          paths
              .evaluator()
              .gradients(
                  requests,
                  wanted,
                  (i, t, position, gradient, at) ->
                      System.arraycopy(
                          gradient,
                          at,
                          some.get(i).samples()[t].gradient(),
                          position * width,
                          width));
      for (int i = 0; i < values.length; i++) {
        for (int t : wanted) {
          some.get(i).samples()[t].setValue(values[i][t]);
        }
      }
    }
  }
}
