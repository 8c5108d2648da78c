package org.mekiki.transformer.tokenizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mekiki.transformer.tokenizer.Encoding.Entry;
import org.mekiki.transformer.tokenizer.model.AddedToken;

/** Whole tokenizers as BERT and RoBERTa have them, and indices into the caller's own string. */
final class TokenizerTest {
  static Tokenizer bert() {
    List<String> tokens =
        List.of(
            "[PAD]",
            "[UNK]",
            "[CLS]",
            "[SEP]",
            "[MASK]",
            "cafe",
            "the",
            "film",
            "##s",
            "un",
            "##believ",
            "##able",
            "你",
            "好",
            "!",
            "'",
            "😀",
            "\u1112",
            "##\u1161",
            "##\u11AB",
            "σ",
            "##σ",
            "[",
            "]",
            "mask",
            "i");
    var builder =
        new TokenizerBuilder()
            .bertNormalizer(true, true, true, true)
            .bertPreTokenizer()
            .wordPiece(tokens, "[UNK]", "##", 100)
            .specialTokens(
                new SpecialTokens(
                    OptionalInt.of(2),
                    OptionalInt.of(3),
                    OptionalInt.of(0),
                    OptionalInt.of(4),
                    OptionalInt.of(1)))
            .modelMaxLength(OptionalInt.of(512));
    for (int id = 0; id < 5; id++) {
      builder.addedToken(new AddedToken(id, tokens.get(id), false, false, false, false, true));
    }
    for (boolean pair : new boolean[] {false, true}) {
      builder.templateToken(pair, 2, 0).templateText(pair, 0, 0).templateToken(pair, 3, 0);
    }
    return builder.templateText(true, 1, 1).templateToken(true, 3, 1).build();
  }

  static Tokenizer roberta(boolean prefixSpace) {
    var tokens =
        new LinkedHashSet<>(
            List.of(
                "<s>", "<pad>", "</s>", "<unk>", "<mask>", "Ġ", "a", "b", "Ġa", "Ġb", "Ċ", "Ã", "©",
                "ð", "Ł", "ĺ", "Ģ", "ðŁ", "!", "ĠĠ", "<", ">", "Â", "ł"));
    tokens.addAll(Texts.byteCharacters());
    List<String> merges = List.of("Ġ", "a", "Ġ", "b", "ð", "Ł", "Ġ", "Ġ");
    var builder =
        new TokenizerBuilder()
            .byteLevelPreTokenizer(prefixSpace, true)
            .bytePairs(List.copyOf(tokens), merges, null)
            .trimOffsets(prefixSpace);
    List<String> special = List.of("<s>", "<pad>", "</s>", "<unk>", "<mask>");
    for (int id = 0; id < 5; id++) {
      builder.addedToken(new AddedToken(id, special.get(id), false, id == 4, false, false, true));
    }
    for (boolean pair : new boolean[] {false, true}) {
      builder.templateToken(pair, 0, 0).templateText(pair, 0, 0).templateToken(pair, 2, 0);
    }
    return builder
        .templateToken(true, 2, 0)
        .templateText(true, 1, 0)
        .templateToken(true, 2, 0)
        .build();
  }

  private static String bert(String text) {
    return Texts.described(bert().encode(text, null, 0));
  }

  private static String roberta(String text) {
    return Texts.described(roberta(false).encode(text, null, 0));
  }

  @Test
  void bertPointsIntoTheOriginalText() {
    assertEquals("[CLS] [SEP]", bert(""));
    assertEquals("[CLS] the[0,3] film[4,8] ##s[8,9] ![9,10] [SEP]", bert("The films!"));
    assertEquals("[CLS] un[1,3] ##believ[3,9] ##able[9,13] [SEP]", bert(" UNBELIEVABLE\n"));
    assertEquals("[CLS] cafe[0,4] cafe[5,9] ![10,11] [SEP]", bert("Café cafe\u0301!"));
    assertEquals("[CLS] 你[0,1] 好[1,2] the[2,5] [SEP]", bert("你好the"));
    assertEquals("[CLS] 😀[0,2] film[3,7] [SEP]", bert("😀 film"), "UTF-16 indices");
    assertEquals(
        "[CLS] \u1112[1,2] ##\u1161[1,2] ##\u11AB[1,2] [SEP]", bert("\u200B한"), "pieces of one");
    assertEquals("[CLS] σ[0,1] ##σ[1,2] [SEP]", bert("ΣΣ"));
    assertEquals("[CLS] i[0,1] [SEP]", bert("İ"));
    assertEquals("[CLS] the[1,5] [SEP]", bert("\u0000t\u00ADhe\u0000"), "what is dropped inside");
    assertEquals("[CLS] [UNK][0,2] the[3,6] [SEP]", bert("\uD83D\uDE80 the"));
    assertEquals("[CLS] the[1,4] [SEP]", bert("\uD83Dthe\uDE00"), "halves of pairs vanish");
  }

