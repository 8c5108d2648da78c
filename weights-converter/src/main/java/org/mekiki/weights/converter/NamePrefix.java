package org.mekiki.weights.converter;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Tells that a checkpoint's tensors are those that are needed, with another beginning. */
final class NamePrefix {
  private NamePrefix() {}

  /**
   * Words on the beginning that most names have in the place of the expected one.
   *
   * @param missing names of tensors that are needed
   * @param surplus names of tensors that nothing needs
   * @return empty where another beginning does not explain what is missing
   */
  static Optional<String> instead(List<String> missing, Collection<String> surplus) {
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    String first = missing.getFirst();
    for (int from = 0; from >= 0; from = afterDot(first, from)) {
      String tail = first.substring(from);
      String expected = first.substring(0, from);
      for (String name : surplus) {
        if (name.equals(tail) || name.endsWith("." + tail)) {
          String found = name.substring(0, name.length() - tail.length());
          long explained = explained(missing, surplus, expected, found);
          if (2 * explained > missing.size()) {
            return Optional.of(words(expected, found, explained));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Where the next part of a name begins, if it has one; else −1. */
  private static int afterDot(String name, int from) {
    int dot = name.indexOf('.', from);
    return dot < 0 ? -1 : dot + 1;
  }

  private static long explained(
      List<String> missing, Collection<String> surplus, String expected, String found) {
    return missing.stream()
        .filter(name -> name.startsWith(expected))
        .filter(name -> surplus.contains(found + name.substring(expected.length())))
        .count();
  }

  private static String words(String expected, String found, long count) {
    return expected.isEmpty()
        ? "the names of %d tensors begin with \"%s\"; take that away".formatted(count, found)
        : "the names of %d tensors begin with \"%s\" where \"%s\" is expected; rename them, or save the model with the save_pretrained of its class"
            .formatted(count, found, expected);
  }
}
