package org.mekiki.weights.converter.tokenizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mekiki.transformer.mecab.Mecab;
import org.mekiki.transformer.mecab.MecabDictionary;
import org.mekiki.transformer.mecab.MecabWord;
import org.mekiki.transformer.tokenizer.Encoding;
import org.mekiki.transformer.tokenizer.Tokenizer;

/** Where tokens of Japanese stand in the text as it was given, and how words become pieces. */
final class JapaneseOffsetsTest {
  private static final List<String> VOCABULARY =
      List.of(
          "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "猫", "犬", "が", "ガ", "ギ", "##ギ", "いる", "いた",
          "商品", "は", "とても", "使い", "##やすい", "やすい", "です", "。", "カ", "##メ", "##ラ", "カメラ", "株", "株式",
          "##会社", "(", ")", "10", "1", "##0", "a", "##b", "##c", "ab", "キロ", "東京", "##都", "の", "電",
          "##池", "を", "に", "ー", "##ー", "あ", "##あ", "高", "##い");

  @TempDir private Path folder;

  private Tokenizer tokenizer;
  private Mecab mecab;

  @BeforeEach
  void read() throws IOException {
    use(TinyMecab.in(folder.resolve("dictionary")), "wordpiece");
  }

  private void use(Path dictionary, String pieces) throws IOException {
    Files.writeString(folder.resolve("vocab.txt"), String.join("\n", VOCABULARY) + "\n");
    Files.writeString(
        folder.resolve("tokenizer_config.json"),
        """
        {"tokenizer_class": "BertJapaneseTokenizer", "word_tokenizer_type": "mecab",
         "subword_tokenizer_type": "%s", "do_lower_case": true,
         "mecab_kwargs": {"mecab_dic": null, "mecab_option": "-d '%s'"}}
        """
            .formatted(pieces, dictionary.toString().replace("\\", "/")));
    tokenizer = TokenizerReader.read(folder);
    mecab = Mecab.of(MecabDictionary.open(dictionary));
  }

