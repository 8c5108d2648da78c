package org.mekiki.transformer.tokenizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.mekiki.transformer.tokenizer.pretokenizer.MecabPreTokenizer.Word;

/**
 * The phrases of Japanese text (bunsetsu): a word with the particles, auxiliaries and suffixes that
 * follow it, by the parts of speech that IPADIC, UniDic and JUMAN give. Nouns in a row are one, and
 * so are a noun of action and the verb する. Marks belong to what stands before them, opening
 * brackets and prefixes to what follows.
 *
 * <p>{@code docs/japanese.md} has the rule whole.
 */
final class JapanesePhrases {
  private static final Set<String> FOLLOWING =
      Set.of("助詞", "助動詞", "判定詞", "接尾辞", "記号", "補助記号", "特殊", "空白");

  private static final Set<String> PREFIXES = Set.of("接頭詞", "接頭辞");
  private static final Set<String> OPENING = Set.of("括弧開", "括弧始");

  /** Marks that are read like a word. */
  private static final Set<String> LETTERS = Set.of("アルファベット", "文字");

  /** Nouns that no other noun is joined to. */
  private static final Set<String> LOOSE = Set.of("副詞可能", "代名詞", "非自立", "時相名詞", "形式名詞", "副詞的名詞");

  private static final Set<String> BOUND = Set.of("接尾", "非自立", "非自立可能");

  private JapanesePhrases() {}

  /** Where phrases begin, in UTF-16 indices: a number a phrase, ascending. */
  static List<Integer> starts(String text, List<Word> words) {
    var starts = new ArrayList<Integer>();
    Word before = null;
    for (Word word : words) {
      boolean apart = before != null && breaks(text, before.end(), word.start());
      if (before == null || apart || !continues(before, word)) {
        starts.add(word.start());
      }
      before = word;
    }
    return starts;
  }

  /** Whether a line ends, or a wide space stands, between two places. */
  private static boolean breaks(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\r' || c == '\u3000') {
        return true;
      }
    }
    return false;
  }

  private static boolean continues(Word before, Word word) {
    String[] last = fields(before);
    String[] own = fields(word);
    if (opens(own)) {
      return opens(last) || PREFIXES.contains(last[0]);
    }
    if (opens(last) || PREFIXES.contains(last[0])) {
      return true;
    }
    if (FOLLOWING.contains(own[0]) && !isLetter(own)) {
      return true;
    }
    boolean ended = isMark(last);
    return switch (own[0]) {
      case "名詞" -> !ended && joinsNouns(last, own);
      case "動詞" -> !ended && (isAction(last) && isSuru(own) || isBound(own) && carriesVerb(last));
      case "形容詞" -> !ended && isBound(own) && carriesVerb(last);
      default -> false;
    };
  }

  private static boolean joinsNouns(String[] last, String[] own) {
    if (own[1].startsWith("接尾")) {
      return true;
    }
    return isNounLike(last)
        && !LOOSE.contains(last[1])
        && !LOOSE.contains(last[2])
        && !LOOSE.contains(own[1]);
  }

  private static boolean isNounLike(String[] last) {
    return last[0].equals("名詞") || isLetter(last) || last[0].startsWith("接尾辞");
  }

  /** Verbs and adjectives that lean on a verb before them: て いる, やすい, 始める. */
  private static boolean isBound(String[] own) {
    return BOUND.contains(own[1]) || own[1].startsWith("接尾");
  }

  private static boolean carriesVerb(String[] last) {
    return last[0].equals("動詞")
        || last[0].equals("助動詞")
        || last[0].equals("助詞") && last[1].equals("接続助詞");
  }

  private static boolean isAction(String[] last) {
    return last[0].equals("名詞") && (last[1].startsWith("サ変") || last[2].startsWith("サ変"));
  }

  private static boolean isSuru(String[] own) {
    for (int i = 2; i < own.length; i++) {
      if (own[i].startsWith("サ変") || own[i].startsWith("サ行変格")) {
        return true;
      }
    }
    return false;
  }

  private static boolean opens(String[] own) {
    return OPENING.contains(own[1]);
  }

  private static boolean isLetter(String[] own) {
    return own[0].equals("記号") && LETTERS.contains(own[1]);
  }

  private static boolean isMark(String[] last) {
    return !isLetter(last)
        && (last[0].equals("記号") || last[0].equals("補助記号") || last[0].equals("特殊"));
  }

  private static String[] fields(Word word) {
    String[] own = word.feature().split(",", 8);
    String[] padded = {"", "", "", "", "", "", "", ""};
    System.arraycopy(own, 0, padded, 0, own.length);
    return padded;
  }
}