  @Test
  void bertMakesLongWordsUnknown() {
    String film = "film" + "s".repeat(96);
    assertEquals(99, bert().encode(film, null, 0).size());
    assertEquals("[CLS] [UNK][0,101] [SEP]", bert(film + "s"));
    // Accents do not count, as they are gone before lengths are looked at.
    assertEquals(99, bert().encode(film + "\u0301", null, 0).size());
  }

  @Test
  void tokensWrittenInTheTextAreFoundButNotAdded() {
    Encoding encoding = bert().encode("the [MASK]film", null, 0);
    assertEquals("[CLS] the[0,3] [MASK][4,10] film[10,14] [SEP]", Texts.described(encoding));
    assertFalse(encoding.tokens().get(2).added());
    assertTrue(encoding.tokens().get(0).added());
    assertEquals("[CLS] [[0,1] mask[1,5] ][5,6] [SEP]", bert("[mask]"), "another case, no token");
    assertEquals("[CLS] [SEP][0,5] [CLS][5,10] [SEP]", bert("[SEP][CLS]"));
    assertEquals("[CLS] [MASK][2,8] [SEP]", bert("\u200B [MASK]"));
  }

  @Test
  void robertaTrimsSpacesFromOffsets() {
    assertEquals("<s> </s>", roberta(""));
    assertEquals("<s> a[0,1] Ġb[2,3] ![3,4] </s>", roberta("a b!"));
    assertEquals("<s> Ġa[1,2] Ġ[3,3] Ġb[4,5] </s>", roberta(" a  b"));
    assertEquals("<s> a[0,1] ĠĠ[3,3] Ġb[4,5] </s>", roberta("a   b"));
    assertEquals("<s> a[0,1] Ġ[2,2] </s>", roberta("a "));
    assertEquals("<s> a[0,1] Ċ[1,2] b[2,3] </s>", roberta("a\nb"), "other white space stays");
    assertEquals("<s> Â[0,1] ł[0,1] a[1,2] </s>", roberta("\u00A0a"));
  }

  @Test
  void robertaGivesAllBytesTheirCharactersRange() {
    assertEquals("<s> a[0,1] Ã[1,2] ©[1,2] </s>", roberta("aé"));
    assertEquals("<s> ðŁ[0,2] ĺ[0,2] Ģ[0,2] a[2,3] </s>", roberta("😀a"));
    assertEquals("<s> Ġ[1,1] ðŁ[1,3] ĺ[1,3] Ģ[1,3] </s>", roberta(" 😀"));
  }

  @Test
  void robertaMaskSwallowsTheSpaceBefore() {
    assertEquals("<s> a[0,1] <mask>[3,9] Ġb[10,11] </s>", roberta("a  <mask> b"));
    assertEquals("<s> <mask>[1,7] <mask>[8,14] </s>", roberta("\t<mask> <mask>"));
    assertEquals("<s> a[0,1] Ġ[2,2] </s>[2,6] </s>", roberta("a </s>"), "the others do not");
  }

  @Test
  void aSpacePutBeforeIsNotPartOfTheText() {
    Tokenizer tokenizer = roberta(true);
    assertEquals("<s> Ġa[0,1] Ġb[2,3] </s>", Texts.described(tokenizer.encode("a b", null, 0)));
    // The reference cannot tell the text's own space at the beginning from one put there.
    assertEquals("<s> Ġa[0,2] </s>", Texts.described(tokenizer.encode(" a", null, 0)));
    String smile = Texts.described(tokenizer.encode("😀", null, 0));
    assertEquals("<s> Ġ[0,0] ðŁ[0,2] ĺ[0,2] Ģ[0,2] </s>", smile, "no half of a pair");
  }

  @Test
  void pairsFollowTheirTemplates() {
    Encoding bert = bert().encode("the film", "你 [SEP]", 0);
    assertEquals("[CLS] the[0,3] film[4,8] [SEP] 你[0,1] [SEP][2,7] [SEP]", Texts.described(bert));
    assertEquals(List.of(0, 0, 0, 0, 1, 1, 1), bert.tokens().stream().map(Entry::typeId).toList());
    assertEquals(
        List.of(-1, 0, 0, -1, 1, 1, -1), bert.tokens().stream().map(Entry::sequence).toList());
    Encoding roberta = roberta(false).encode("a", "b", 0);
    assertEquals("<s> a[0,1] </s> </s> b[0,1] </s>", Texts.described(roberta));
    assertTrue(roberta.tokens().stream().allMatch(token -> token.typeId() == 0));
  }

  @Test
  void anEmptySecondTextIsAPair() {
    assertEquals("[CLS] the[0,3] [SEP] [SEP]", Texts.described(bert().encode("the", "", 0)));
    assertEquals("[CLS] the[0,3] [SEP]", Texts.described(bert().encode("the", null, 0)));
  }

