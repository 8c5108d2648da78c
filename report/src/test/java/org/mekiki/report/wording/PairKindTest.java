package org.mekiki.report.wording;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** What two words are to each other, for functions whose truth is known. */
final class PairKindTest {
  /** By the four values of a function of two words. */
  private static PairKind.Found of(double both, double first, double second, double neither) {
    return PairKind.of(both - second, first - neither, both - first, second - neither);
  }

  private static void assertKind(PairKind kind, PairKind.Found found) {
    assertEquals(kind, found.kind());
  }

  @Test
  void logicHasItsNames() {
    assertKind(PairKind.EITHER, of(1, 1, 1, 0));
    assertKind(PairKind.TOGETHER, of(1, 0, 0, 0));
    assertKind(PairKind.EITHER, of(-1, -1, -1, 0));
  }

  @Test
  void negationTurnsTheOtherWord() {
    // "not" by itself speaks against, "good" for, "not good" strongly against.
    PairKind.Found found = of(-2, -0.5, 1, 0);
    assertKind(PairKind.TURNED, found);
    assertEquals(true, found.second(), "it is the second word that is turned");
    assertEquals(false, of(-2, 1, -0.5, 0).second());
  }

  @Test
  void oneCanTakeOrGiveTheOthersEffect() {
    // With the first word there the second does nothing.
    PairKind.Found silenced = of(1, 1, 0.4, 0);
    assertKind(PairKind.SILENCED, silenced);
    assertEquals(true, silenced.second());
    PairKind.Found woken = of(1.4, 1, 0, 0);
    assertKind(PairKind.WOKEN, woken);
    assertEquals(true, woken.second());
  }

  @Test
  void whatIsLeftAddsMoreOrLess() {
    assertKind(PairKind.MORE, of(2.4, 1, 1, 0));
    assertKind(PairKind.LESS, of(1.6, 1, 1, 0));
  }

  @Test
  void aTinyEffectIsNotTurnedRound() {
    assertKind(PairKind.LESS, of(0.99, 1, 0.6, 0.55));
  }
}
