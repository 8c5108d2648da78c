package org.mekiki.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Colours only where the terminal has them and the user wants them. */
final class ColourDepthTest {

  @Test
  void theEnvironmentDecides() {
    assertEquals(ColourDepth.NONE, ColourDepth.of(Map.of()));
    assertEquals(ColourDepth.NONE, ColourDepth.of(Map.of("TERM", "dumb")));
    assertEquals(ColourDepth.BASIC, ColourDepth.of(Map.of("TERM", "xterm")));
    assertEquals(ColourDepth.INDEXED, ColourDepth.of(Map.of("TERM", "xterm-256color")));
    Map<String, String> full = Map.of("TERM", "xterm-256color", "COLORTERM", "truecolor");
    assertEquals(ColourDepth.FULL, ColourDepth.of(full));
  }

  @Test
  void noColorIsRespectedUnlessEmpty() {
    assertEquals(ColourDepth.NONE, ColourDepth.of(Map.of("TERM", "xterm", "NO_COLOR", "1")));
    assertEquals(ColourDepth.BASIC, ColourDepth.of(Map.of("TERM", "xterm", "NO_COLOR", "")));
  }

  @Test
  void signAndStrengthShow() {
    for (ColourDepth depth : ColourDepth.values()) {
      if (depth != ColourDepth.NONE) {
        assertNotEquals(depth.ground(true, 1), depth.ground(false, 1), depth.name());
        assertNotEquals(depth.ground(true, 1), depth.ground(true, 0.1), depth.name());
      }
    }
    assertEquals("", ColourDepth.NONE.ground(true, 1));
  }

  /** Hue in degrees, of a colour that is no grey. */
  private static double hue(int[] rgb) {
    int most = Math.max(rgb[0], Math.max(rgb[1], rgb[2]));
    double range = most - Math.min(rgb[0], Math.min(rgb[1], rgb[2]));
    double sector =
        most == rgb[0]
            ? (rgb[1] - rgb[2]) / range
            : most == rgb[1] ? 2 + (rgb[2] - rgb[0]) / range : 4 + (rgb[0] - rgb[1]) / range;
    return (360 + 60 * sector) % 360;
  }

  /** The colour of a ground, from either notation. */
  private static int[] colour(String ground) {
    String[] numbers = ground.replaceAll(".*48;", "").replace("m", "").split(";", -1);
    if (numbers[0].equals("2")) {
      return new int[] {
        Integer.parseInt(numbers[1]), Integer.parseInt(numbers[2]), Integer.parseInt(numbers[3])
      };
    }
    int[] steps = {0, 95, 135, 175, 215, 255};
    int index = Integer.parseInt(numbers[1]) - 16;
    return new int[] {steps[index / 36], steps[index / 6 % 6], steps[index % 6]};
  }

  private static double luminance(int[] rgb) {
    double[] weights = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      double c = rgb[i] / 255.0;
      sum += weights[i] * (c <= 0.03928 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4));
    }
    return sum;
  }

  @Test
  void aSignHasOneHueAndWhiteLettersCanBeRead() {
    for (ColourDepth depth : List.of(ColourDepth.INDEXED, ColourDepth.FULL)) {
      for (boolean supports : new boolean[] {true, false}) {
        double least = 360;
        double most = 0;
        for (double strength = 0; strength <= 1; strength += 0.05) {
          int[] colour = colour(depth.ground(supports, strength));
          least = Math.min(least, hue(colour));
          most = Math.max(most, hue(colour));
          double contrast = 1.05 / (luminance(colour) + 0.05);
          assertTrue(contrast >= 4.5, depth + " " + supports + " " + strength + ": " + contrast);
        }
        assertTrue(most - least <= 18, depth + " " + supports + ": " + least + " to " + most);
      }
    }
  }
}
