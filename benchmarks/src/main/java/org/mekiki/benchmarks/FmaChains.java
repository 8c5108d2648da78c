package org.mekiki.benchmarks;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Independent chains of fused multiply-adds, as many as registers can hold: nothing but the
 * arithmetic limits them.
 *
 * <p>Each chain adds the same product to its sum, as products of matrices do, so that the sum's
 * register is overwritten and none is copied: twelve sums and two factors fit 16 registers,
 * twenty-four fit 32; which of the two reaches the peak depends on the processor. The chains begin
 * differently, so that the compiler cannot merge them, and the stride is no constant for it, so
 * that it cannot unroll the loop: unrolled, it runs a chain's links one after the other and keeps
 * the other sums on the stack.
 */
final class FmaChains {
  private static final VectorSpecies<Float> F = species();

  /** Floats a vector. */
  static final int LANES = F.length();

  private FmaChains() {}

  /** As wide as the kernels: {@code mekiki.vector.bits} counts here too. */
  private static VectorSpecies<Float> species() {
    Integer bits = Integer.getInteger("mekiki.vector.bits");
    return bits == null
        ? FloatVector.SPECIES_PREFERRED
        : VectorSpecies.of(float.class, VectorShape.forBitSize(bits));
  }

  private static FloatVector start(int chain) {
    return FloatVector.broadcast(F, 1f / (1 + chain));
  }

  /** Runs 12 chains and adds up their first lanes; {@code stride} is 1. */
  static float twelve(int steps, int stride, float factor, float addend) {
    var b = FloatVector.broadcast(F, factor);
    var c = FloatVector.broadcast(F, addend);
    var a0 = start(0);
    var a1 = start(1);
    var a2 = start(2);
    var a3 = start(3);
    var a4 = start(4);
    var a5 = start(5);
    var a6 = start(6);
    var a7 = start(7);
    var a8 = start(8);
    var a9 = start(9);
    var a10 = start(10);
    var a11 = start(11);
    for (int i = 0; i < steps; i += stride) {
      a0 = b.fma(c, a0);
      a1 = b.fma(c, a1);
      a2 = b.fma(c, a2);
      a3 = b.fma(c, a3);
      a4 = b.fma(c, a4);
      a5 = b.fma(c, a5);
      a6 = b.fma(c, a6);
      a7 = b.fma(c, a7);
      a8 = b.fma(c, a8);
      a9 = b.fma(c, a9);
      a10 = b.fma(c, a10);
      a11 = b.fma(c, a11);
    }
    var low = a0.add(a1).add(a2).add(a3).add(a4).add(a5);
    var high = a6.add(a7).add(a8).add(a9).add(a10).add(a11);
    return low.add(high).lane(0);
  }

  /** Runs 24 chains and adds up their first lanes; {@code stride} is 1. */
  static float twentyFour(int steps, int stride, float factor, float addend) {
    var b = FloatVector.broadcast(F, factor);
    var c = FloatVector.broadcast(F, addend);
    var a0 = start(0);
    var a1 = start(1);
    var a2 = start(2);
    var a3 = start(3);
    var a4 = start(4);
    var a5 = start(5);
    var a6 = start(6);
    var a7 = start(7);
    var a8 = start(8);
    var a9 = start(9);
    var a10 = start(10);
    var a11 = start(11);
    var a12 = start(12);
    var a13 = start(13);
    var a14 = start(14);
    var a15 = start(15);
    var a16 = start(16);
    var a17 = start(17);
    var a18 = start(18);
    var a19 = start(19);
    var a20 = start(20);
    var a21 = start(21);
    var a22 = start(22);
    var a23 = start(23);
    for (int i = 0; i < steps; i += stride) {
      a0 = b.fma(c, a0);
      a1 = b.fma(c, a1);
      a2 = b.fma(c, a2);
      a3 = b.fma(c, a3);
      a4 = b.fma(c, a4);
      a5 = b.fma(c, a5);
      a6 = b.fma(c, a6);
      a7 = b.fma(c, a7);
      a8 = b.fma(c, a8);
      a9 = b.fma(c, a9);
      a10 = b.fma(c, a10);
      a11 = b.fma(c, a11);
      a12 = b.fma(c, a12);
      a13 = b.fma(c, a13);
      a14 = b.fma(c, a14);
      a15 = b.fma(c, a15);
      a16 = b.fma(c, a16);
      a17 = b.fma(c, a17);
      a18 = b.fma(c, a18);
      a19 = b.fma(c, a19);
      a20 = b.fma(c, a20);
      a21 = b.fma(c, a21);
      a22 = b.fma(c, a22);
      a23 = b.fma(c, a23);
    }
    var first = a0.add(a1).add(a2).add(a3).add(a4).add(a5);
    var second = a6.add(a7).add(a8).add(a9).add(a10).add(a11);
    var third = a12.add(a13).add(a14).add(a15).add(a16).add(a17);
    var fourth = a18.add(a19).add(a20).add(a21).add(a22).add(a23);
    return first.add(second).add(third.add(fourth)).lane(0);
  }

  /** The same sum in scalar arithmetic. */
  static double expected(int chains, int steps, float factor, float addend) {
    double sum = 0;
    for (int chain = 0; chain < chains; chain++) {
      float a = 1f / (1 + chain);
      for (int i = 0; i < steps; i++) {
        a = Math.fma(factor, addend, a);
      }
      sum += a;
    }
    return sum;
  }
}
