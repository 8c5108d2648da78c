package org.mekiki.transformer.head;

import org.mekiki.core.autodiff.Variable;

/** From rows of the last layer to what a task wants to know. */
@FunctionalInterface
public interface Head {
  /**
   * The outputs.
   *
   * @param rows those that the task's {@link HeadForm#reads} names, [B, Q, M]
   * @return [B, C] where one answer is given a text, [B, Q, C] where one is given a row
   */
  Variable outputs(Variable rows);
}
