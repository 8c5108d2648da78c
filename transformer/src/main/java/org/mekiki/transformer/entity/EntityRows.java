package org.mekiki.transformer.entity;

import java.util.List;

/**
 * Where labels and words stand among the rows of a text.
 *
 * @param labels the row of each label's marker, in the order of the labels
 * @param words the row of each word's first token, in the order of the words
 */
public record EntityRows(List<Integer> labels, List<Integer> words) {
  /** Copies. */
  public EntityRows {
    labels = List.copyOf(labels);
    words = List.copyOf(words);
  }
}
