package org.mekiki.benchmarks.results;

import java.util.ArrayList;
import java.util.List;

/**
 * A scale from values to places in a picture.
 *
 * @param low smallest value
 * @param high largest value
 * @param start place of the smallest
 * @param end place of the largest
 * @param logarithmic powers of ten at equal distances
 */
record Axis(double low, double high, double start, double end, boolean logarithmic) {

  /** A logarithmic axis whose ends are 1, 2 or 5 times a power of ten. */
  static Axis logarithmic(double low, double high, double start, double end) {
    double first = floor(low);
    double last = ceil(high);
    return new Axis(first, last > first ? last : next(last), start, end, true);
  }

  /** An axis from zero. */
  static Axis fromZero(double high, double start, double end) {
    return new Axis(0, high, start, end, false);
  }

  double place(double value) {
    double share =
        logarithmic ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
    return start + share * (end - start);
  }

  /** Where lines and numbers belong. */
  List<Double> ticks() {
    var ticks = new ArrayList<Double>();
    if (logarithmic) {
      for (double tick = low; tick <= high * 1.001; tick = next(tick)) {
        ticks.add(tick);
      }
      return ticks;
    }
    double step = floor(high / 4);
    for (double tick = low; tick <= high * 1.001; tick += step) {
      ticks.add(tick);
    }
    return ticks;
  }

  /** The largest of …, 1, 2, 5, 10, … that is not above. */
  private static double floor(double value) {
    double power = Math.pow(10, Math.floor(Math.log10(value)));
    double digit = value / power;
    return power * (digit >= 5 ? 5 : digit >= 2 ? 2 : 1);
  }

  private static double ceil(double value) {
    double below = floor(value);
    return below >= value ? below : next(below);
  }

  /** 1 → 2 → 5 → 10. */
  private static double next(double tick) {
    return floor(tick * 2.6);
  }
}
