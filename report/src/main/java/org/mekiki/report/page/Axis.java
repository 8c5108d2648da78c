package org.mekiki.report.page;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Where values stand on a line of a picture.
 *
 * @param low the value at {@code from}
 * @param high the value at {@code to}
 * @param from place
 * @param to place
 * @param logarithmic whether powers of ten are as far from one another
 */
public record Axis(double low, double high, double from, double to, boolean logarithmic) {
  private static final double SMALLEST = 1e-9;

  /** An axis that shows all values. */
  public static Axis over(double[] values, double from, double to, boolean logarithmic) {
    double low = Arrays.stream(values).min().orElse(0);
    double high = Arrays.stream(values).max().orElse(1);
    if (logarithmic) {
      // What is 0 stands at the lower edge.
      low = Arrays.stream(values).filter(v -> v > SMALLEST).min().orElse(SMALLEST);
      return new Axis(low, Math.max(high, low * 1.01), from, to, true);
    }
    double step = step(high - low);
    double top = Math.ceil(high / step) * step;
    double bottom = Math.floor(low / step) * step;
    return new Axis(bottom, top > bottom ? top : bottom + step, from, to, false);
  }

  public double place(double value) {
    double share =
        logarithmic
            ? Math.log(Math.max(value, low) / low) / Math.log(high / low)
            : (value - low) / (high - low);
    return from + share * (to - from);
  }

  double[] ticks() {
    if (logarithmic) {
      boolean decades = high / low > 1000;
      return IntStream.rangeClosed(-9, 4)
          .mapToDouble(exponent -> Math.pow(10, exponent))
          .flatMap(
              power ->
                  decades ? DoubleStream.of(power) : DoubleStream.of(power, 2 * power, 5 * power))
          .filter(tick -> tick >= low * 0.999 && tick <= high * 1.001)
          .toArray();
    }
    double step = step(high - low);
    int count = (int) Math.round((high - low) / step);
    return IntStream.rangeClosed(0, count).mapToDouble(i -> low + i * step).toArray();
  }

  private static double step(double range) {
    double rough = Math.max(range, SMALLEST) / 5;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    for (double factor : new double[] {1, 2, 5}) {
      if (rough <= factor * power) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  static String label(double tick) {
    double size = Math.abs(tick);
    if (size < 1e-12) {
      return "0";
    }
    if (size >= 0.01) {
      return String.format(Locale.ROOT, "%.4f", tick)
          .replaceAll("0+$", "")
          .replaceAll("\\.$", "")
          .replace('-', '−');
    }
    return String.format(Locale.ROOT, "%.0e", tick);
  }
}
