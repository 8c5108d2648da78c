package org.mekiki.transformer.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.mekiki.transformer.tokenizer.Tokenizer;

/**
 * Words that a model is to learn to do without: its loss grows by {@code weight} times the mean
 * squared difference between its logits and those with these words masked. It is the difference
 * that an explanation of these words shows.
 *
 * <p>It belongs together with {@link MaskAugmentation}: else a mask is learnt to mean these words.
 * See {@code docs/decisions/2026-11-30-indifference-needs-masks.md}.
 */
public final class Indifference {
  private final double weight;
  private final int mask;

  /** The tokens of each word, as it can stand in a text. */
  private final List<int[]> words;

  /**
   * Words to do without.
   *
   * @param list the words; their letters' case does not count
   * @param weight λ, above 0
   * @param tokenizer of the model, which must have a mask token
   * @throws IllegalArgumentException if there is no word, the weight is none, or the tokenizer has
   *     no mask token
   */
  public Indifference(List<String> list, double weight, Tokenizer tokenizer) {
    if (list.isEmpty() || !(weight > 0) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException(
          "at least one word and a weight above 0 are needed, got %d words and %s"
              .formatted(list.size(), weight));
    }
    this.weight = weight;
    this.mask =
        tokenizer
            .specialTokens()
            .mask()
            .orElseThrow(() -> new IllegalArgumentException("the tokenizer has no mask token"));
    Set<List<Integer>> forms = new LinkedHashSet<>();
    for (String word : list) {
      for (String form : forms(word.strip())) {
        forms.add(tokens(tokenizer, form));
        // After a space, where the tokenizer has other tokens for that.
        List<Integer> inside = tokens(tokenizer, "a " + form);
        forms.add(inside.subList(tokens(tokenizer, "a").size(), inside.size()));
      }
    }
    words =
        forms.stream()
            .filter(form -> !form.isEmpty())
            .map(form -> form.stream().mapToInt(id -> id).toArray())
            .toList();
  }

  private static Set<String> forms(String word) {
    var forms = new LinkedHashSet<>(List.of(word, word.toLowerCase(Locale.ROOT)));
    if (!word.isEmpty()) {
      int first = word.offsetByCodePoints(0, 1);
      forms.add(
          word.substring(0, first).toUpperCase(Locale.ROOT)
              + word.substring(first).toLowerCase(Locale.ROOT));
    }
    forms.add(word.toUpperCase(Locale.ROOT));
    return forms;
  }

  private static List<Integer> tokens(Tokenizer tokenizer, String text) {
    var ids = new ArrayList<Integer>();
    var encoding = tokenizer.encode(text, null, Integer.MAX_VALUE);
    for (var token : encoding.tokens()) {
      if (!token.added()) {
        ids.add(token.id());
      }
    }
    return ids;
  }

  /** {@return λ} */
  public double weight() {
    return weight;
  }

  /** The text with these words masked; the text itself where it has none of them. */
  TokenizedText without(TokenizedText text) {
    int[] ids = text.ids();
    int[] masked = null;
    for (int from = 0; from < ids.length; from++) {
      for (int[] word : words) {
        int to = from + word.length;
        if (to <= ids.length
            && isWord(text.words(), from, to)
            && Arrays.equals(ids, from, to, word, 0, word.length)) {
          masked = masked == null ? ids.clone() : masked;
          Arrays.fill(masked, from, to, mask);
        }
      }
    }
    return masked == null ? text : text.with(masked);
  }

  /** Whether words begin and end there. */
  private static boolean isWord(int[] words, int from, int to) {
    return words[from] >= 0
        && (from == 0 || words[from - 1] != words[from])
        && (to == words.length || words[to] != words[to - 1]);
  }
}
