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

  /** How products are cut here. */
  static final BlockSizes SIZES = sizes();

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

  private static BlockSizes sizes() {
    int registers = registers(System.getProperty("os.arch", ""), preferredBits());
    CacheSizes caches = CacheSizes.read(BlockSizes.safeCaches(registers));
    int bytes = L * Float.BYTES;
    String asked = System.getProperty(BlockSizes.PROPERTY);
    return asked == null
        ? BlockSizes.of(registers, bytes, caches)
        : BlockSizes.asked(asked, bytes, caches);
  }

  /**
   * {@return the vector registers of a processor} AArch64 has 32. On x86 they came with the vectors
   * of 512 bits, whichever width is used then; a Java machine that was told to use shorter ones
   * counts as one with 16, which is slower there, not wrong.
   *
   * @param bits the Java machine's preferred width
   */
  static int registers(String architecture, int bits) {
    return architecture.equals("aarch64") || bits >= 512 ? 32 : 16;
  }
}
