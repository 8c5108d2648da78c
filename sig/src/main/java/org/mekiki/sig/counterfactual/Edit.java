package org.mekiki.sig.counterfactual;

import java.util.ArrayList;
import java.util.List;

/**
 * Words of a text that are changed together.
 *
 * @param words their numbers, ascending
 * @param choices for each of them, which of its changes, from 0
 */
record Edit(List<Integer> words, List<Integer> choices) {
  /** Nothing is changed. */
  static final Edit NONE = new Edit(List.of(), List.of());

  Edit {
    words = List.copyOf(words);
    choices = List.copyOf(choices);
  }

  int size() {
    return words.size();
  }

  boolean has(int word) {
    return words.contains(word);
  }

  /** With one more word, in its place. */
  Edit with(int word, int choice) {
    int at = (int) words.stream().filter(other -> other < word).count();
    var more = new ArrayList<>(words);
    var chosen = new ArrayList<>(choices);
    more.add(at, word);
    chosen.add(at, choice);
    return new Edit(more, chosen);
  }

  /** Without the word at a place of the list. */
  Edit without(int place) {
    var fewer = new ArrayList<>(words);
    var chosen = new ArrayList<>(choices);
    fewer.remove(place);
    chosen.remove(place);
    return new Edit(fewer, chosen);
  }
}
