package org.mekiki.benchmarks.peers.tokenizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Texts that tokenizers stumble over: chosen ones, and mixtures of their parts. */
final class DifficultTexts {
  private static final List<String> CHOSEN =
      List.of(
          "",
          " ",
          "   ",
          "\n",
          "\t \u00A0\u3000",
          "\u2028",
          "\u0085",
          "\u000B",
          "a",
          "The quick brown fox, it's 3.14 – isn't it?",
          "Café CAFE\u0301 naïve Ångström İstanbul ẞ ﬁnance ﬃ ﬁ\u0301",
          "ΟΔΥΣΣΕΥΣ όδος ΣΣ Σ ς",
          "a\u0301\u0323\u0302 e\u0323\u0301 q\u0307\u0323 \u0301 \u0344 ü\u0304",
          "你好，世界 日本語のテスト カタカナ ー ひらがな 한국어 각\u11A8 \u1112\u1161\u11AB",
          "\uF900 \uD840\uDC00 \uD869\uDED6 \u2F00 \u3400\u9FFF",
          "😀 👩‍🚀 👨‍👩‍👧‍👦 🇯🇵🇩🇪 ❤️ 1️⃣ 👍🏽 🏴\uDB40\uDC67\uDB40\uDC62\uDB40\uDC7F",
          "a\tb\nc\r\nd\u000Be\u0085f\u00A0g\u2028h\u2029i\u3000j\fk",
          "zero\u200Bwidth\u200Djoined\u200Cnon\u00ADsoft\uFEFFmark\u2060word",
          "  leading and  two   trailing   ",
          "don't DON'T we'll They've I'M o'clock ''' 's 'S 'Re",
          "[MASK] [mask] [CLS][SEP] [PAD]<mask> <MASK> <s></s> <pad><unk>  <mask>  ",
          "nul \u0000 control \u0001\u0007\u001B\u007F\u0080\u009F end \uFFFD \uFFFE \uFDD0",
          "https://example.org/?q=1&r=a_b#c user@example.org $5.00 50% C++ snake_case-kebab",
          "सभी मनुष्यों สวัสดี العَرَبِيَّة עִבְרִית \u202Eright\u202C தமிழ் မြန်မာ",
          "٣٤٥ ½ ² Ⅷ ① ൬ ५ 𝟘 ³ 12345 1,234.5 0x1F",
          "The end.\n\n\n   Next\r\n\r\n  ",
          "“quoted” ‘single’ «guillemets» … — – ‐ ･ 。 ⸒ ⁊ ¿¡ §¶ ‰ №",
          "ℌ𝔢𝔩𝔩𝔬 ＡＢＣ １２３ ｶﾞ ㌀ ㋿ ™ ℡ ﷺ",
          "ǅ ǆ Ǆ ß ſ ŉ ǰ ΐ ﬗ Ά \u1E9E \u0345 ᾳ ᾼ",
          "-- ``quotes'' ''x'' ____ ==== ++ !!! ?? . . . ,,, ;:",
          "▁under▁line ▁ Ġ ĠG Ċ <0x41> <0x0A> ##ing @@x a</w>",
          "abc abcd abcde word sword words long token long  token <a><aa><sw> x<sw>y <ls> <rs> "
              + " <lr> ",
          "hello HELLO Hello New York new york <é> <E\u0301> ÑANDÚ ñandú NANDU <b>b",
          "colour color COLOUR 1,000,000 e E",
          "\uD835\uDC00\u0301 \u0300a \u20D0 \uFE0F \u1F468",
          "ก็ กำ ํา ေ ្ក ᄀᄀᄀ각ᆨᆨ",
          "𐐀𐐨 𞤀𞤢 Ꭰꭰ Აა Ⴀⴀ",
          "newer: \u1C80 \uA7AF \u2E52 \u32FF \uD83E\uDD70 \uD83E\uDEE8 \u08BE \u0C04 \u1ACF",
          "Ａ\u0301 ｱﾟ か\u3099 \u304B\u309A \u1100\u1161 \u0CC6\u0CC2 \u09C7\u09BE");

  private static final String[] ADDED = {
    "<mask>", "[MASK]", "<s>", "</s>", "[SEP]", "[CLS]", "<unk>", "<a>", "<aa>", "<sw>", "<ls>",
    "<rs>", "<lr>", "word", "abcd", "long token", "HELLO", "New York", "<é>", "ÑANDÚ", "\n", "  "
  };

  private DifficultTexts() {}

  /** The chosen texts and so many mixtures, the same each time; no unpaired surrogates. */
  static List<String> of(int mixtures, List<String> plain) {
    var texts = new ArrayList<String>(CHOSEN);
    texts.add("x".repeat(99) + " " + "x".repeat(100) + " " + "x".repeat(101));
    texts.add("antidisestablishmentarianism".repeat(60));
    texts.add("日本語".repeat(150));
    texts.add("e\u0301".repeat(200) + " " + "\u0301".repeat(40));
    texts.add("!?".repeat(120) + " ".repeat(120) + "\n".repeat(30));
    var random = new Random(5);
    for (int i = 0; i < mixtures; i++) {
      texts.add(mixture(random, plain));
    }
    return texts;
  }

  private static String mixture(Random random, List<String> plain) {
    var text = new StringBuilder();
    int parts = 1 + random.nextInt(8);
    for (int i = 0; i < parts; i++) {
      switch (random.nextInt(8)) {
        case 0, 1 -> text.append(part(CHOSEN.get(random.nextInt(CHOSEN.size())), random));
        case 2 -> text.append(ADDED[random.nextInt(ADDED.length)]);
        case 3 -> text.append(" ".repeat(random.nextInt(4)));
        case 4 -> text.appendCodePoint(codePoint(random));
        case 5 ->
            text.appendCodePoint(codePoint(random)).appendCodePoint(0x300 + random.nextInt(0x70));
        default -> text.append(part(plain.get(random.nextInt(plain.size())), random));
      }
    }
    return text.toString();
  }

  private static String part(String text, Random random) {
    int size = text.codePointCount(0, text.length());
    int from = random.nextInt(size + 1);
    int to = Math.min(size, from + random.nextInt(14));
    return text.substring(text.offsetByCodePoints(0, from), text.offsetByCodePoints(0, to));
  }

  /** Of all planes, the lower ones more often; never a surrogate. */
  private static int codePoint(Random random) {
    int[] limits = {0x80, 0x300, 0x800, 0x3100, 0xD800, 0x10000, 0x1FC00, 0x110000};
    int c = random.nextInt(limits[random.nextInt(limits.length)]);
    return c >= 0xD800 && c < 0xE000 ? 'z' : c;
  }
}
