package org.mekiki.core.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vector width of this Java machine; constants, because the compiler needs them so.
 *
 * <p>Loaded only after {@link KernelSelection} has found the Vector API.
 */
final class Lanes {
  /** The species of all float vectors. */
  static final VectorSpecies<Float> F = species();

  /** Floats a vector. */
  static final int L = F.length();

  private Lanes() {}

  static int preferredBits() {
    return FloatVector.SPECIES_PREFERRED.vectorBitSize();
  }

  private static VectorSpecies<Float> species() {
    Integer bits = Integer.getInteger("mekiki.vector.bits");
    return bits == null
        ? FloatVector.SPECIES_PREFERRED
        : VectorSpecies.of(float.class, VectorShape.forBitSize(bits));
  }
}
