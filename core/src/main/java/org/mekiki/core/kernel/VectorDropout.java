package org.mekiki.core.kernel;

import static org.mekiki.core.kernel.Lanes.F;
import static org.mekiki.core.kernel.Lanes.L;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Dropout in vectors: {@link RandomBits} of as many places at a time. */
final class VectorDropout {
  private static final VectorSpecies<Integer> I = VectorSpecies.of(int.class, F.vectorShape());

  private VectorDropout() {}

  static void apply(
      int n, int key, int threshold, float scale, float[] x, int xOffset, float[] y, int yOffset) {
    var steps = IntVector.zero(I).addIndex(1).mul(RandomBits.STEP);
    var zero = FloatVector.zero(F);
    int i = 0;
    for (; i < F.loopBound(n); i += L) {
      var h = steps.add(key + i * RandomBits.STEP);
      h = h.lanewise(VectorOperators.XOR, h.lanewise(VectorOperators.LSHR, 16));
      h = h.mul(RandomBits.FIRST);
      h = h.lanewise(VectorOperators.XOR, h.lanewise(VectorOperators.LSHR, 13));
      h = h.mul(RandomBits.SECOND);
      h = h.lanewise(VectorOperators.XOR, h.lanewise(VectorOperators.LSHR, 16));
      var kept = h.lanewise(VectorOperators.LSHR, 16).compare(VectorOperators.GE, threshold);
      var scaled = FloatVector.fromArray(F, x, xOffset + i).mul(scale);
      zero.blend(scaled, kept.cast(F)).intoArray(y, yOffset + i);
    }
    if (i < n) {
      KernelSelection.scalar()
          .dropout(
              n - i, key + i * RandomBits.STEP, threshold, scale, x, xOffset + i, y, yOffset + i);
    }
  }
}
