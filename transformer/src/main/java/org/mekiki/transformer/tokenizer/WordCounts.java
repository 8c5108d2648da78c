package org.mekiki.transformer.tokenizer;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mekiki.transformer.tokenizer.normalizer.Normalizer;
import org.mekiki.transformer.tokenizer.pretokenizer.PreTokenizer;
import org.mekiki.transformer.tokenizer.text.AlignedText;

/**
 * How often each word stands in the texts that a vocabulary is made of. Words are what a model is
 * given: the texts go through a normalizer and a pre-tokenizer first. For one thread.
 */
public final class WordCounts {
  private final Normalizer normalizer;
  private final PreTokenizer preTokenizer;
  private final Map<String, Count> counts = new HashMap<>();
  private long texts;

  /** A number that grows. */
  private static final class Count {
    private long value;
  }

  /**
   * No words yet.
   *
   * @param normalizer what changes a text before it is cut; null for nothing
   * @param preTokenizer what cuts a text into words; null for nothing: then it is one word
   */
  public WordCounts(Normalizer normalizer, PreTokenizer preTokenizer) {
    this.normalizer = normalizer;
    this.preTokenizer = preTokenizer;
  }

  /**
   * Counts the words of a text.
   *
   * @param text any string
   */
  public void add(String text) {
    texts++;
    AlignedText whole = AlignedText.of(text, 0, text.length());
    AlignedText normalized = normalizer == null ? whole : normalizer.normalize(whole);
    if (preTokenizer == null) {
      add(normalized);
    } else {
      preTokenizer.split(normalized).forEach(this::add);
    }
  }

  private void add(AlignedText word) {
    if (word.size() > 0) {
      counts.computeIfAbsent(word.toString(), _ -> new Count()).value++;
    }
  }

  /** {@return how many texts were counted} */
  public long texts() {
    return texts;
  }

  /** {@return the words with their numbers, in the order of their characters} */
  public SortedMap<String, Long> counts() {
    var sorted = new TreeMap<String, Long>();
    counts.forEach((word, count) -> sorted.put(word, count.value));
    return Collections.unmodifiableSortedMap(sorted);
  }
}
