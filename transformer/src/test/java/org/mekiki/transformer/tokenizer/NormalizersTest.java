package org.mekiki.transformer.tokenizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.text.Normalizer.Form;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mekiki.transformer.tokenizer.normalizer.AppendNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.BertNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.ByteLevelNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.ClusterNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.ContextLowercaseNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.LowercaseNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.NmtNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.Normalizer;
import org.mekiki.transformer.tokenizer.normalizer.NormalizerSequence;
import org.mekiki.transformer.tokenizer.normalizer.PrecompiledNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.PrependNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.ReplaceNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.SentencePieceNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.StripAccentsNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.StripNormalizer;
import org.mekiki.transformer.tokenizer.normalizer.UnicodeNormalizer;
import org.mekiki.transformer.tokenizer.pattern.LiteralPattern;
import org.mekiki.transformer.tokenizer.pattern.RegexPattern;
import org.mekiki.transformer.tokenizer.text.AlignedText;
import org.mekiki.transformer.tokenizer.text.Utf8;

/** What each normalizer changes, and where every character came from. */
final class NormalizersTest {
  private static String ranges(Normalizer normalizer, String text) {
    return Texts.described(normalizer.normalize(Texts.aligned(text)));
  }

  private static ReplaceNormalizer replace(String regex, String content) {
    return new ReplaceNormalizer(new RegexPattern(regex), content);
  }

  /** A table with one rule: the bytes of a text become another. */
  static PrecompiledNormalizer table(String from, String to) {
    byte[] key = Utf8.bytes(from);
    // One block of 256 units a byte: a unit's offset leads from its block to the next.
    int[] trie = new int[(key.length + 2) * 256];
    trie[0] = 256 << 10;
    int block = 256;
    for (int i = 0; i < key.length; i++) {
      int at = block ^ key[i] & 0xFF;
      int next = (i + 2) * 256;
      boolean leaf = i == key.length - 1;
      trie[at] = (at ^ next) << 10 | (leaf ? 1 << 8 : 0) | key[i] & 0xFF;
      block = next;
    }
    var bytes = new ByteArrayOutputStream();
    var buffer = ByteBuffer.allocate(4 + 4 * trie.length).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putInt(4 * trie.length);
    for (int unit : trie) {
      buffer.putInt(unit);
    }
    bytes.writeBytes(buffer.array());
    bytes.writeBytes(Utf8.bytes(to));
    bytes.write(0);
    return new PrecompiledNormalizer(bytes.toByteArray());
  }

  static Stream<Normalizer> all() {
    return Stream.of(
        new BertNormalizer(true, true, true, true),
        new UnicodeNormalizer(Form.NFC),
        new UnicodeNormalizer(Form.NFD),
        new UnicodeNormalizer(Form.NFKC),
        new UnicodeNormalizer(Form.NFKD),
        new LowercaseNormalizer(),
        new StripAccentsNormalizer(),
        new StripNormalizer(true, false),
        new StripNormalizer(false, true),
        new PrependNormalizer("▁é"),
        new AppendNormalizer("."),
        replace(" {2,}", " "),
        replace("\\s", ""),
        new ReplaceNormalizer(new LiteralPattern("e"), "ee"),
        new NmtNormalizer(),
        table("é", "e"),
        new ByteLevelNormalizer(),
        new ClusterNormalizer(Form.NFKC),
        new ContextLowercaseNormalizer(),
        new SentencePieceNormalizer(new byte[0], true, true, List.of("e e")),
        new SentencePieceNormalizer(table("é", "e").table(), false, false, List.of()),
        new NormalizerSequence(
            List.of(new UnicodeNormalizer(Form.NFKD), new StripAccentsNormalizer())));
  }

  @Test
  void clustersAreWholeInTheText() {
    var nfkc = new ClusterNormalizer(Form.NFKC);
    assertEquals("ガ[0,2] ギ[2,4]", ranges(nfkc, "ｶﾞｷﾞ"));
    assertEquals("令[0,1] 和[0,1] x[1,2]", ranges(nfkc, "\u32FFx"));
    assertEquals("が[0,2] x[2,3]", ranges(nfkc, "か\u3099x"));
    assertEquals("\uAC01[0,2]", ranges(nfkc, "\uAC00\u11A8"));
    assertEquals("1[0,1] \uFE0F[1,2]", ranges(nfkc, "①\uFE0F"));
    assertEquals("e[0,1] \u0301[0,1]", ranges(new ClusterNormalizer(Form.NFD), "é"));
    var random = new Random(5);
    int[] common = {
      'a', 0x301, 0x323, 0xFF76, 0xFF9E, 0x3099, 0x1161, 0x11A8, 0x1100, 0x9BE, 0x9C7, 0x200D,
      0xFE0F
    };
    for (int i = 0; i < 20_000; i++) {
      var text = new StringBuilder();
      for (int j = random.nextInt(8); j >= 0; j--) {
        int c =
            random.nextBoolean() ? common[random.nextInt(common.length)] : random.nextInt(0x20000);
        text.appendCodePoint(c >= 0xD800 && c < 0xE000 ? 'x' : c);
      }
      for (Form form : Form.values()) {
        String found =
            new ClusterNormalizer(form).normalize(Texts.aligned(text.toString())).toString();
        assertEquals(
            java.text.Normalizer.normalize(text, form),
            found,
            () -> text.codePoints().mapToObj(Integer::toHexString).toList().toString());
      }
    }
  }

