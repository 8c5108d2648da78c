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

  /**
   * The outputs of a text behind a prompt, for heads that leave the prompt's rows out.
   *
   * @param rows all of them, [B, S, M]
   * @param prompt how many at the beginning are the prompt's, tokens before it included; less than
   *     S
   * @return as without a prompt
   */
  default Variable outputs(Variable rows, int prompt) {
    return outputs(rows);
  }

  /** {@return this head without a last step that gives its vectors the length 1, if it has one} */
  default Head unnormalized() {
    return this;
  }
}
