package org.mekiki.weights.converter.tokenizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mekiki.transformer.tokenizer.Tokenizer;
import org.mekiki.weights.converter.file.ConversionException;

/** Directories with a SentencePiece file instead of tokenizer.json. */
final class SentencePieceTokenizerTest {
  @TempDir private Path folder;

  private static SentencePieceFile fairseq() {
    return new SentencePieceFile()
        .piece("<unk>", 0, SentencePieceFile.UNKNOWN)
        .piece("<s>", 0, SentencePieceFile.CONTROL)
        .piece("</s>", 0, SentencePieceFile.CONTROL)
        .piece("▁a", -1, SentencePieceFile.NORMAL)
        .piece("▁film", -2, SentencePieceFile.NORMAL)
        .piece("s", -2, SentencePieceFile.NORMAL)
        .piece("▁", -3, SentencePieceFile.NORMAL);
  }

  private static SentencePieceFile bert() {
    return new SentencePieceFile()
        .piece("<pad>", 0, SentencePieceFile.CONTROL)
        .piece("<unk>", 0, SentencePieceFile.UNKNOWN)
        .piece("[CLS]", 0, SentencePieceFile.CONTROL)
        .piece("[SEP]", 0, SentencePieceFile.CONTROL)
        .piece("[MASK]", 0, SentencePieceFile.CONTROL)
        .piece("▁e", -1, SentencePieceFile.NORMAL)
        .piece("▁\"", -1, SentencePieceFile.NORMAL)
        .piece("▁E", -1, SentencePieceFile.NORMAL);
  }

  private Tokenizer read(String name, SentencePieceFile file) throws IOException {
    Files.write(folder.resolve(name), file.bytes());
    return TokenizerReader.read(folder);
  }

  private void config(String name, String json) throws IOException {
    Files.writeString(folder.resolve(name), json);
  }

  private static String tokens(Tokenizer tokenizer, String text, String pair) {
    return tokenizer.encode(text, pair, 0).tokens().stream()
        .map(
            token ->
                token.added()
                    ? token.id() + ""
                    : "%d[%d,%d]".formatted(token.id(), token.start(), token.end()))
        .collect(Collectors.joining(" "));
  }

  @Test
  void xlmRobertaHasFairseqsNumbers() throws IOException {
    config("config.json", "{\"model_type\": \"xlm-roberta\"}");
    Tokenizer tokenizer = read("sentencepiece.bpe.model", fairseq());
    assertEquals("0 4[0,1] 5[2,6] 6[6,7] 2", tokens(tokenizer, "a films", null));
    assertEquals("0 4[0,1] 2 2 7[0,1] 3[0,1] 2", tokens(tokenizer, "a", "é"));
    assertEquals(OptionalInt.of(8), tokenizer.specialTokens().mask());
    assertEquals(OptionalInt.of(1), tokenizer.specialTokens().pad());
    assertEquals("0 4[0,1] 8[1,8] 2", tokens(tokenizer, "a <mask>", null), "takes the space");
    assertEquals(9, tokenizer.vocabularySize());
  }

  @Test
  void lukeHasThemTooAndMarksOfEntities() throws IOException {
    config("config.json", "{\"model_type\": \"luke\"}");
    config(
        "tokenizer_config.json",
        "{\"tokenizer_class\": \"MLukeTokenizer\","
            + " \"additional_special_tokens\": [\"<ent>\", \"<ent2>\"]}");
    Tokenizer tokenizer = read("sentencepiece.bpe.model", fairseq());
    assertEquals("0 4[0,1] 5[2,6] 6[6,7] 2", tokens(tokenizer, "a films", null));
    assertEquals("0 4[0,1] 2 2 7[0,1] 3[0,1] 2", tokens(tokenizer, "a", "é"));
    assertEquals(OptionalInt.of(8), tokenizer.specialTokens().mask());
    assertEquals(
        "0 4[0,1] 9[2,7] 5[8,12] 10[13,19] 2", tokens(tokenizer, "a <ent> film <ent2>", null));
    config("tokenizer_config.json", "{\"tokenizer_class\": \"LukeTokenizer\"}");
    assertThrows(ConversionException.class, () -> TokenizerReader.read(folder));
  }

