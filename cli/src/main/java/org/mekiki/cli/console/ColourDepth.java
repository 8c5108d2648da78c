package org.mekiki.cli.console;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How many colours a terminal shows, and the escape sequences for words of some strength. */
public enum ColourDepth {
  /** Signs and bars only. */
  NONE,
  /** The sixteen colours that every terminal has. */
  BASIC,
  /** The table of 256 colours. */
  INDEXED,
  /** Red, green and blue. */
  FULL;

  public static final String RESET = "\u001b[0m";

  /** Less bright letters. */
  public static final String FAINT = "\u001b[2m";

  /**
   * Ramps in the table of 256 colours, weak to strong, each of one hue as far as the table has it,
   * and dark enough for white letters; the strongest amber is bold, since a brighter one is not.
   */
  private static final List<String> AMBERS = List.of("97;48;5;94", "97;48;5;130", "1;97;48;5;130");

  private static final List<String> BLUES = List.of("97;48;5;24", "97;48;5;25", "97;48;5;26");

  /** What the environment of a terminal says of it; NO_COLOR as no-color.org defines it. */
  public static ColourDepth of(Map<String, String> environment) {
    String term = environment.getOrDefault("TERM", "dumb");
    if (!environment.getOrDefault("NO_COLOR", "").isEmpty() || term.equals("dumb")) {
      return NONE;
    }
    String colours = environment.getOrDefault("COLORTERM", "").toLowerCase(Locale.ROOT);
    if (colours.equals("truecolor") || colours.equals("24bit") || term.endsWith("-direct")) {
      return FULL;
    }
    return term.contains("256color") ? INDEXED : BASIC;
  }

  /**
   * Sets the ground: amber for a word that supports, blue for one that speaks against.
   *
   * @param strength 0 to 1
   */
  public String ground(boolean supports, double strength) {
    return switch (this) {
      case NONE -> "";
      case BASIC -> (strength > 0.5 ? "\u001b[1;" : "\u001b[") + (supports ? "30;43m" : "97;44m");
      case INDEXED -> {
        List<String> ramp = supports ? AMBERS : BLUES;
        int step = Math.min(ramp.size() - 1, (int) (strength * ramp.size()));
        yield "\u001b[" + ramp.get(step) + "m";
      }
      case FULL -> {
        int red = (int) (supports ? 60 + 130 * strength : 30);
        int green = (int) (supports ? 40 + 45 * strength : 50 + 40 * strength);
        int blue = (int) (supports ? 20 : 70 + 110 * strength);
        yield "\u001b[97;48;2;" + red + ";" + green + ";" + blue + "m";
      }
    };
  }
}
