package org.mekiki.sig.judge.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Words that decide nothing, and texts of them in which others find a place. */
final class PlainWords {
  private static final List<String> ALL =
      List.of(
          "the", "a", "one", "that", "street", "house", "window", "table", "letter", "garden",
          "river", "train", "evening", "walks", "stands", "reads", "comes", "near", "with",
          "behind", "and", "then", "old", "small");

  private static final int FEWEST = 6;
  private static final int MOST = 10;

  private PlainWords() {}

  /** All of them, then these. */
  static List<String> and(List<List<String>> others) {
    return Stream.concat(ALL.stream(), others.stream().flatMap(List::stream)).toList();
  }

  /** A text of such words alone. */
  static List<String> text(Random random) {
    int size = FEWEST + random.nextInt(MOST - FEWEST + 1);
    return new ArrayList<>(IntStream.range(0, size).mapToObj(_ -> one(ALL, random)).toList());
  }

  /** One of some words. */
  static String one(List<String> words, Random random) {
    return words.get(random.nextInt(words.size()));
  }

  /** Puts a word in the place of a plain one. */
  static void put(List<String> text, String word, Random random) {
    int place = random.nextInt(text.size());
    while (!ALL.contains(text.get(place))) {
      place = random.nextInt(text.size());
    }
    text.set(place, word);
  }

  /** Whether a word is one of some; one that is masked is none. */
  static boolean is(String word, List<String> words) {
    return word != null && words.contains(word);
  }
}