  @Test
  void camembertHasPlacesThatAreNeverUsed() throws IOException {
    config("tokenizer_config.json", "{\"tokenizer_class\": \"CamembertTokenizer\"}");
    Tokenizer tokenizer = read("sentencepiece.bpe.model", fairseq());
    assertEquals("5 7[0,1] 8[2,6] 9[6,7] 6", tokens(tokenizer, "a films", null));
    assertEquals(OptionalInt.of(11), tokenizer.specialTokens().mask());
    assertEquals(OptionalInt.of(3), tokenizer.specialTokens().unk());
    assertEquals("5 10[0,1] 3[0,1] 6", tokens(tokenizer, "é", null));
  }

  @Test
  void albertChangesQuotesAccentsAndCase() throws IOException {
    config("config.json", "{\"model_type\": \"albert\"}");
    Tokenizer tokenizer = read("spiece.model", bert());
    assertEquals("2 5[0,1] 5[2,3] 3", tokens(tokenizer, "É e", null));
    assertEquals("2 6[1,2] 5[3,4] 3", tokens(tokenizer, "`` e", null));
    assertEquals("2 5[0,1] 3 5[0,1] 3", tokens(tokenizer, "e", "e"));
    config("tokenizer_config.json", "{\"do_lower_case\": false}");
    assertEquals("2 7[0,1] 5[2,3] 3", tokens(TokenizerReader.read(folder), "É e", null));
  }

  @Test
  void debertaHasItsMaskBehindTheFile() throws IOException {
    config("config.json", "{\"model_type\": \"deberta-v2\"}");
    SentencePieceFile file =
        new SentencePieceFile()
            .piece("[PAD]", 0, SentencePieceFile.CONTROL)
            .piece("[CLS]", 0, SentencePieceFile.CONTROL)
            .piece("[SEP]", 0, SentencePieceFile.CONTROL)
            .piece("[UNK]", 0, SentencePieceFile.UNKNOWN)
            .piece("▁e", -1, SentencePieceFile.NORMAL);
    assertEquals(OptionalInt.of(5), read("spm.model", file).specialTokens().mask());
    config("added_tokens.json", "{\"[MASK]\": 7}");
    Tokenizer tokenizer = TokenizerReader.read(folder);
    assertEquals("1 4[0,1] 7[2,8] 2", tokens(tokenizer, "e [MASK]", null));
    config("added_tokens.json", "{\"[MASK]\": 4}");
    assertThrows(ConversionException.class, () -> TokenizerReader.read(folder));
  }

  private static SentencePieceFile deberta(String second, String fourth) {
    return new SentencePieceFile()
        .piece("[PAD]", 0, SentencePieceFile.CONTROL)
        .piece("[CLS]", 0, SentencePieceFile.CONTROL)
        .piece("[SEP]", 0, SentencePieceFile.CONTROL)
        .piece(second, 0, SentencePieceFile.UNKNOWN)
        .piece("▁e", -1, SentencePieceFile.NORMAL)
        .piece("<0xC3>", -9, SentencePieceFile.BYTE)
        .piece("<0xA9>", -9, SentencePieceFile.BYTE)
        .piece(fourth, 0, SentencePieceFile.NORMAL)
        .piece("▁", -2, SentencePieceFile.NORMAL)
        .trainer(35, 1);
  }

  /**
   * The fast tokenizer has no bytes, looks for [UNK] after normalisation, and prefers that name.
   */
  @Test
  void debertasUnknownTokenIsThatOfTheFastTokenizer() throws IOException {
    config("config.json", "{\"model_type\": \"deberta-v2\"}");
    Tokenizer tokenizer = read("spm.model", deberta("[UNK]", "x"));
    assertEquals("1 4[0,1] 8[1,2] 3[2,3] 2", tokens(tokenizer, "e é", null));
    assertEquals("1 4[0,1] 8[1,2] 3[2,7] 2", tokens(tokenizer, "e [UNK]", null));
    config("tokenizer_config.json", "{\"do_lower_case\": true}");
    Tokenizer lower = TokenizerReader.read(folder);
    assertEquals("1 4[0,1] 8[1,2] 3[2,7] 2", tokens(lower, "E [unk]", null));
    Tokenizer renamed = read("spm.model", deberta("<unk>", "[UNK]"));
    assertEquals("1 8[0,1] 7[0,1] 2", tokens(renamed, "é", null));
    assertEquals(OptionalInt.of(7), renamed.specialTokens().unk());
  }