  private static String described(Encoding encoding, String text) {
    return encoding.tokens().stream()
        .filter(token -> !token.added())
        .map(token -> token.token() + "=" + text.substring(token.start(), token.end()))
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "猫がいる。, 猫=猫 が=が いる=いる 。=。",
    "猫ｶﾞいた, 猫=猫 ガ=ｶﾞ いた=いた",
    "ｶﾞｷﾞ, ガ=ｶﾞ ##ギ=ｷﾞ",
    "か\u3099, が=か\u3099",
    "ｶﾒﾗが, カメラ=ｶﾒﾗ が=が",
    "ＡＢ, ab=ＡＢ",
    "ＡＢＣの, ab=ＡＢ ##c=Ｃ の=の",
    "１０の猫, 10=１０ の=の 猫=猫",
    "㌔, キロ=㌔",
    "㈱の犬, (=㈱ 株=㈱ )=㈱ の=の 犬=犬",
    "猫[MASK]犬, 猫=猫 [MASK]=[MASK] 犬=犬",
    "😀猫, [UNK]=😀 猫=猫",
    "使い　やすい, 使い=使い やすい=やすい"
  })
  void tokensStandWhereTheyCameFrom(String text, String expected) {
    assertEquals(expected, described(tokenizer.encode(text, null, 0), text));
  }

  @Test
  void charactersOfAWordAreOneWord() throws IOException {
    use(folder.resolve("dictionary"), "character");
    Encoding encoding = tokenizer.encode("ｶﾒﾗが", null, 0);
    assertEquals(
        List.of(-1, 0, 0, 0, 1, -1), encoding.tokens().stream().map(Encoding.Entry::word).toList());
    assertEquals("カ=ｶ [UNK]=ﾒ [UNK]=ﾗ が=が", described(encoding, "ｶﾒﾗが"));
  }

  @ParameterizedTest
  @CsvSource({
    "商品は使いやすいです。猫がいる, 商品は|使いやすいです。|猫が|いる",
    "「猫」と犬がいた。, 「猫」と|犬が|いた。",
    "東京の高いコーヒーを使います, 東京の|高い|コーヒーを|使います",
    "10個の商品, 10個の|商品",
    "庭の鶏がいた。」, 庭の|鶏が|いた。」"
  })
  void phrasesAreWordsWithWhatLeansOnThem(String text, String expected) {
    assertEquals(expected, phrases(text));
  }

  private String phrases(String text) {
    var starts = new ArrayList<>(tokenizer.phraseStarts(text));
    assertEquals(0, starts.getFirst());
    starts.add(text.length());
    var parts = new ArrayList<String>();
    for (int i = 1; i < starts.size(); i++) {
      parts.add(text.substring(starts.get(i - 1), starts.get(i)));
    }
    return String.join("|", parts);
  }

  /** The rule once more, written plainly. */
  private static List<String> pieces(String word) {
    Set<String> known = new HashSet<>(VOCABULARY);
    var pieces = new ArrayList<String>();
    int[] characters = word.codePoints().toArray();
    for (int from = 0; from < characters.length; ) {
      int to = characters.length;
      while (to > from && !known.contains(piece(characters, from, to))) {
        to--;
      }
      if (to == from || characters.length > 100) {
        return List.of("[UNK]");
      }
      pieces.add(piece(characters, from, to));
      from = to;
    }
    return pieces;
  }

  private static String piece(int[] characters, int from, int to) {
    return (from > 0 ? "##" : "") + new String(characters, from, to - from);
  }

  private List<String> expected(String text) {
    var all = new ArrayList<String>();
    String normalized = Normalizer.normalize(text, Form.NFKC);
    for (MecabWord word : mecab.words(normalized)) {
      String surface = normalized.substring(word.start(), word.end()).toLowerCase(Locale.ROOT);
      for (String part :
          surface.split(
              "[\\s\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\u001c-\u001f]+",
              -1)) {
        if (!part.isEmpty()) {
          all.addAll(pieces(part));
        }
      }
    }
    return all;
  }

  private void compare(int count) {
    var random = new Random(11);
    List<String> parts =
        List.of(
            "猫", "犬", "が", "ｶﾞ", "いる", "いた", "商品", "は", "とても", "使い", "やすい", "です", "。", "ｶﾒﾗ", "㈱",
            "㌔", "10", "１０", "a", "Ｂ", "AbC", "東京", "都", " ", "　", "\n", "ー", "あ", "高い", "😀",
            "か\u3099", "ﾊﾟ", "!", "？", "「", "」", "é", "e\u0301", "각", "Σ", "\u200b", "０", "Привет",
            "々", "𠮷", "\ufe0f");
    for (int i = 0; i < count; i++) {
      var text = new StringBuilder();
      for (int j = random.nextInt(12); j >= 0; j--) {
        text.append(parts.get(random.nextInt(parts.size())));
      }
      check(text.toString());
    }
    check("ア".repeat(150));
    check("");
  }

  private void check(String text) {
    List<Encoding.Entry> tokens =
        tokenizer.encode(text, null, 0).tokens().stream().filter(token -> !token.added()).toList();
    assertEquals(
        expected(text), tokens.stream().map(Encoding.Entry::token).toList(), () -> "text: " + text);
    int last = 0;
    for (Encoding.Entry token : tokens) {
      assertTrue(token.start() >= last && token.start() < token.end(), text);
      assertTrue(token.end() <= text.length(), text);
      last = token.start();
      String own = text.substring(token.start(), token.end());
      String plain = token.token().startsWith("##") ? token.token().substring(2) : token.token();
      if (!plain.equals("[UNK]")) {
        String normalized = Normalizer.normalize(own, Form.NFKC).toLowerCase(Locale.ROOT);
        assertTrue(normalized.contains(plain), () -> "%s: %s of %s".formatted(text, plain, own));
      }
    }
  }

  @Test
  void piecesFollowTheRuleAndStandInTheText() {
    compare(3000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ipadic-utf8", "ipadic", "unidic", "juman-utf8"})
  void theSameWithDictionariesThatAreInstalled(String name) throws IOException {
    Path dictionary = Path.of("/var/lib/mecab/dic", name);
    Assumptions.assumeTrue(
        Files.exists(dictionary.resolve("sys.dic")), dictionary + " is not installed");
    Assumptions.assumeTrue(
        Files.size(dictionary.resolve("sys.dic")) < Runtime.getRuntime().maxMemory() / 10,
        dictionary + " is too large for this Java machine");
    use(dictionary, "wordpiece");
    if (name.startsWith("ipadic-")) {
      assertEquals("この|商品は|とても|使いやすい。|友達と|勉強した。", phrases("この商品はとても使いやすい。友達と勉強した。"));
    }
    compare(500);
  }
}
