package org.mekiki.benchmarks.peers.tokenizer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Learns pairs of pieces from words, the most frequent first: a vocabulary of a few hundred. */
final class PieceTrainer {
  private final int prefix;
  private final List<List<String>> words = new ArrayList<>();
  private final List<Integer> counts = new ArrayList<>();
  private final Set<String> pieces = new LinkedHashSet<>();
  private final List<String[]> merges = new ArrayList<>();

  /** The prefix's length that continuing pieces carry is taken off when two are joined. */
  PieceTrainer(int prefix) {
    this.prefix = prefix;
  }

  /** Pieces that every vocabulary holds, in this order. */
  void addAlphabet(Iterable<String> symbols) {
    symbols.forEach(pieces::add);
  }

  /** A word in its smallest pieces. */
  void addWord(List<String> symbols, int count) {
    words.add(new ArrayList<>(symbols));
    counts.add(count);
    pieces.addAll(symbols);
  }

  void train(int rounds) {
    for (int round = 0; round < rounds; round++) {
      List<String> best = mostFrequentPair();
      if (best == null) {
        return;
      }
      String joined = best.get(0) + best.get(1).substring(prefix);
      merges.add(best.toArray(String[]::new));
      pieces.add(joined);
      words.forEach(word -> join(word, best, joined));
    }
  }

  private List<String> mostFrequentPair() {
    Map<List<String>, Integer> frequency = new HashMap<>();
    for (int w = 0; w < words.size(); w++) {
      List<String> word = words.get(w);
      for (int i = 0; i + 1 < word.size(); i++) {
        frequency.merge(List.of(word.get(i), word.get(i + 1)), counts.get(w), Integer::sum);
      }
    }
    return frequency.entrySet().stream()
        .max(
            Map.Entry.<List<String>, Integer>comparingByValue()
                .thenComparing(entry -> String.join(" ", entry.getKey())))
        .map(Map.Entry::getKey)
        .orElse(null);
  }

  private static void join(List<String> word, List<String> pair, String joined) {
    for (int i = 0; i + 1 < word.size(); i++) {
      if (word.get(i).equals(pair.get(0)) && word.get(i + 1).equals(pair.get(1))) {
        word.set(i, joined);
        word.remove(i + 1);
      }
    }
  }

  List<String> pieces() {
    return List.copyOf(pieces);
  }

  List<String[]> merges() {
    return List.copyOf(merges);
  }

  /** How often each piece stands in the words as they are cut now. */
  Map<String, Integer> frequencies() {
    Map<String, Integer> frequency = new HashMap<>();
    for (int w = 0; w < words.size(); w++) {
      for (String piece : words.get(w)) {
        frequency.merge(piece, counts.get(w), Integer::sum);
      }
    }
    return frequency;
  }
}
