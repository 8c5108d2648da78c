package org.mekiki.transformer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.Token;
import org.mekiki.transformer.encoder.RowRange;

/** The first token as the answer that there is none. */
final class AnswerPredictionTest {
  private static AnswerPrediction prediction(double first) {
    var tokens =
        List.of(
            new Token("[CLS]", 2, 0, -1, 0, 0, true, -1),
            new Token("a", 5, 1, 1, 0, 1, false, 0),
            new Token("b", 6, 1, 1, 2, 3, false, 1));
    var text = new EncodedText("q", "a b", tokens, 3);
    return new AnswerPrediction(
        text, List.of(first, 1.0, 0.0), List.of(first, 0.0, 1.0), new RowRange(1, 3));
  }

  @Test
  void theFirstTokenIsWeighedAgainstTheBestAnswer() {
    double start = Math.exp(1) / (Math.exp(1) + Math.exp(1) + 1);
    AnswerPrediction even = prediction(1.0);
    assertEquals(start * start, even.noAnswer(), 1e-12);
    assertFalse(even.prefersNoAnswer(even.best(1, 5).getFirst()), "equal is not above");
    AnswerPrediction none = prediction(1.5);
    assertTrue(none.prefersNoAnswer(none.best(1, 5).getFirst()));
    assertEquals(even.best(2, 5), none.best(2, 5), "answers are those of the passage alone");
  }
}
