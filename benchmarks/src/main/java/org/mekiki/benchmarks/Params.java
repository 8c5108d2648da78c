package org.mekiki.benchmarks;

import java.util.Map;

/**
 * The parameters of one measurement, from which its work is computed.
 *
 * @param values by name
 * @param callers JMH threads that run the operation at the same time
 * @param vectorBits width of the vectors in the measured Java machine
 */
public record Params(Map<String, String> values, int callers, int vectorBits) {
  /** The parameter of this name. */
  public String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the benchmark has no parameter " + name);
    }
    return value;
  }

  /** The same as a number. */
  public int integer(String name) {
    return Integer.parseInt(text(name));
  }

  /** Threads that compute: the parameter where there is one, else the callers. */
  public int threads() {
    return values.containsKey("threads") ? integer("threads") : callers;
  }
}
