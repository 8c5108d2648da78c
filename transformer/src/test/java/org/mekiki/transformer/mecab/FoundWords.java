package org.mekiki.transformer.mecab;

import java.util.ArrayList;
import java.util.List;

/** A text's words as lines of numbers, such as MeCab prints them where it is asked to. */
final class FoundWords {
  /**
   * MeCab's format for the same lines: bytes of the word, 1 if it is unknown, left and right index,
   * costs of the word and of the way to its end, feature.
   */
  static final String FORMAT = "%ps\\s%pe\\s%s\\s%phl\\s%phr\\s%c\\s%pc\\s%H\\n";

  private FoundWords() {}

  /** The lines of a text. */
  static List<String> lines(MecabDictionary dictionary, String text) {
    var lattice = new Lattice(dictionary);
    var lines = new ArrayList<String>();
    for (int node : lattice.search(text)) {
      int entry = lattice.entry(node);
      WordTable[] tables = dictionary.tables();
      int local = entry;
      int table = 0;
      while (local >= tables[table].entryCount()) {
        local -= tables[table++].entryCount();
      }
      long numbers = tables[table].numbers(local);
      lines.add(
          "%d %d %d %d %d %d %d %s"
              .formatted(
                  lattice.firstByte(node),
                  lattice.lastByte(node),
                  dictionary.isUnknown(entry) ? 1 : 0,
                  WordTable.left(numbers),
                  WordTable.right(numbers),
                  WordTable.cost(numbers),
                  lattice.cost(node),
                  dictionary.feature(entry)));
    }
    return lines;
  }
}
