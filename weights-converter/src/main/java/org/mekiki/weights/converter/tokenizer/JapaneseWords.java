package org.mekiki.weights.converter.tokenizer;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a tokenizer for Japanese comes by the words of a text.
 *
 * @param dictionary the folder with MeCab's dictionary; empty for the one that the directory asks
 *     for, where it is usually installed
 * @param segmented whether texts are cut into words already, with spaces between them: then no
 *     dictionary is looked for
 */
public record JapaneseWords(Optional<Path> dictionary, boolean segmented) {
  /** The dictionary that the directory asks for, where it is usually installed. */
  public static final JapaneseWords USUAL = new JapaneseWords(Optional.empty(), false);
}
