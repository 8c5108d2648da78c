package org.mekiki.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

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
}
