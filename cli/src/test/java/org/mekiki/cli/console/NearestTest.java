package org.mekiki.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What was meant by a name that does not exist. */
final class NearestTest {
  private static final List<String> NAMES =
      List.of("explain", "predict", "evaluate", "export", "--max-steps", "--steps", "sig", "ig");

  @Test
  void mistakesOfTypingAreSeenThrough() {
    assertNearest("explain", "explian");
    assertNearest("explain", "explan");
    assertNearest("explain", "Explain");
    assertNearest("predict", "prediction");
    assertNearest("--max-steps", "--max_steps");
    assertNearest("--max-steps", "--maxsteps");
    assertNearest("--steps", "-steps");
    assertNearest("sig", "sigg");
    assertNearest("ig", "igg");
  }

  @Test
  void theLeastMistakesWin() {
    assertEquals(Optional.of("ig"), Nearest.of("ig", List.of("sig", "ig", "dig")));
    assertEquals(Optional.of("--steps"), Nearest.of("--step", NAMES));
  }

  @Test
  void aBeginningIsEnough() {
    assertNearest("evaluate", "eval");
    assertNearest("export", "exp".concat("o"));
  }

  @Test
  void whatIsNearNothingIsNotGuessed() {
    for (String typed : List.of("", "-", "--", "x", "attention", "a fine film", "e".repeat(1000))) {
      assertEquals(Optional.empty(), Nearest.of(typed, NAMES), typed);
    }
    assertEquals(Optional.empty(), Nearest.of("b", List.of("a")), "another letter, another name");
    assertEquals("", Nearest.hint("attention", NAMES));
  }

  @Test
  void choicesNameTheNearest() {
    var refused =
        assertThrows(UserException.class, () -> Choice.require("--lang", "jp", "en", "ja", "jaa"));
    assertEquals(
        "--lang is \"jp\" (did you mean \"ja\"?); it can be en, ja, jaa", refused.getMessage());
  }

  private static void assertNearest(String meant, String typed) {
    assertEquals(Optional.of(meant), Nearest.of(typed, NAMES), typed);
  }
}
