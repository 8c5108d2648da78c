package org.mekiki.benchmarks;

import java.util.function.Function;
import org.mekiki.benchmarks.results.Work;

/** Benchmarks that a jar holds. */
public interface Suite {
  /**
   * A benchmark method and how its work is counted.
   *
   * @param type the class
   * @param method the method
   * @param small parameters for a smoke run, {@code name=value}
   * @param work of one operation
   */
  record Entry(
      Class<?> type, String method, java.util.List<String> small, Function<Params, Work> work) {
    /** {@code ProductBenchmark.product}. */
    public String name() {
      return type.getSimpleName() + "." + method;
    }
  }

  /** All benchmarks of the suite. */
  java.util.List<Entry> entries();
}
