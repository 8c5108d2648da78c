package org.mekiki.transformer.tokenizer.pretokenizer;

import java.util.ArrayList;
import java.util.List;
import org.mekiki.transformer.tokenizer.normalizer.Normalizer;
import org.mekiki.transformer.tokenizer.text.AlignedText;

/**
 * Changes each word by itself, and cuts it once more; some words are left as they are, and some
 * others that have become one of those are not cut.
 *
 * @param words what cuts the text into words; null for one word
 * @param kept words that are neither changed nor cut, as they stand in the text
 * @param change what becomes of the others; null for no change
 * @param inner what cuts the changed word; null for nothing
 */
public record EachWordPreTokenizer(
    PreTokenizer words, List<String> kept, Normalizer change, PreTokenizer inner)
    implements PreTokenizer {
  /** Copies. */
  public EachWordPreTokenizer {
    kept = List.copyOf(kept);
  }

  @Override
  public List<AlignedText> split(AlignedText text) {
    var result = new ArrayList<AlignedText>();
    List<AlignedText> all = words == null ? List.of(text) : words.split(text);
    for (AlignedText word : all) {
      if (word.size() > 0 && isKept(word)) {
        result.add(word);
        continue;
      }
      AlignedText changed = change == null ? word : change.normalize(word);
      if (changed.size() == 0) {
        continue;
      }
      if (inner == null || isKept(changed)) {
        result.add(changed);
      } else {
        result.addAll(inner.split(changed));
      }
    }
    return result;
  }

  private boolean isKept(AlignedText word) {
    return !kept.isEmpty() && kept.contains(word.toString());
  }
}
