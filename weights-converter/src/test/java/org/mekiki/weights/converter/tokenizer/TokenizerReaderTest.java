package org.mekiki.weights.converter.tokenizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mekiki.transformer.tokenizer.Encoding.Entry;
import org.mekiki.transformer.tokenizer.Tokenizer;
import org.mekiki.weights.converter.JsonChanges;
import org.mekiki.weights.converter.file.ConversionException;

/** Tokenizer files in all their spellings, and what is wrong with them in one sentence. */
final class TokenizerReaderTest {
  private static final String BERT =
      """
      {"version": "1.0", "truncation": {"max_length": 2}, "padding": {"strategy": {"Fixed": 9}},
       "added_tokens": [
         {"id": 2, "content": "[CLS]", "single_word": false, "lstrip": false, "rstrip": false,
          "normalized": false, "special": true},
         {"id": 6, "content": "[NEW]", "lstrip": true, "normalized": false, "special": false}],
       "normalizer": {"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true,
         "strip_accents": null, "lowercase": true},
       "pre_tokenizer": {"type": "BertPreTokenizer"},
       "post_processor": {"type": "TemplateProcessing",
         "single": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}},
                    {"Sequence": {"id": "A", "type_id": 0}}],
         "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}],
         "special_tokens": {"[CLS]": {"id": "[CLS]", "ids": [2], "tokens": ["[CLS]"]}}},
       "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
         "max_input_chars_per_word": 100,
         "vocab": {"[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "film": 3, "##s": 4, "e": 5}}}
      """;

  private static final String ROBERTA =
      """
      {"added_tokens": [{"id": 0, "content": "<s>"}, {"id": 5, "content": "<mask>", "lstrip": true}],
       "normalizer": null,
       "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false, "use_regex": true},
       "post_processor": {"type": "RobertaProcessing", "sep": ["</s>", 1], "cls": ["<s>", 0],
         "trim_offsets": true, "add_prefix_space": false},
       "model": {"type": "BPE", "unk_token": null, "dropout": null, "fuse_unk": false,
         "byte_fallback": false, "ignore_merges": false, "continuing_subword_prefix": "",
         "end_of_word_suffix": null,
         "vocab": {"<s>": 0, "</s>": 1, "a": 2, "b": 3, "ab": 4}, "merges": [["a", "b"]]}}
      """;

  @TempDir private Path folder;

  private Tokenizer read(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
    return TokenizerReader.read(folder);
  }

  private static String tokens(Tokenizer tokenizer, String text) {
    return tokens(tokenizer, text, null);
  }

  private static String tokens(Tokenizer tokenizer, String text, String pair) {
    return String.join(
        " ", tokenizer.encode(text, pair, 0).tokens().stream().map(Entry::token).toList());
  }

  private void refused(String name, String content, String... words) {
    var thrown = assertThrows(ConversionException.class, () -> read(name, content));
    for (String word : words) {
      assertTrue(thrown.getMessage().contains(word), thrown.getMessage());
    }
    assertEquals(1, thrown.getMessage().lines().count(), thrown.getMessage());
  }

  @Test
  void theDescribedPipelineIsBuilt() throws IOException {
    Tokenizer bert = read("tokenizer.json", BERT);
    assertEquals("[CLS] film ##s [NEW] e", tokens(bert, "FILMS [NEW] é"));
    assertEquals(7, bert.vocabularySize(), "an added token may lie beyond the vocabulary");
    assertEquals(OptionalInt.of(2), bert.specialTokens().cls());
    assertEquals(OptionalInt.empty(), bert.specialTokens().mask());
    Tokenizer roberta = read("tokenizer.json", ROBERTA);
    assertEquals("<s> ab <mask> a </s>", tokens(roberta, "ab <mask>a"));
  }

  @Test
  void wholeWordsAndPiecesOfOneLength() throws IOException {
    Tokenizer words = read("tokenizer.json", BERT.replace("WordPiece", "WordLevel"));
    assertEquals("[CLS] film [UNK] e", tokens(words, "film films e"));
    String fixed = BERT.replace("\"BertPreTokenizer\"", "\"FixedLength\", \"length\": 4");
    assertEquals("[CLS] film [UNK]", tokens(read("tokenizer.json", fixed), "films"));
    String bytes = BERT.replace("\"BertNormalizer\"", "\"ByteLevel\"");
    assertEquals("[CLS] [UNK]", tokens(read("tokenizer.json", bytes), "é"));
  }

  @Test
  void storedTruncationAndPaddingAreIgnored() throws IOException {
    assertEquals(6, read("tokenizer.json", BERT).encode("films films e", null, 0).size());
    assertEquals(1, read("tokenizer.json", BERT).encode("", null, 0).size());
  }

