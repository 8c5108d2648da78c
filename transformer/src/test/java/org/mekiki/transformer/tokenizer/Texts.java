package org.mekiki.transformer.tokenizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.mekiki.transformer.tokenizer.model.TokenModel;
import org.mekiki.transformer.tokenizer.model.Vocabulary;
import org.mekiki.transformer.tokenizer.text.AlignedText;

/** Short forms for tests of the pipeline's steps. */
final class Texts {
  /** Characters that are easily got wrong, one to three UTF-16 units each. */
  private static final List<String> AWKWARD =
      List.of(
          " ",
          "  ",
          "\t",
          "\n",
          "\u000B",
          "\u0085",
          "\u00A0",
          "\u2003",
          "\u2028",
          "\u3000",
          "a",
          "B",
          "z",
          "7",
          "é",
          "e\u0301",
          "İ",
          "ß",
          "ẞ",
          "Σ",
          "ς",
          "ﬁ",
          "你",
          "好",
          "\uF900",
          "の",
          "한",
          "\uD840\uDC00",
          "😀",
          "🇯🇵",
          "👩\u200D🚀",
          "\uD83D",
          "\uDE00",
          "\u0000",
          "\uFFFD",
          "\u00AD",
          "\u200B",
          "\u0300",
          "\u0903",
          "\u20DD",
          "'s",
          "'LL",
          "n't",
          ".",
          "...",
          "—",
          "“",
          "$",
          "_",
          "\u2E52",
          "[MASK]",
          "[mask]",
          "<mask>",
          "[SEP]",
          "##a",
          "Ġ",
          "٣",
          "½",
          "²");

  private Texts() {}

  static AlignedText aligned(String text) {
    return AlignedText.of(text, 0, text.length());
  }

  /** The code points with the ranges that they came from: {@code a[0,1] b[1,2]}. */
  static String described(AlignedText text) {
    var parts = new ArrayList<String>();
    for (int i = 0; i < text.size(); i++) {
      parts.add("%s[%d,%d]".formatted(text.string(i, i + 1), text.start(i), text.end(i)));
    }
    return String.join(" ", parts);
  }

  static List<String> strings(List<AlignedText> texts) {
    return texts.stream().map(AlignedText::toString).toList();
  }

  /** What each byte is written as before byte-level models. */
  static List<String> byteCharacters() {
    var characters = new ArrayList<String>();
    for (int b = 0; b < 256; b++) {
      boolean printable = b >= '!' && b <= '~' || b >= 0xA1 && b <= 0xAC || b >= 0xAE;
      if (printable) {
        characters.add(Character.toString(b));
      }
    }
    for (int b = 256; characters.size() < 256; b++) {
      characters.add(Character.toString(b));
    }
    return characters;
  }

  /** A model's tokens of one word: {@code token[from,to]}, in code points of the word. */
  static String tokens(TokenModel model, Vocabulary vocabulary, String word) {
    var parts = new ArrayList<String>();
    model.tokenize(
        aligned(word),
        (id, from, to) -> parts.add("%s[%d,%d]".formatted(vocabulary.token(id), from, to)));
    return String.join(" ", parts);
  }

  /** Tokens with their offsets, added ones without: {@code [CLS] fine[0,4] [SEP]}. */
  static String described(Encoding encoding) {
    return String.join(
        " ",
        encoding.tokens().stream()
            .map(
                token ->
                    token.added()
                        ? token.token()
                        : "%s[%d,%d]".formatted(token.token(), token.start(), token.end()))
            .toList());
  }

  /** A text of awkward pieces. */
  static String awkward(Random random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(12); i >= 0; i--) {
      text.append(AWKWARD.get(random.nextInt(AWKWARD.size())));
    }
    return text.toString();
  }
}
