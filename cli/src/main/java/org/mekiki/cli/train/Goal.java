package org.mekiki.cli.train;

import java.util.Locale;
import org.mekiki.transformer.head.Task;

/** What can be learnt. */
enum Goal {
  /** The classes of texts, or numbers for them. */
  CLASSIFICATION(Task.SEQUENCE_CLASSIFICATION),
  /** Which words stand in blanks. */
  MLM(Task.MASKED_LM);

  private final Task task;

  Goal(Task task) {
    this.task = task;
  }

  /** What the model is for then. */
  Task task() {
    return task;
  }

  /** The name that the option takes. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
