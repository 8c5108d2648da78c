package org.mekiki.weights.converter.tokenizer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Scores with the reference's last bit. */
final class ScoreReaderTest {
  @Test
  void theDigitsAreRoundedBeforeThePointIsMoved() {
    assertEquals(-(double) 34635426998138428L / 1e16, ScoreReader.read(-3.4635426998138428));
    assertEquals((double) 99999999999999991L / 1e17, ScoreReader.read(0.99999999999999991));
    var random = new Random(3);
    int different = 0;
    for (int i = 0; i < 10_000; i++) {
      double score = -20 * random.nextDouble();
      double read = ScoreReader.read(score);
      assertEquals(score, read, 2 * Math.ulp(score));
      different += read == score ? 0 : 1;
    }
    assertEquals(true, different > 100 && different < 6000, "different " + different);
  }

  @Test
  void shortNumbersAreThemselves() {
    for (double score : new double[] {0, -0.0, -7.25, -10, 1e-5, 123456789, -1e300, 5e-324}) {
      assertEquals(score, ScoreReader.read(score));
    }
  }
}
