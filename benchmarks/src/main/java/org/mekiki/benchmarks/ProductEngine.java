package org.mekiki.benchmarks;

import java.util.Locale;

/**
 * Someone's matrix product. The engine {@code name} is the class {@code NameProduct} of the package
 * {@code engines}; some are there only if the jar was built with their profile.
 */
public interface ProductEngine {

  /**
   * Prepares X · W, row-major, with whatever the engine can do once for a constant W.
   *
   * @param x [m,k]
   * @param w [k,n]
   */
  Product prepare(int m, int k, int n, float[] x, float[] w);

  /** A prepared product. */
  @FunctionalInterface
  interface Product {
    /** Multiplies; the result [m,n] may be the same array each time. */
    float[] multiply();
  }

  /** The engine with this name. */
  static ProductEngine of(String name) {
    String type = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    try {
      return Class.forName("org.mekiki.benchmarks.engines." + type + "Product")
          .asSubclass(ProductEngine.class)
          .getConstructor()
          .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(
          "there is no engine \"%s\"; there are mekiki, scalar, ejml and netlib".formatted(name),
          e);
    }
  }
}
