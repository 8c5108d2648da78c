package org.mekiki.core.kernel;

import static org.mekiki.core.kernel.Lanes.F;
import static org.mekiki.core.kernel.Lanes.L;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;

/**
 * Sums over rows in one fixed order.
 *
 * <p>The Vector API leaves the order of a floating-point reduction open, and interpreted and
 * compiled code may differ; adding lane i and lane i xor 2^s, s falling, is the same everywhere.
 */
final class LaneSums {
  private static final VectorShuffle<Float> BY_8 = swap(8);
  private static final VectorShuffle<Float> BY_4 = swap(4);
  private static final VectorShuffle<Float> BY_2 = swap(2);
  private static final VectorShuffle<Float> BY_1 = swap(1);

  private LaneSums() {}

  private static VectorShuffle<Float> swap(int step) {
    return VectorShuffle.fromOp(F, i -> (i ^ step) & (L - 1));
  }

  /** Sum of all lanes. */
  static float sum(FloatVector v) {
    var folded = v;
    if (L >= 16) {
      folded = folded.add(folded.rearrange(BY_8));
    }
    if (L >= 8) {
      folded = folded.add(folded.rearrange(BY_4));
    }
    folded = folded.add(folded.rearrange(BY_2));
    return folded.add(folded.rearrange(BY_1)).lane(0);
  }

  /** In four sets of lanes, so that additions overlap. */
  static float sum(int n, float[] x, int xOffset) {
    var s0 = FloatVector.zero(F);
    var s1 = s0;
    var s2 = s0;
    var s3 = s0;
    int i = 0;
    for (; i <= n - 4 * L; i += 4 * L) {
      s0 = s0.add(FloatVector.fromArray(F, x, xOffset + i));
      s1 = s1.add(FloatVector.fromArray(F, x, xOffset + i + L));
      s2 = s2.add(FloatVector.fromArray(F, x, xOffset + i + 2 * L));
      s3 = s3.add(FloatVector.fromArray(F, x, xOffset + i + 3 * L));
    }
    for (; i < F.loopBound(n); i += L) {
      s0 = s0.add(FloatVector.fromArray(F, x, xOffset + i));
    }
    if (i < n) {
      s0 = s0.add(FloatVector.fromArray(F, x, xOffset + i, rest(i, n)));
    }
    return sum(s0.add(s1).add(s2.add(s3)));
  }

  static float dot(int n, float[] x, int xOffset, float[] y, int yOffset) {
    var s0 = FloatVector.zero(F);
    var s1 = s0;
    int i = 0;
    for (; i <= n - 2 * L; i += 2 * L) {
      var u0 = FloatVector.fromArray(F, x, xOffset + i);
      var u1 = FloatVector.fromArray(F, x, xOffset + i + L);
      s0 = u0.fma(FloatVector.fromArray(F, y, yOffset + i), s0);
      s1 = u1.fma(FloatVector.fromArray(F, y, yOffset + i + L), s1);
    }
    for (; i < n; i += L) {
      var mask = rest(i, n);
      s0 =
          FloatVector.fromArray(F, x, xOffset + i, mask)
              .fma(FloatVector.fromArray(F, y, yOffset + i, mask), s0);
    }
    return sum(s0.add(s1));
  }

  static float max(int n, float[] x, int xOffset) {
    var max = FloatVector.broadcast(F, x[xOffset]);
    int i = 0;
    for (; i < F.loopBound(n); i += L) {
      max = max.max(FloatVector.fromArray(F, x, xOffset + i));
    }
    float largest = max.reduceLanes(VectorOperators.MAX);
    for (; i < n; i++) {
      largest = Math.max(largest, x[xOffset + i]);
    }
    return largest;
  }

  /** The lanes from i that are before n. */
  static VectorMask<Float> rest(int i, int n) {
    return F.indexInRange(i, n);
  }
}
