package org.mekiki.core.kernel;

import java.util.Locale;
import java.util.Optional;

/**
 * Which kernels compute here, and why.
 *
 * <p>The properties {@code mekiki.kernels} ({@code auto}, {@code scalar} or {@code vector}) and
 * {@code mekiki.vector.bits} (128, 256 or 512) override the choice; {@code mekiki.tiles}, such as
 * {@code 4x2} or {@code 4x2,384,192}, overrides how products are cut: rows and vectors of the
 * register tile, steps of a part of a panel, rows of a block.
 *
 * @param kernels the chosen implementation
 * @param reason one sentence
 */
public record KernelSelection(Kernels kernels, String reason) {
  private static final Kernels SCALAR = new ScalarKernels();

  /** Initialised at first use, so that selecting explicitly does not select twice. */
  private static final class Current {
    private static final KernelSelection SELECTION = fromProperties();

    private static KernelSelection fromProperties() {
      KernelSelection selection = select(System.getProperty("mekiki.kernels", "auto"));
      System.getLogger("org.mekiki.core")
          .log(
              System.Logger.Level.DEBUG,
              () -> "kernels: " + selection.kernels().name() + ", " + selection.reason());
      return selection;
    }
  }

  /** {@return the choice for this Java machine, made once} */
  public static KernelSelection current() {
    return Current.SELECTION;
  }

  /** {@return the scalar kernels, the same object each time} */
  public static Kernels scalar() {
    return SCALAR;
  }

  /**
   * Chooses.
   *
   * @param choice {@code auto}, {@code scalar} or {@code vector}
   * @return the kernels, and why these
   * @throws IllegalArgumentException for any other choice, or a width or sizes that are none
   * @throws IllegalStateException if {@code vector} is asked for and cannot be had
   */
  public static KernelSelection select(String choice) {
    requireKnownWidth(System.getProperty("mekiki.vector.bits"));
    BlockSizes.requireKnown(System.getProperty(BlockSizes.PROPERTY));
    return switch (choice.toLowerCase(Locale.ROOT)) {
      case "scalar" -> new KernelSelection(SCALAR, "asked for by mekiki.kernels=scalar");
      case "vector" -> {
        Optional<String> obstacle = obstacle();
        if (obstacle.isPresent()) {
          throw new IllegalStateException("mekiki.kernels=vector, but " + obstacle.get());
        }
        yield new KernelSelection(new VectorKernels(), "asked for by mekiki.kernels=vector");
      }
      case "auto" -> automatic();
      default ->
          throw new IllegalArgumentException(
              "mekiki.kernels is \"" + choice + "\"; it can be auto, scalar or vector");
    };
  }

  private static KernelSelection automatic() {
    Optional<String> obstacle = obstacle();
    if (obstacle.isEmpty()) {
      return new KernelSelection(
          new VectorKernels(), "the Vector API and an optimising compiler are there");
    }
    System.getLogger("org.mekiki.core")
        .log(System.Logger.Level.WARNING, () -> "computing with scalar kernels: " + obstacle.get());
    return new KernelSelection(SCALAR, obstacle.get());
  }

  /** What forbids vector code here; no class of the Vector API is touched before this is empty. */
  private static Optional<String> obstacle() {
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      return Optional.of(
          "the module jdk.incubator.vector is not available; on the class path, start java with"
              + " --add-modules jdk.incubator.vector");
    }
    Module vectorModule = ModuleLayer.boot().findModule("jdk.incubator.vector").orElseThrow();
    if (!KernelSelection.class.getModule().canRead(vectorModule)) {
      return Optional.of("the module jdk.incubator.vector is not readable");
    }
    String mode = System.getProperty("java.vm.info", "");
    if (mode.contains("interpreted")) {
      return Optional.of("the Java machine only interprets");
    }
    if (System.getProperty("java.vm.name", "").contains("Client")) {
      return Optional.of("the Java machine has no optimising compiler");
    }
    if (Lanes.preferredBits() < 128) {
      return Optional.of("this processor's vectors are shorter than 128 bits");
    }
    return Optional.empty();
  }

  private static void requireKnownWidth(String bits) {
    if (bits != null && !bits.equals("128") && !bits.equals("256") && !bits.equals("512")) {
      throw new IllegalArgumentException(
          "mekiki.vector.bits is \"" + bits + "\"; it can be 128, 256 or 512");
    }
  }
}
