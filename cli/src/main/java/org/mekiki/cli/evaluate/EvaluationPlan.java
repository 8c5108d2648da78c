package org.mekiki.cli.evaluate;

import java.io.IOException;
import java.util.List;
import org.mekiki.sig.judge.Examination;
import org.mekiki.sig.judge.Example;

/**
 * What is examined, in this order.
 *
 * @param parts the examinations
 */
record EvaluationPlan(List<Part> parts) {
  /**
   * One examination and its texts.
   *
   * @param kind which examination
   * @param examples its texts
   * @param maker makes it when it is needed, which can take time
   */
  record Part(ExaminationKind kind, List<Example> examples, Maker maker) {}

  /** Makes an examination. */
  @FunctionalInterface
  interface Maker {
    Examination make() throws IOException;
  }

  /** Copies. */
  EvaluationPlan {
    parts = List.copyOf(parts);
  }

  /** Number of findings that there will be. */
  int size() {
    return parts.stream().mapToInt(part -> part.examples().size()).sum();
  }
}