  @Test
  void lowerCaseKnowsFinalSigmas() {
    assertEquals("ο[0,1] σ[1,2] ο[2,3] ς[3,4]", ranges(new ContextLowercaseNormalizer(), "ΟΣΟΣ"));
    assertEquals("i[0,1] \u0307[0,1] a[1,2]", ranges(new ContextLowercaseNormalizer(), "İA"));
  }

  @Test
  void sentencePieceMarksSpacesItself() {
    var plain = new SentencePieceNormalizer(new byte[0], true, true, List.of());
    assertEquals("▁[1,2] a[1,2] ▁[2,3] b[4,5]", ranges(plain, " a  b "));
    assertEquals("", ranges(plain, "  "));
    assertEquals("", ranges(plain, ""));
    var raw = new SentencePieceNormalizer(new byte[0], true, false, List.of());
    assertEquals("▁[0,1] ▁[0,1] a[1,2]", ranges(raw, " a"));
    var ruled = new SentencePieceNormalizer(table("éa", "xyz").table(), false, true, List.of());
    assertEquals("x[0,2] y[0,2] z[0,2] é[2,3]", ranges(ruled, "éaé"));
    var users = new SentencePieceNormalizer(table("éa", "x").table(), false, true, List.of("éa"));
    assertEquals("é[0,2] a[0,2]", ranges(users, "éa"));
  }

  @Test
  void formsKnowWhereTheirPartsCameFrom() {
    var nfd = new UnicodeNormalizer(Form.NFD);
    var nfc = new UnicodeNormalizer(Form.NFC);
    assertEquals("s[0,1] \u0323[0,1] \u0307[0,1] x[1,2]", ranges(nfd, "\u1E69x"));
    assertEquals("e[0,1] \u0323[1,2] \u0301[1,2] x[2,3]", ranges(nfd, "é\u0323x"));
    assertEquals("\u1E69[0,1] x[3,4]", ranges(nfc, "s\u0323\u0307x"));
    assertEquals("\u1EA1[0,1] \u0301[2,3] b[3,4]", ranges(nfc, "a\u0301\u0323b"));
    assertEquals("\uAC01[0,1] x[2,3]", ranges(nfc, "\uAC00\u11A8x"));
    assertEquals("f[0,1] i[0,1] n[1,2]", ranges(new UnicodeNormalizer(Form.NFKC), "ﬁn"));
    assertEquals("\u32FF[0,1]", ranges(new UnicodeNormalizer(Form.NFKC), "\u32FF"), "Unicode 12");
  }

  /** The forms themselves are the JDK's, for what both versions of Unicode know. */
  @ParameterizedTest
  @EnumSource(Form.class)
  void formsAreThoseOfTheStandard(Form form) {
    var random = new Random(41);
    int changed = 0;
    for (int round = 0; round < 5000; round++) {
      String text =
          random
              .ints(random.nextInt(8), 0, 6)
              .map(
                  kind ->
                      switch (kind) {
                        case 0 -> random.nextInt(0x300, 0x370);
                        case 1 -> random.nextInt(0xAC00, 0xAD00);
                        case 2 -> random.nextInt(0x1100, 0x1200);
                        case 3 -> random.nextInt(0x1E00, 0x2000);
                        case 4 -> random.nextInt(0xF900, 0xFB00);
                        default -> random.nextInt('A', 'z');
                      })
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      String expected = java.text.Normalizer.normalize(text, form);
      assertEquals(
          expected, new UnicodeNormalizer(form).normalize(Texts.aligned(text)).toString(), text);
      changed += expected.equals(text) ? 0 : 1;
    }
    assertTrue(changed > 1000, "only " + changed);
  }

