package org.mekiki.transformer.tokenizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.mekiki.transformer.tokenizer.Truncation.Side;
import org.mekiki.transformer.tokenizer.Truncation.Strategy;

/** Windows over texts that are too long, as the reference makes them. */
final class TokenWindowsTest {
  private static final List<String> TOKENS =
      List.of("[CLS]", "[SEP]", "?", "a", "b", "c", "d", "e", "f", "g", "h");

  private static final Tokenizer TOKENIZER =
      new TokenizerBuilder()
          .bertPreTokenizer()
          .wordPiece(TOKENS, "?", "##", 100)
          .templateToken(false, 0, 0)
          .templateText(false, 0, 0)
          .templateToken(false, 1, 0)
          .templateToken(true, 0, 0)
          .templateText(true, 0, 0)
          .templateToken(true, 1, 0)
          .templateText(true, 1, 1)
          .templateToken(true, 1, 1)
          .build();

  private static String windows(
      String text, String pair, int length, Strategy strategy, Side side, int stride) {
    return TOKENIZER.windows(text, pair, new Truncation(length, strategy, side, stride)).stream()
        .map(
            window ->
                window.tokens().stream()
                    .map(token -> token.token().replace("[CLS]", "<").replace("[SEP]", ">"))
                    .collect(Collectors.joining()))
        .collect(Collectors.joining(" "));
  }

  @Test
  void oneText() {
    String text = "a b c d e";
    assertEquals(
        "<ab> <bc> <cd> <de>", windows(text, null, 4, Strategy.LONGEST_FIRST, Side.RIGHT, 1));
    assertEquals("<ab> <cd> <e>", windows(text, null, 4, Strategy.ONLY_FIRST, Side.RIGHT, 0));
    assertEquals(
        "<de> <cd> <bc> <ab>", windows(text, null, 4, Strategy.LONGEST_FIRST, Side.LEFT, 1));
    assertEquals("<de> <bc> <a>", windows(text, null, 4, Strategy.LONGEST_FIRST, Side.LEFT, 0));
    assertEquals("<abcde>", windows(text, null, 7, Strategy.LONGEST_FIRST, Side.RIGHT, 1));
    assertEquals("<abcde>", windows(text, null, 0, Strategy.LONGEST_FIRST, Side.RIGHT, 1));
    assertEquals("<>", windows(text, null, 2, Strategy.LONGEST_FIRST, Side.RIGHT, 0));
  }

  @Test
  void twoTexts() {
    assertEquals(
        "<ab>fg> <cd>fg> <e>fg>",
        windows("a b c d e", "f g", 7, Strategy.ONLY_FIRST, Side.RIGHT, 0));
    assertEquals("<a>bc> <a>de>", windows("a", "b c d e", 6, Strategy.ONLY_SECOND, Side.RIGHT, 0));
    assertEquals(
        "<ab>ef> <cd>ef> <cd>gh> <ab>gh>",
        windows("a b c d", "e f g h", 7, Strategy.LONGEST_FIRST, Side.RIGHT, 0));
  }

  @Test
  void everyWindowKeepsOffsetsTypesAndSize() {
    var truncation = new Truncation(7, Strategy.LONGEST_FIRST, Side.RIGHT, 0);
    List<Encoding> windows = TOKENIZER.windows("a b c d", "e f g h", truncation);
    Encoding last = windows.get(2);
    assertEquals("[CLS] c[4,5] d[6,7] [SEP] g[4,5] h[6,7] [SEP]", Texts.described(last));
    assertEquals(
        List.of(0, 0, 0, 0, 1, 1, 1), last.tokens().stream().map(Encoding.Entry::typeId).toList());
    assertEquals(11, last.untruncatedSize());
  }

  @Test
  void onlyTheWindowThatStaysIsMadeForLongPairs() {
    String text = "a ".repeat(200_000);
    assertEquals(5, TOKENIZER.encode(text, text, 5).size());
  }

  @Test
  void theTokenizersOwnSideCounts() {
    Tokenizer left =
        new TokenizerBuilder()
            .bertPreTokenizer()
            .wordPiece(TOKENS, "?", "##", 100)
            .truncationSide(Side.LEFT)
            .build();
    assertEquals("d[6,7] e[8,9]", Texts.described(left.encode("a b c d e", null, 2)));
  }

  @Test
  void aTextThatStandsTwiceCountsTwice() {
    Tokenizer twice =
        new TokenizerBuilder()
            .bertPreTokenizer()
            .wordPiece(TOKENS, "?", "##", 100)
            .templateText(false, 0, 0)
            .templateToken(false, 1, 0)
            .templateText(false, 0, 1)
            .build();
    assertEquals(
        "a[0,1] b[2,3] [SEP] a[0,1] b[2,3]", Texts.described(twice.encode("a b c", null, 6)));
    assertEquals(7, twice.encode("a b c", null, 6).untruncatedSize());
  }

  private static void refused(String word, Runnable run) {
    var thrown = assertThrows(IllegalArgumentException.class, run::run);
    assertTrue(thrown.getMessage().contains(word), thrown.getMessage());
  }

  @Test
  void whatCannotBeDoneIsSaid() {
    refused("stride", () -> windows("a b c", null, 4, Strategy.LONGEST_FIRST, Side.RIGHT, 2));
    refused("first", () -> windows("a", "b c d e", 5, Strategy.ONLY_FIRST, Side.RIGHT, 0));
    refused("none", () -> windows("a b c", null, 4, Strategy.ONLY_SECOND, Side.RIGHT, 0));
    refused("room", () -> windows("a b c", null, 1, Strategy.LONGEST_FIRST, Side.RIGHT, 0));
    refused("-1", () -> windows("a", null, -1, Strategy.LONGEST_FIRST, Side.RIGHT, 0));
  }
}
