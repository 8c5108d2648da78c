package org.mekiki.transformer.tokenizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Longest first: the longer text loses tokens until both are equally long, then both do. */
final class KeptLengthsTest {
  private static KeptLengths longestFirst(int n1, int n2, int budget) {
    return KeptLengths.of(Truncation.Strategy.LONGEST_FIRST, n1, n2, budget, false);
  }

  @ParameterizedTest
  @CsvSource({
    "3, 4, 7, 3, 4",
    "3, 4, 100, 3, 4",
    "3, 9, 7, 3, 4",
    "9, 3, 7, 4, 3",
    "3, 9, 6, 3, 3",
    "9, 9, 6, 3, 3",
    "2, 20, 5, 2, 3",
    "20, 2, 5, 3, 2",
    "0, 9, 4, 0, 4",
    "9, 0, 4, 4, 0",
    "4, 4, 0, 0, 0",
    "9, 8, 7, 4, 3",
    "8, 9, 7, 3, 4",
    "8, 8, 7, 3, 4",
    "1, 1, 1, 0, 1"
  })
  void examples(int n1, int n2, int budget, int first, int second) {
    assertEquals(new KeptLengths(first, second), longestFirst(n1, n2, budget));
  }

  @Test
  void takesFromTheLongerOneTokenAfterTheOther() {
    for (int n1 = 0; n1 < 15; n1++) {
      for (int n2 = 0; n2 < 15; n2++) {
        for (int budget = 0; budget < 32; budget++) {
          KeptLengths kept = longestFirst(n1, n2, budget);
          int a = n1;
          int b = n2;
          while (a + b > budget) {
            if (a > b) {
              a--;
            } else {
              b--;
            }
          }
          String place = "%d, %d, %d: %s".formatted(n1, n2, budget, kept);
          assertEquals(a + b, kept.first() + kept.second(), place);
          // Who gets the odd one of two equally long ones is not settled anywhere.
          assertTrue(Math.abs(a - kept.first()) <= (Math.abs(a - b) == 1 ? 1 : 0), place);
          assertTrue(kept.first() <= n1 && kept.second() <= n2, place);
        }
      }
    }
  }

  @Test
  void isTheSameFromBothSidesUnlessTheOddTokenIsInQuestion() {
    for (int n1 = 0; n1 < 12; n1++) {
      for (int n2 = 0; n2 < n1; n2++) {
        for (int budget = 0; budget < 24; budget++) {
          KeptLengths kept = longestFirst(n1, n2, budget);
          KeptLengths swapped = longestFirst(n2, n1, budget);
          assertEquals(swapped.second(), kept.first());
          assertEquals(swapped.first(), kept.second());
        }
      }
    }
  }
}
