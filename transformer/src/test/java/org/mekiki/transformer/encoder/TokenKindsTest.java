package org.mekiki.transformer.encoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

/** Positions that skip padding, as RoBERTa's do. */
final class TokenKindsTest {
  private static EncoderConfig config(int firstPosition) {
    return EncoderConfig.of("roberta")
        .vocabularySize(10)
        .hiddenSize(4)
        .layers(1)
        .heads(2)
        .feedForwardSize(4)
        .activation(Activation.GELU)
        .epsilon(1e-5f)
        .positions(12)
        .firstPosition(firstPosition)
        .types(1)
        .build();
  }

  @Test
  void paddingHasTheRowBeforeTheFirst() {
    int[] kinds = TokenKinds.of(config(2), new int[] {0, 1, 0, 1}, new int[] {0, 1, 5, 2});
    assertArrayEquals(new int[] {0, ~1, 0, 1}, kinds);
    assertArrayEquals(new int[] {2, 1, 3, 4}, TokenKinds.positions(kinds, 4, 2));
    assertEquals(1, TokenKinds.type(kinds[1]));
  }

  @Test
  void eachTextCountsAnew() {
    int[] kinds = {0, ~0, 0, ~0, 0, 0};
    assertArrayEquals(new int[] {2, 1, 3, 1, 2, 3}, TokenKinds.positions(kinds, 3, 2));
  }

  @Test
  void familiesThatCountFromZeroHaveNoSuchToken() {
    int[] types = {0, 0};
    assertSame(types, TokenKinds.of(config(0), types, new int[] {0, 1}));
  }
}
