package org.mekiki.benchmarks;

import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** Someone's matrix product; more can be added as services. */
public interface ProductEngine {
  /** The name in the parameter. */
  String name();

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
    var all =
        ServiceLoader.load(ProductEngine.class).stream().map(ServiceLoader.Provider::get).toList();
    return all.stream()
        .filter(engine -> engine.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no engine \"%s\" in this jar; there are %s"
                        .formatted(
                            name,
                            all.stream()
                                .map(ProductEngine::name)
                                .collect(Collectors.joining(", ")))));
  }
}
