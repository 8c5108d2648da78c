package org.mekiki.sig.counterfactual;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What may stand in the place of words.
 *
 * @param anywhere in the place of any word
 * @param of in the place of a certain word, whose letters' case does not count
 */
public record Replacements(List<String> anywhere, Map<String, List<String>> of) {
  /** Copies. */
  public Replacements {
    anywhere = List.copyOf(anywhere);
    var copied = new LinkedHashMap<String, List<String>>();
    of.forEach((word, others) -> copied.put(folded(word), List.copyOf(others)));
    of = java.util.Collections.unmodifiableMap(copied);
  }

  /**
   * Reads entries: {@code other} stands in the place of any word, {@code word=other} in that of one
   * word.
   *
   * @param entries none of them empty
   * @return the replacements
   * @throws IllegalArgumentException if an entry has an empty side, or there is none
   */
  public static Replacements of(List<String> entries) {
    var anywhere = new ArrayList<String>();
    var of = new LinkedHashMap<String, List<String>>();
    for (String entry : entries) {
      int sign = entry.indexOf('=');
      String word = sign < 0 ? null : entry.substring(0, sign).strip();
      String other = entry.substring(sign + 1).strip();
      if (other.isEmpty() || word != null && word.isEmpty()) {
        throw new IllegalArgumentException(
            "a replacement is written as WORD, or as WORD=OTHER; \"%s\" is neither"
                .formatted(entry));
      }
      if (word == null) {
        anywhere.add(other);
      } else {
        of.computeIfAbsent(folded(word), _ -> new ArrayList<>()).add(other);
      }
    }
    if (entries.isEmpty()) {
      throw new IllegalArgumentException("there is no replacement");
    }
    return new Replacements(anywhere, of);
  }

  private static String folded(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  /** What may stand in the place of a word, but for the word itself, none twice. */
  List<String> forWord(String word) {
    var all = new ArrayList<>(of.getOrDefault(folded(word), List.of()));
    all.addAll(anywhere);
    return all.stream().distinct().filter(other -> !folded(other).equals(folded(word))).toList();
  }
}