  @Test
  void mergesComeInTwoSpellings() throws IOException {
    String old = ROBERTA.replace("[[\"a\", \"b\"]]", "[\"a b\"]");
    assertEquals("<s> ab </s>", tokens(read("tokenizer.json", old), "ab"));
    String none = ROBERTA.replace("[[\"a\", \"b\"]]", "[]");
    assertEquals("<s> a b </s>", tokens(read("tokenizer.json", none), "ab"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BertNormalizer | Other | the normalizer \"Other\" is not supported",
        "BertPreTokenizer | Other | the pre-tokenizer \"Other\" is not supported",
        "TemplateProcessing | Other | the post-processor \"Other\" is not supported",
        "WordPiece | Other | the model \"Other\" is not supported",
        "BertPreTokenizer | FixedLength\", \"length\": 0, \"x\": \" | 0 characters",
        "BertNormalizer | Precompiled\", \"precompiled_charsmap\": \"AAAA | precompiled_charsmap",
        "BertNormalizer | Replace | pattern",
        "BertNormalizer | Sequence | normalizers",
        "BertPreTokenizer | Metaspace\", \"prepend_scheme\": \"x | prepend_scheme",
        "BertPreTokenizer | Metaspace\", \"replacement\": \"ab | replacement",
        "BertPreTokenizer | Punctuation\", \"behavior\": \"x | behavior",
        "BertPreTokenizer | CharDelimiterSplit | delimiter",
        "TemplateProcessing | Sequence | processors",
        "WordPiece | Unigram | vocab",
        "\"ids\": [2] | \"ids\": [] | [CLS]",
        "\"ids\": [2] | \"ids\": [7] | 7",
        "\"ids\": [2] | \"ids\": [-1] | -1",
        "\"unk_token\": \"[UNK]\" | \"unk_token\": \"[X]\" | [X]",
        "\"film\": 3 | \"film\": -3 | numbers",
        "\"film\": 3 | \"film\": 99999999 | numbers",
        "\"film\": 3 | \"film\": 4 | \"##s\"",
        "\"film\": 3 | \"film\": \"three\" | numbers",
        "\"film\": 3 | \"film\": null | numbers"
      })
  void whatCannotBeUsedIsNamed(String part, String by, String word) {
    assertTrue(BERT.contains(part));
    refused("tokenizer.json", BERT.replace(part, by), word);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[\"a\", \"b\"] | [\"a\", \"c\"] | \"a c\"",
        "[\"a\", \"b\"] | [\"a\"] | merge",
        "[\"a\", \"b\"] | \"ab\" | \"ab\"",
        "[\"a\", \"b\"] | \"a \" | \"a \"",
        "[\"a\", \"b\"] | 5 | merge",
        "\"fuse_unk\": false | \"fuse_unk\": 1 | fuse_unk",
        "\"dropout\": null | \"dropout\": 0.1 | dropout",
        "\"end_of_word_suffix\": null | \"end_of_word_suffix\": 7 | end_of_word_suffix",
        "\"unk_token\": null | \"unk_token\": \"<unk>\" | <unk>",
        "[\"<s>\", 0] | [\"<s>\", 77] | 77",
        "[\"<s>\", 0] | [\"<s>\"] | cls",
        "[\"<s>\", 0] | null | cls"
      })
  void whatCannotBeUsedInPairsIsNamed(String part, String by, String word) {
    assertTrue(ROBERTA.contains(part));
    refused("tokenizer.json", ROBERTA.replace(part, by), word);
  }

  /** Each value in the file, one after the other, taken away or replaced by something else. */
  @ParameterizedTest
  @ValueSource(strings = {"bert", "roberta"})
  void anyOtherValueIsReadOrRefused(String name) throws IOException {
    String whole = name.equals("bert") ? BERT : ROBERTA;
    int refused = 0;
    List<String> changed = JsonChanges.of(whole);
    for (String json : changed) {
      refused += readOrRefused(json) ? 0 : 1;
    }
    assertTrue(refused > changed.size() / 10, "only " + refused);
  }

  private boolean readOrRefused(String json) throws IOException {
    try {
      Tokenizer tokenizer = read("tokenizer.json", json);
      tokenizer.encode("films [NEW] <mask> ab", "e", 0);
      return true;
    } catch (ConversionException e) {
      assertEquals(1, e.getMessage().lines().count(), e.getMessage());
      return false;
    } catch (RuntimeException e) {
      throw new AssertionError(json, e);
    }
  }

  @Test
  void bareWordPieceFollowsItsConfiguration() throws IOException {
    String vocabulary = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nfilm\n##s\ne\né\nE\n你\n你好\n";
    Tokenizer tokenizer = read("vocab.txt", vocabulary);
    assertEquals("[CLS] film ##s e e [SEP]", tokens(tokenizer, "FILMS é E"));
    assertEquals("[CLS] 你 [UNK] [SEP]", tokens(tokenizer, "你好"));
    assertEquals(OptionalInt.empty(), tokenizer.modelMaxLength());
    read(
        "tokenizer_config.json",
        """
        {"do_lower_case": false, "tokenize_chinese_chars": false, "model_max_length": 77}
        """);
    Tokenizer cased = TokenizerReader.read(folder);
    assertEquals("[CLS] film é E 你好 [SEP]", tokens(cased, "film é E 你好"));
    assertEquals(OptionalInt.of(77), cased.modelMaxLength());
    Tokenizer strips =
        read("tokenizer_config.json", "{\"do_lower_case\": false, \"strip_accents\": true}");
    assertEquals("[CLS] e E [SEP]", tokens(strips, "é E"));
    Tokenizer keeps = read("tokenizer_config.json", "{\"strip_accents\": false}");
    assertEquals("[CLS] é e [SEP]", tokens(keeps, "É E"));
  }

  @Test
  void specialTokensCanHaveOtherNamesAndForms() throws IOException {
    Files.writeString(folder.resolve("vocab.txt"), "<p>\n<u>\n<c>\n<e>\n<m>\nfilm\n");
    Tokenizer tokenizer =
        read(
            "tokenizer_config.json",
            """
            {"cls_token": "<c>", "sep_token": {"content": "<e>", "lstrip": false},
             "pad_token": "<p>", "mask_token": "<m>", "unk_token": "<u>",
             "model_max_length": 1000000000000000019884624838656}
            """);
    assertEquals("<c> film <m> <u> <e>", tokens(tokenizer, "film<m>x"));
    assertEquals(OptionalInt.of(0), tokenizer.specialTokens().pad());
    assertEquals(OptionalInt.empty(), tokenizer.modelMaxLength(), "stands for no limit");
  }

  @Test
  void tokensBesideAVocabularyAreFound() throws IOException {
    Files.writeString(folder.resolve("vocab.txt"), "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nfilm\n");
    Files.writeString(folder.resolve("added_tokens.json"), "{\"<NEW>\": 6, \"[M]\": 7}");
    Tokenizer tokenizer = read("special_tokens_map.json", "{\"mask_token\": \"[M]\"}");
    assertEquals("[CLS] <NEW> film [M] [UNK] [SEP]", tokens(tokenizer, "<new>film [M] x"));
    assertEquals(OptionalInt.of(7), tokenizer.specialTokens().mask());
    Tokenizer listed =
        read(
            "tokenizer_config.json",
            """
            {"mask_token": "[M]", "added_tokens_decoder": {
              "5": {"content": "film", "single_word": true, "normalized": false},
              "9": {"content": "[M]", "rstrip": true, "lstrip": true, "special": true}}}
            """);
    assertEquals("[CLS] [UNK] [M] film [SEP]", tokens(listed, "films [M]  film"));
    assertEquals(
        OptionalInt.of(6),
        listed.specialTokens().mask(),
        "behind the vocabulary, whatever is said");
    assertEquals(10, listed.encode("film [M]  x", null, 0).tokens().get(2).end());
    refused(
        "tokenizer_config.json",
        "{\"added_tokens_decoder\": {\"5\": {\"content\": \"x\"}}}",
        "\"x\"");
    refused("tokenizer_config.json", "{\"added_tokens_decoder\": {\"a\": {}}}", "\"a\"");
  }

  @Test
  void mpnetHasItsOwnTokensAndTakesTheSpaceBeforeTheMask() throws IOException {
    Files.writeString(folder.resolve("config.json"), "{\"model_type\": \"mpnet\"}");
    Tokenizer tokenizer = read("vocab.txt", "<s>\n<pad>\n</s>\n<unk>\nfilm\n[UNK]\nx\n<mask>\n");
    assertEquals("<s> film <mask> x [UNK] </s>", tokens(tokenizer, "FILM <mask>x é"));
    assertEquals(5, tokenizer.encode("film <mask>", null, 0).tokens().get(2).start(), "trimmed");
    assertEquals(
        List.of(0, 4, 2, 2, 6, 2),
        tokenizer.encode("film", "x", 0).tokens().stream().map(Entry::id).toList());
    assertEquals(OptionalInt.of(7), tokenizer.specialTokens().mask());
  }

  @Test
  void debertasFirstVersionHasBertsTokensAroundBytes() throws IOException {
    Files.writeString(folder.resolve("config.json"), "{\"model_type\": \"deberta\"}");
    Files.writeString(
        folder.resolve("vocab.json"),
        "{\"[CLS]\":1,\"[SEP]\":2,\"[UNK]\":3,\"a\":4,\"Ġ\":5,\"Ġa\":6,\"[MASK]\":7,\"[PAD]\":0}");
    Tokenizer tokenizer = read("merges.txt", "Ġ a\n");
    assertEquals("[CLS] a Ġa Ġ [MASK] [SEP]", tokens(tokenizer, "a a [MASK]"));
    assertEquals(1, tokenizer.encode("a a", null, 0).tokens().get(2).start(), "not trimmed");
    assertEquals("[CLS] a [SEP] [SEP] a [SEP]", tokens(tokenizer, "a", "a"));
  }

  @Test
  void theConfigurationOfBertsClassOverrulesTheFile() throws IOException {
    Files.writeString(
        folder.resolve("tokenizer_config.json"),
        "{\"tokenizer_class\": \"BertTokenizer\", \"do_lower_case\": false}");
    assertEquals("[CLS] [UNK] film [SEP]", tokens(read("tokenizer.json", BERT), "FILM film"));
    Files.writeString(
        folder.resolve("tokenizer_config.json"),
        "{\"tokenizer_class\": \"PreTrainedTokenizerFast\", \"do_lower_case\": false}");
    assertEquals("[CLS] film film", tokens(read("tokenizer.json", BERT), "FILM film"));
  }

  @Test
  void tokensThatTheFileLacksComeFromTheConfiguration() throws IOException {
    Files.writeString(
        folder.resolve("tokenizer_config.json"),
        """
        {"added_tokens_decoder": {"6": {"content": "[NEW]", "lstrip": false, "normalized": false},
                                  "9": {"content": "[X]", "normalized": false}}}
        """);
    Tokenizer tokenizer = read("tokenizer.json", BERT);
    assertEquals("[CLS] film [X]", tokens(tokenizer, "film[X]"));
    assertEquals(5, tokenizer.encode("film [NEW]", null, 0).tokens().get(2).start());
  }

  @Test
  void numbersGoBeyondSixteenBits() throws IOException {
    var vocabulary = new StringBuilder("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n");
    for (int i = 5; i < 70_000; i++) {
      vocabulary.append('w').append(i).append('\n');
    }
    Tokenizer tokenizer = read("vocab.txt", vocabulary.toString());
    assertEquals(32_769, tokenizer.encode("w32769", null, 0).tokens().get(1).id());
    assertEquals(69_999, tokenizer.encode("w69999", null, 0).tokens().get(1).id());
  }

  @Test
  void linesEndAtLineFeedsOnly() throws IOException {
    Tokenizer tokenizer = read("vocab.txt", "[UNK]\r\n[CLS]\r\n[SEP]\r\na\u2028b\r\n\u0085\r\nc");
    assertEquals(OptionalInt.of(3), tokenizer.idOf("a\u2028b"));
    assertEquals(OptionalInt.of(5), tokenizer.idOf("c"), "the last line may have no end");
    assertEquals(8, tokenizer.vocabularySize(), "[PAD] and [MASK] of the class come behind");
  }

  @Test
  void bareWordPieceNeedsItsTokens() {
    refused("vocab.txt", "", "vocab.txt: the vocabulary is empty");
    refused("vocab.txt", "[UNK]\n[SEP]\n", "[CLS]");
    refused("vocab.txt", "[UNK]\n[CLS]\n", "[SEP]");
  }

  @Test
  void bareBytePairsNeedSoundFiles() throws IOException {
    String vocabulary = "{\"<s>\":0,\"</s>\":1,\"a\":2,\"b\":3,\"ab\":4,\"Ġ\":5}";
    Files.writeString(folder.resolve("vocab.json"), vocabulary);
    Tokenizer tokenizer = read("merges.txt", "#version: 0.2\na b\n\n");
    assertEquals("<s> ab Ġ a </s>", tokens(tokenizer, "ab a"));
    refused("merges.txt", "#version: 0.2\nab\n", "\"ab\"");
    refused("merges.txt", "a c\n", "\"a c\"");
    Files.writeString(folder.resolve("merges.txt"), "a b\n");
    refused("vocab.json", "{\"a\":0,\"b\":1,\"ab\":2}", "<s>");
    refused("vocab.json", "{}", "vocab.json");
    refused("vocab.json", "[]", "vocab.json");
    refused("vocab.json", "{\"a\":\"x\"}", "vocab.json");
    refused("vocab.json", vocabulary.replace("3", "2"), "vocab.json");
  }

  @Test
  void aDirectoryWithoutTokenizerIsRefused() throws IOException {
    var thrown = assertThrows(ConversionException.class, () -> TokenizerReader.read(folder));
    assertTrue(thrown.getMessage().contains("vocab.txt"), thrown.getMessage());
    refused("tokenizer.json", "{", "tokenizer.json is not valid JSON");
    refused("tokenizer.json", "{}", "no model");
    refused("tokenizer.json", "[]", "not contain a JSON object");
    Path file = Files.createFile(folder.resolve("file"));
    assertThrows(ConversionException.class, () -> TokenizerReader.read(file));
  }
}
