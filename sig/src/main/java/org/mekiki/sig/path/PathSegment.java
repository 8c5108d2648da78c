package org.mekiki.sig.path;

import java.util.ArrayList;
import java.util.List;
import org.mekiki.sig.attribution.Vectors;
import org.mekiki.sig.quadrature.RadauPair;

/**
 * A piece of a path, integrated by the first or by both rules of a {@link RadauPair}.
 *
 * <p>Its certificate: F changes along it by exactly the sum of its features.
 */
final class PathSegment {
  /** On a smooth piece a refinement divides the error by more, nearly always by much more. */
  private static final double SMOOTH_GAIN = 4;

  private final Paths paths;
  private final int unit;
  private final RadauPair pair;
  private final PathSample start;
  private final PathSample end;
  private final double length;
  private final List<PathSample> inner = new ArrayList<>();
  private double[] integral;
  private double delta;
  private double change;
  private boolean extended;

  /** The error that this segment had before its rule was refined or its parent was halved. */
  private double before = Double.POSITIVE_INFINITY;

  /**
   * A segment whose inner nodes are not evaluated yet.
   *
   * @param start only F is read of it
   * @param end a node of the rules; may be shared
   */
  PathSegment(Paths paths, int unit, RadauPair pair, PathSample start, PathSample end) {
    this.paths = paths;
    this.unit = unit;
    this.pair = pair;
    this.start = start;
    this.end = end;
    this.length = end.alpha() - start.alpha();
    for (int i = 0; i < pair.size(); i++) {
      inner.add(sample(pair.first(i)));
    }
  }

  /** A sample at a share of the segment, to be evaluated. */
  PathSample sample(double share) {
    return new PathSample(
        start.alpha() + length * share, paths.evaluator().buffers().gradient(paths.size(unit)));
  }

  /** The inner samples of the rule in use. */
  List<PathSample> inner() {
    return inner;
  }

  /** Number of nodes that the second rule adds. */
  int addedSize() {
    return pair.size() + 1;
  }

  /** Number of nodes that two halves have. */
  int halvesSize() {
    return 2 * halfPair().size() + 1;
  }

  /** The nodes that the second rule adds, to be evaluated before {@link #extend}. */
  List<PathSample> addedNodes() {
    var added = new ArrayList<PathSample>();
    for (int i = 0; i < addedSize(); i++) {
      added.add(sample(pair.added(i)));
    }
    return added;
  }

  /** Integrates by the first rule; the change is that from the rule without the node at the end. */
  void begin() {
    double[] differences = paths.differences(unit);
    integral = paths.evaluator().buffers().integral(differences.length);
    double squares = 0;
    for (int j = 0; j < differences.length; j++) {
      double full = pair.firstWeight(pair.size()) * end.gradient()[j];
      double without = 0;
      for (int i = 0; i < pair.size(); i++) {
        full += pair.firstWeight(i) * inner.get(i).gradient()[j];
        without += pair.innerWeight(i) * inner.get(i).gradient()[j];
      }
      double scale = length * differences[j];
      double step = (full - without) * scale;
      integral[j] = full * scale;
      squares += step * step;
    }
    paths.evaluator().buffers().free(differences);
    finish(squares);
  }

  /** Integrates by the second rule, of which the added samples are given. */
  void extend(List<PathSample> added) {
    inner.addAll(added);
    extended = true;
    before = Math.abs(delta);
    double[] differences = paths.differences(unit);
    double squares = 0;
    for (int j = 0; j < differences.length; j++) {
      double full = pair.fullWeight(inner.size()) * end.gradient()[j];
      for (int i = 0; i < inner.size(); i++) {
        full += pair.fullWeight(i) * inner.get(i).gradient()[j];
      }
      double next = full * length * differences[j];
      squares += (next - integral[j]) * (next - integral[j]);
      integral[j] = next;
    }
    paths.evaluator().buffers().free(differences);
    finish(squares);
    freeInner(); // no finer rule contains these nodes
  }

  private void freeInner() {
    inner.forEach(sample -> paths.evaluator().buffers().free(sample.gradient()));
    inner.clear();
  }

  /** Gives back what its halves do not need. */
  void free() {
    freeInner();
    paths.evaluator().buffers().free(integral);
    integral = null;
  }

  private void finish(double squares) {
    change = Math.sqrt(squares);
    delta = Vectors.sum(integral) - (end.value() - start.value());
  }

  /**
   * Whether more nodes or less length hardly helped: then a kink is near, not a steep bend. An
   * error that is rounding says nothing of either.
   */
  private boolean stubborn() {
    return Math.abs(delta)
        > Math.max(before / SMOOTH_GAIN, Rounding.of(start.value(), end.value()));
  }

  /** Whether the next refinement is to halve: more nodes in one rule do not help at a kink. */
  boolean halves() {
    return extended || stubborn();
  }

  /** The part before the middle. */
  PathSegment firstHalf(PathSample middle) {
    return half(start, middle);
  }

  /** The part after the middle. */
  PathSegment secondHalf(PathSample middle) {
    return half(middle, end);
  }

  /** Around a kink low order is as good as high. */
  private PathSegment half(PathSample from, PathSample to) {
    var half = new PathSegment(paths, unit, halfPair(), from, to);
    half.before = stubborn() ? Math.abs(delta) : Double.POSITIVE_INFINITY;
    return half;
  }

  private RadauPair halfPair() {
    return stubborn() ? RadauPair.of(2) : pair;
  }

  /** Integrated features. */
  double[] integral() {
    return integral;
  }

  /** Σ features − the change of F: the integration error of the sum. */
  double delta() {
    return delta;
  }

  /**
   * Estimated Euclidean length of the features' error. The last change is about the error of the
   * rule before, of about half the order, so a small one has left a much smaller error: measured,
   * the error is below {@code factor · change^1.5} with the norm as unit for 9 words in 10.
   *
   * @param norm the largest length of a feature row in the sentence
   */
  double estimate(double norm) {
    double factor = extended ? 2 : 8;
    return norm == 0 ? change : change * Math.min(1, factor * Math.sqrt(change / norm));
  }
}