  @Test
  void longTextsAreCutAtTheEnd() {
    Encoding cut = bert().encode("the film the film", null, 4);
    assertEquals("[CLS] the[0,3] film[4,8] [SEP]", Texts.described(cut));
    assertEquals(6, cut.untruncatedSize());
    assertEquals(6, bert().encode("the film the film", null, 6).size());
    assertEquals("[CLS] [SEP]", Texts.described(bert().encode("the film", null, 2)));
    assertEquals(4, bert().encode("the films", null, 4).size(), "in the middle of a word");
  }

  @Test
  void pairsAreCutLongestFirst() {
    Encoding cut = bert().encode("the", "film film film film film film", 8);
    assertEquals(
        "[CLS] the[0,3] [SEP] film[0,4] film[5,9] film[10,14] film[15,19] [SEP]",
        Texts.described(cut));
    assertEquals(10, cut.untruncatedSize());
    Encoding both = bert().encode("the the the", "film film film", 7);
    assertEquals("[CLS] the[0,3] the[4,7] [SEP] film[0,4] film[5,9] [SEP]", Texts.described(both));
  }

  @Test
  void aLimitWithoutRoomForTheAddedTokensIsRefused() {
    var thrown = assertThrows(IllegalArgumentException.class, () -> bert().encode("the", null, 1));
    assertTrue(thrown.getMessage().contains("limit of 1"), thrown.getMessage());
    assertThrows(IllegalArgumentException.class, () -> bert().encode("the", "film", 2));
    assertThrows(IllegalArgumentException.class, () -> roberta(false).encode("a", "b", 3));
  }

  @Test
  void wordsAreNumbered() {
    Encoding encoding = bert().encode("unbelievable film[MASK]s!", "the the", 0);
    assertEquals(
        List.of(-1, 0, 0, 0, 1, 2, 3, 4, -1, 0, 1, -1),
        encoding.tokens().stream().map(Entry::word).toList());
  }

  @Test
  void tokensAndNumbersAreFound() {
    Tokenizer tokenizer = bert();
    assertEquals(OptionalInt.of(7), tokenizer.idOf("film"));
    assertEquals(OptionalInt.empty(), tokenizer.idOf("movie"));
    assertEquals("film", tokenizer.tokenOf(7));
    assertEquals(null, tokenizer.tokenOf(-1));
    assertEquals(null, tokenizer.tokenOf(26));
    assertEquals(26, tokenizer.vocabularySize());
    assertEquals(OptionalInt.of(4), tokenizer.specialTokens().mask());
    assertEquals(OptionalInt.of(512), tokenizer.modelMaxLength());
  }

  @ParameterizedTest
  @ValueSource(strings = {"bert", "roberta", "roberta with a space before"})
  void rangesAreSoundForAnyText(String name) {
    Tokenizer tokenizer = name.equals("bert") ? bert() : roberta(name.contains("space"));
    var random = new Random(14);
    for (int round = 0; round < 3000; round++) {
      String text = Texts.awkward(random);
      String pair = random.nextBoolean() ? Texts.awkward(random) : null;
      int end = 0;
      int word = -1;
      int sequence = 0;
      for (Entry token : tokenizer.encode(text, pair, 0).tokens()) {
        if (token.added()) {
          continue;
        }
        if (token.sequence() != sequence) {
          sequence = token.sequence();
          end = 0;
          word = -1;
        }
        String own = sequence == 0 ? text : pair;
        String place = "%s in %s".formatted(token, own);
        assertTrue(token.start() <= token.end() && token.end() <= own.length(), place);
        assertTrue(token.end() >= end, place);
        assertTrue(token.word() >= word, place);
        assertTrue(isBoundary(own, token.start()) && isBoundary(own, token.end()), place);
        end = token.end();
        word = token.word();
      }
    }
  }

  /** Whether the index is not between the halves of a pair. */
  private static boolean isBoundary(String text, int index) {
    return index == 0
        || index == text.length()
        || !(Character.isHighSurrogate(text.charAt(index - 1))
            && Character.isLowSurrogate(text.charAt(index)));
  }

  @Test
  void lengthIsNoObstacle() {
    int length = 200_000;
    assertEquals(2 + length, bert().encode("the ".repeat(length), null, 0).size());
    assertEquals("[CLS] [UNK][0,200000] [SEP]", bert("t".repeat(length)));
    assertEquals(2 + length, roberta(false).encode("a".repeat(length), null, 0).size());
    assertEquals(2 + length / 2, roberta(false).encode(" ".repeat(length), null, 0).size());
    assertEquals(2 + length, roberta(true).encode("<mask>".repeat(length), null, 0).size());
  }

  @Test
  void numbersOutsideOfTheVocabularyAreRefused() {
    var words = List.of("?", "a");
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new TokenizerBuilder()
                .bertPreTokenizer()
                .wordPiece(words, "?", "##", 100)
                .templateToken(false, 2, 0)
                .build());
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new TokenizerBuilder()
                .bertPreTokenizer()
                .wordPiece(words, "?", "##", 100)
                .addedToken(new AddedToken(-1, "x", false, false, false, false, true))
                .build());
    assertThrows(
        IllegalStateException.class, () -> new TokenizerBuilder().bertPreTokenizer().build());
  }
}
