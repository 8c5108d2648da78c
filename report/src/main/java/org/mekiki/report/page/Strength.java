package org.mekiki.report.page;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How strongly something is marked, in hundredths, as a class of the style sheet: a style attribute
 * would need a content security policy that lets any style in.
 */
public final class Strength {
  private static final int FULL = 100;

  private Strength() {}

  /**
   * The class of an element.
   *
   * @param strength 0 to 1; what lies beyond counts as its end
   */
  public static String name(double strength) {
    return "a" + Math.round(FULL * Math.clamp(strength, 0, 1));
  }

  /** The rules of all classes, each of which sets {@code --a}. */
  public static String style() {
    return IntStream.rangeClosed(0, FULL)
        .mapToObj(i -> ".a%d{--a:%s}".formatted(i, i == FULL ? "1" : ".%02d".formatted(i)))
        .collect(Collectors.joining());
  }
}
