package org.mekiki.sig.path;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.mekiki.core.runtime.Interruption;
import org.mekiki.sig.quadrature.RadauPair;

/**
 * One path of one unit for one target, refined where its errors are.
 *
 * <p>See {@code docs/decisions/2026-11-24-adaptive-integration.md}.
 */
final class AdaptivePath {
  private final Paths paths;
  private final int unit;
  private final int target;
  private final int limit;
  private final double rounding;
  private final List<PathSegment> segments = new ArrayList<>();
  private final List<Runnable> pending = new ArrayList<>();
  private double[] sum;
  private int nodes;
  private boolean exhausted;

  /**
   * A path as one segment, to be evaluated by the first rule.
   *
   * @param start F at α = 0
   * @param end F and gradient at α = 1, which is the input
   * @param limit nodes at most
   */
  AdaptivePath(
      Paths paths,
      int unit,
      int target,
      RadauPair pair,
      PathSample start,
      PathSample end,
      int limit) {
    this.paths = paths;
    this.unit = unit;
    this.target = target;
    this.limit = limit;
    this.rounding = Rounding.of(start.value(), end.value());
    segments.add(new PathSegment(paths, unit, pair, start, end));
  }

  /**
   * Errors that are small enough.
   *
   * @param delta of the sum
   * @param features length of the features' error
   * @param norm the largest length of a feature row
   */
  record Bounds(double delta, double features, double norm) {}

  int unit() {
    return unit;
  }

  int target() {
    return target;
  }

  int nodes() {
    return nodes;
  }

  /** The samples of the first rule. */
  List<PathSample> begin() {
    PathSegment whole = segments.getFirst();
    pending.add(whole::begin);
    nodes += whole.inner().size();
    return whole.inner();
  }

  /** Takes what was evaluated into account. */
  void absorb() {
    if (pending.isEmpty()) {
      return;
    }
    Interruption.checkCaller();
    pending.forEach(Runnable::run);
    pending.clear();
    exhausted |= !Double.isFinite(total(PathSegment::delta));
  }

  /** Whether both errors are within the bounds. */
  boolean settled(Bounds bounds) {
    return total(segment -> Math.abs(segment.delta())) <= bounds.delta()
        && total(segment -> segment.estimate(bounds.norm())) <= bounds.features();
  }

  /** How far the path is from what is good enough: above 1 where it is not. */
  double need(Bounds bounds) {
    double delta = total(segment -> Math.abs(segment.delta()));
    double features = total(segment -> segment.estimate(bounds.norm()));
    return Math.max(share(delta, bounds.delta()), share(features, bounds.features()));
  }

  /** Whether single precision cannot do better. */
  private boolean atRounding(Bounds bounds) {
    return total(segment -> Math.abs(segment.delta())) <= rounding * Math.sqrt(segments.size())
        && total(segment -> segment.estimate(bounds.norm()))
            <= Math.max(bounds.features(), Rounding.SHARE * bounds.norm());
  }

  /**
   * The samples that a refinement needs: of the segment with the largest error, and of those with
   * at least half of it. A segment is extended to its second rule, after that cut in halves. Empty
   * where the path is good enough, cannot become better, or has no nodes left.
   *
   * @param allowance nodes that it may take now
   */
  List<PathSample> refine(Bounds bounds, long allowance) {
    Interruption.checkCaller();
    var samples = new ArrayList<PathSample>();
    if (exhausted || settled(bounds) || atRounding(bounds)) {
      return samples;
    }
    List<PathSegment> worst =
        segments.stream()
            .sorted(Comparator.comparingDouble(segment -> -error(segment, bounds)))
            .toList();
    long most = Math.min(limit, nodes + Math.min(allowance, limit));
    double half = error(worst.getFirst(), bounds) / 2;
    for (PathSegment segment : worst) {
      if (error(segment, bounds) >= half) {
        samples.addAll(segment.halves() ? halve(segment, most) : extend(segment, most));
      }
    }
    exhausted = samples.isEmpty();
    return samples;
  }

  private List<PathSample> extend(PathSegment segment, long most) {
    if (nodes + segment.addedSize() > most) {
      return List.of();
    }
    List<PathSample> added = segment.addedNodes();
    nodes += added.size();
    pending.add(() -> segment.extend(added));
    return added;
  }

  private List<PathSample> halve(PathSegment segment, long most) {
    if (nodes + segment.halvesSize() > most) {
      return List.of();
    }
    PathSample middle = segment.sample(0.5);
    PathSegment first = segment.firstHalf(middle);
    PathSegment second = segment.secondHalf(middle);
    var added = new ArrayList<>(first.inner());
    added.add(middle);
    added.addAll(second.inner());
    nodes += added.size();
    int at = segments.indexOf(segment);
    segments.set(at, first);
    segments.add(at + 1, second);
    segment.free();
    pending.add(first::begin);
    pending.add(second::begin);
    return added;
  }

  private static double error(PathSegment segment, Bounds bounds) {
    return Math.max(
        share(Math.abs(segment.delta()), bounds.delta()),
        share(segment.estimate(bounds.norm()), bounds.features()));
  }

  private static double share(double error, double bound) {
    return error == 0 ? 0 : error / bound;
  }

  /** Integrated features; valid until the next refinement. */
  double[] integral() {
    if (segments.size() == 1) {
      return segments.getFirst().integral();
    }
    if (sum == null) {
      sum = paths.evaluator().buffers().integral(paths.size(unit));
    }
    Interruption.checkCaller();
    Arrays.fill(sum, 0);
    for (PathSegment segment : segments) {
      double[] part = segment.integral();
      for (int j = 0; j < sum.length; j++) {
        sum[j] += part[j];
      }
    }
    return sum;
  }

  private double total(ToDoubleFunction<PathSegment> value) {
    double sum = 0;
    for (PathSegment segment : segments) {
      sum += value.applyAsDouble(segment);
    }
    return sum;
  }
}
