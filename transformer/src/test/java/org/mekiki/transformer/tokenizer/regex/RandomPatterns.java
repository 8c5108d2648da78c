package org.mekiki.transformer.tokenizer.regex;

import java.util.List;
import java.util.Random;

/** Patterns of everything that the dialect has, made by chance from a seed. */
final class RandomPatterns {
  private static final List<String> ATOMS =
      List.of(
          "a",
          "b",
          "a",
          "b",
          "c",
          "[ab]",
          "[^a]",
          ".",
          "\\w",
          "\\s",
          "\\n",
          "é",
          "[a-c&&[^b]]",
          "\\p{L}",
          "[[:alpha:]]",
          "\\R",
          "😀");

  private static final List<String> QUANTIFIERS =
      List.of(
          "*", "+", "?", "*?", "+?", "??", "*+", "++", "?+", "{2}", "{1,2}", "{0,2}", "{,2}",
          "{1,}", "{0,3}?", "{2,}?", "{2,1}", "{1,3}", "{0}", "{2}?", "{1,2}+", "{0,12}", "{3,}");

  private static final List<String> ANCHORS = List.of("^", "$", "\\b", "\\B", "\\A", "\\z", "\\Z");

  private static final List<String> BEHIND =
      List.of("a", "b", "[ab]", ".", "a|b", "ab|b", "(?>a)b");

  private final Random random;

  RandomPatterns(long seed) {
    this.random = new Random(seed);
  }

  String next() {
    return pattern(1 + random.nextInt(4));
  }

  /** A text of up to so many characters that such patterns have something to do with. */
  String text(int longest) {
    String alphabet =
        random.nextInt(4) == 0 ? "abcAé1 \n\rx😀" : "abc".substring(random.nextInt(2));
    int[] letters = alphabet.codePoints().toArray();
    var text = new StringBuilder();
    for (int i = random.nextInt(longest + 1); i > 0; i--) {
      text.appendCodePoint(letters[random.nextInt(letters.length)]);
    }
    return text.toString();
  }

  private String one(List<String> all) {
    return all.get(random.nextInt(all.size()));
  }

  private String pattern(int depth) {
    if (depth == 0) {
      return random.nextInt(3) == 0 ? one(ATOMS) : one(ATOMS.subList(0, 6));
    }
    String body = pattern(depth - 1);
    return switch (random.nextInt(17)) {
      case 0, 1 -> "(?:" + body + "|" + pattern(depth - 1) + ")";
      case 2 -> "(?:|" + body + ")";
      case 3 -> "(" + body + "|)";
      case 4 ->
          "(?:"
              + body
              + "|"
              + pattern(depth - 1)
              + "|"
              + pattern(depth - 1)
              + ")"
              + one(QUANTIFIERS);
      case 5, 6, 7 -> "(?:" + body + ")" + one(QUANTIFIERS);
      case 8 -> "(?=" + body + ")";
      case 9 -> "(?!" + body + ")";
      case 10 -> "(?>" + body + ")";
      case 11 -> "(?<=" + one(BEHIND) + ")";
      case 12 -> "(?<!" + one(BEHIND) + ")";
      case 13 -> one(ANCHORS) + body;
      case 14 -> pattern(0) + one(QUANTIFIERS) + body;
      case 15 -> "(?i:" + body + ")";
      default -> body + pattern(depth - 1);
    };
  }
}
