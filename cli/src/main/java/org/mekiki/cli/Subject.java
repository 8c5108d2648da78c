package org.mekiki.cli;

import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an explanation is about, in words for readers.
 *
 * @param name what a word speaks for or against
 * @param reading what the model answered
 * @param predicted whether that is what is explained
 * @param quantity what is explained of it: logit, probability, value, cosine
 * @param shares the strongest possible answers with their probabilities; empty where there are none
 * @param target further entries of the target in JSON
 */
record Subject(
    Phrase name,
    Phrase reading,
    boolean predicted,
    String quantity,
    List<Share> shares,
    ObjectNode target) {

  /**
   * A phrase that quotes.
   *
   * @param pattern with a %s for each quoted part
   * @param parts what is quoted, from the text or the model
   */
  record Phrase(String pattern, List<String> parts) {
    static Phrase of(String pattern, String... parts) {
      return new Phrase(pattern, List.of(parts));
    }

    /** With marks around what is quoted. */
    String quoted(String open, String close) {
      return pattern.formatted(
          Arrays.stream(parts.toArray(String[]::new)).map(part -> open + part + close).toArray());
    }
  }

  /**
   * A possible answer.
   *
   * @param label its name
   * @param probability that it is right
   * @param explained whether it is the one that is explained
   */
  record Share(String label, double probability, boolean explained) {}
}