  @Test
  void whatIsPutInComesFromItsNeighbour() {
    assertEquals("x[0,1] y[0,1] a[0,1] b[1,2]", ranges(new PrependNormalizer("xy"), "ab"));
    assertEquals("a[0,1] b[1,2] .[1,2]", ranges(new AppendNormalizer("."), "ab"));
    assertEquals("", ranges(new PrependNormalizer("x"), ""));
    assertEquals("", ranges(new AppendNormalizer("x"), ""));
    assertEquals("q[0,1] x[2,3] y[2,3] z[2,3]", ranges(replace("ab", "xyz"), "qab"));
    assertEquals("b[1,2] b[3,4]", ranges(replace("a", ""), "abab"));
    assertEquals("_[0,0] b[0,1] _[2,3] c[3,4] _[3,4]", ranges(replace("a*", "_"), "baac"));
    assertEquals(
        "$[0,1]",
        ranges(new ReplaceNormalizer(new LiteralPattern("."), "$"), "."),
        "a dot is a dot, and a dollar a dollar");
  }

  @Test
  void endsAreStripped() {
    assertEquals("é[2,3] a[3,4]", ranges(new StripNormalizer(true, true), " \u3000éa \n"));
    assertEquals("a[1,2]  [2,3]", ranges(new StripNormalizer(true, false), " a "));
    assertEquals(" [0,1] a[1,2]", ranges(new StripNormalizer(false, true), " a "));
    assertEquals("", ranges(new StripNormalizer(true, true), " \t "));
  }

  @ParameterizedTest
  @CsvSource({"0130, i\u0307", "1E9E, ß", "03A3, σ", "10400, \uD801\uDC28"})
  void lowerCaseIsCodePointByCodePoint(String codePoint, String expected) {
    String text = Character.toString(Integer.parseInt(codePoint, 16));
    assertEquals(expected, new LowercaseNormalizer().normalize(Texts.aligned(text)).toString());
  }

  /** Characters with one code point of lower case have the JDK's. */
  @Test
  void lowerCaseIsTheJdks() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
        String text = Character.toString(c);
        assertEquals(
            text.toLowerCase(java.util.Locale.ROOT),
            new LowercaseNormalizer().normalize(Texts.aligned(text)).toString());
      }
    }
  }

  @Test
  void nmtDropsControlsAndMakesSpaces() {
    assertEquals("a[1,2]  [2,3] b[3,4]", ranges(new NmtNormalizer(), "\u0001a\u200Bb\u007F"));
    assertEquals("\u0085[0,1]", ranges(new NmtNormalizer(), "\u0085"), "stays");
  }

  @Test
  void tablesLookAtClustersFirst() {
    assertEquals("a[0,1] e[1,2] b[2,3]", ranges(table("é", "e"), "aéb"));
    assertEquals("f[0,1] i[0,1] n[1,2]", ranges(table("ﬁ", "fi"), "ﬁn"));
    assertEquals("f[0,1] i[1,2] x[2,3]", ranges(table("ﬁ", "fi"), "ﬁ\u0301x"), "accent lost");
    assertEquals("a[0,1] b[1,2]", ranges(table("ab", "x"), "ab"), "two clusters");
    assertEquals("x[0,1]", ranges(table("\r\n", "x"), "\r\n"), "one cluster");
    assertEquals("a[0,1]", ranges(table("é", ""), "aé"));
  }

  @Test
  void damagedTablesAreRefused() {
    for (byte[] table : List.of(new byte[0], new byte[] {9, 0, 0, 0, 1}, new byte[] {2, 0, 0, 0})) {
      assertThrows(IllegalArgumentException.class, () -> new PrecompiledNormalizer(table));
    }
    var random = new Random(42);
    byte[] good = table("é", "e").table();
    for (int round = 0; round < 2000; round++) {
      byte[] bad = good.clone();
      for (int i = 0; i < 20; i++) {
        bad[4 + random.nextInt(bad.length - 4)] = (byte) random.nextInt();
      }
      new PrecompiledNormalizer(bad).normalize(Texts.aligned("aé\r\nﬁ"));
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void rangesStayInTheText(Normalizer normalizer) {
    var random = new Random(43);
    for (int round = 0; round < 1000; round++) {
      String text = Texts.awkward(random);
      AlignedText normalized = normalizer.normalize(Texts.aligned(text));
      for (int i = 0; i < normalized.size(); i++) {
        assertTrue(normalized.start(i) <= normalized.end(i), text);
        assertTrue(normalized.start(i) >= 0 && normalized.end(i) <= text.length(), text);
        assertTrue(i == 0 || normalized.start(i) >= normalized.start(i - 1), text);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void lengthIsNoObstacle(Normalizer normalizer) {
    assertTrue(normalizer.normalize(Texts.aligned("aé ".repeat(34_000))).size() > 60_000);
    normalizer.normalize(Texts.aligned("a" + "\u0301\u0323".repeat(10_000)));
  }

  @Test
  void bytesAreWrittenAsCharacters() {
    assertEquals("Ġ[0,1] Ã[1,2] ©[1,2]", ranges(new ByteLevelNormalizer(), " é"));
    assertEquals("", ranges(new ByteLevelNormalizer(), ""));
  }
}
