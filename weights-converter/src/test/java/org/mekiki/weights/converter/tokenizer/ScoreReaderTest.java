package org.mekiki.weights.converter.tokenizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Scores with the reference's last bit. */
final class ScoreReaderTest {
  @Test
  void theDigitsAreRoundedBeforeThePointIsMoved() {
    assertEquals(-15.27549237953228, ScoreReader.read(-15.275492379532281));
    assertEquals(-1.877191735484698, ScoreReader.read(-1.8771917354846979));
    var random = new Random(3);
    int different = 0;
    for (int i = 0; i < 10_000; i++) {
      double score = -20 * random.nextDouble();
      double read = ScoreReader.read(score);
      assertEquals(score, read, 2 * Math.ulp(score));
      different += read == score ? 0 : 1;
    }
    assertTrue(different > 100 && different < 6000, "different " + different);
  }

  @Test
  void shortNumbersAreThemselves() {
    for (double score :
        new double[] {0, -0.0, -7.25, -10, 1e-5, 123456789, -1e300, Double.MIN_VALUE}) {
      assertEquals(score, ScoreReader.read(score));
    }
  }
}
