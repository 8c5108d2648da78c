package org.mekiki.benchmarks;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** A sum limited by memory only: four vectors at a time. */
final class StreamSum {
  private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
  private static final int L = F.length();

  /** Summed in single precision; larger sums would lose digits. */
  private static final int BLOCK = 1 << 16;

  private StreamSum() {}

  static double sum(float[] values, int from, int to) {
    double sum = 0;
    for (int at = from; at < to; at += BLOCK) {
      sum += block(values, at, Math.min(to, at + BLOCK));
    }
    return sum;
  }

  private static float block(float[] values, int from, int to) {
    var a = FloatVector.zero(F);
    var b = FloatVector.zero(F);
    var c = FloatVector.zero(F);
    var d = FloatVector.zero(F);
    int i = from;
    for (; i <= to - 4 * L; i += 4 * L) {
      a = a.add(FloatVector.fromArray(F, values, i));
      b = b.add(FloatVector.fromArray(F, values, i + L));
      c = c.add(FloatVector.fromArray(F, values, i + 2 * L));
      d = d.add(FloatVector.fromArray(F, values, i + 3 * L));
    }
    float sum = a.add(b).add(c.add(d)).reduceLanes(VectorOperators.ADD);
    for (; i < to; i++) {
      sum += values[i];
    }
    return sum;
  }
}