  @Test
  void aRolesOwnEntrySaysHowItsTokenIsFound() throws IOException {
    config("config.json", "{\"model_type\": \"deberta-v2\"}");
    config(
        "tokenizer_config.json",
        """
        {"do_lower_case": true, "unk_token": {"content": "[UNK]", "normalized": false},
         "mask_token": {"content": "[MASK]", "normalized": true}}
        """);
    Tokenizer tokenizer = read("spm.model", deberta("[UNK]", "x"));
    assertEquals("1 9[0,6] 3[6,11] 2", tokens(tokenizer, "[mask][UNK]", null));
    assertEquals("1 8[0,1] 3[0,5] 2", tokens(tokenizer, "[unk]", null));
  }

  @Test
  void theFilesOwnRulesForSpacesCount() throws IOException {
    assertEquals("1 3[1,2] 4[3,8] 2", tokens(read("spiece.model", fairseq()), " a  film ", null));
    Tokenizer keeps = read("spiece.model", fairseq().normalizer(4, 0));
    assertEquals("1 6[0,1] 3[0,2] 6[2,3] 2", tokens(keeps, " a ", null));
    Tokenizer bare = read("spiece.model", fairseq().normalizer(3, 0));
    assertEquals("1 5[0,1] 3[1,3] 2", tokens(bare, "s a", null));
    SentencePieceFile spaces = fairseq().piece(" x", -1, SentencePieceFile.NORMAL);
    assertEquals("1 7[0,1] 2", tokens(read("spiece.model", spaces.normalizer(5, 0)), "x", null));
  }

  @Test
  void bytePairsAreLearntInTheOrderOfTheFile() throws IOException {
    SentencePieceFile file =
        fairseq()
            .trainer(3, 2)
            .trainer(35, 1)
            .piece("a", -4, SentencePieceFile.NORMAL)
            .piece("b", -5, SentencePieceFile.NORMAL)
            .piece("ab", -6, SentencePieceFile.NORMAL)
            .piece("ba", -7, SentencePieceFile.NORMAL)
            .piece("<0x63>", 0, SentencePieceFile.BYTE);
    assertEquals("1 3[0,1] 10[1,3] 2", tokens(read("spiece.model", file), "aba", null));
    assertEquals("1 3[0,1] 11[1,2] 8[2,3] 2", tokens(read("spiece.model", file), "acb", null));
  }

  @Test
  void userDefinedAndUnusedTokens() throws IOException {
    SentencePieceFile file =
        fairseq()
            .piece("<x>", 0, SentencePieceFile.USER)
            .piece("▁films", 0, SentencePieceFile.UNUSED);
    Tokenizer tokenizer = read("spiece.model", file);
    assertEquals("1 3[0,1] 7[1,4] 4[4,8] 5[8,9] 2", tokens(tokenizer, "a<x>films", null));
  }

  private void refused(byte[] bytes, String word) throws IOException {
    Files.write(folder.resolve("spiece.model"), bytes);
    var thrown = assertThrows(ConversionException.class, () -> TokenizerReader.read(folder));
    assertTrue(thrown.getMessage().contains(word), thrown.getMessage());
    assertEquals(1, thrown.getMessage().lines().count());
  }

  @Test
  void whatCannotBeUsedIsNamed() throws IOException {
    refused(fairseq().trainer(3, 3).bytes(), "type 3");
    refused(fairseq().trainer(24, 1).bytes(), "treat_whitespace_as_suffix");
    refused(new byte[0], "unknown");
    refused(new byte[] {(byte) 0xFF}, "not a valid SentencePiece model");
    refused(new SentencePieceFile().piece("?", 0, SentencePieceFile.UNKNOWN).bytes(), "<s>");
  }

  @Test
  void damagedFilesAreReadOrRefused() throws IOException {
    byte[] good = fairseq().bytes();
    var random = new Random(61);
    int refused = 0;
    for (int round = 0; round < 2000; round++) {
      byte[] bad = Arrays.copyOf(good, round < good.length ? round : good.length);
      if (round >= good.length) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt();
      }
      Files.write(folder.resolve("spiece.model"), bad);
      try {
        TokenizerReader.read(folder).encode("a film", null, 0);
      } catch (ConversionException e) {
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
        refused++;
      }
    }
    assertTrue(refused > 500, "only " + refused);
  }
}
