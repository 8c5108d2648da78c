package org.mekiki.sig.judge;

/** One way to judge methods, text by text. */
public interface Examination {
  /** {@return the name in options and outputs} */
  String name();

  /**
   * Examines one text; may be asked by several threads. What comes out depends on the text and the
   * examination's settings alone.
   *
   * @param example the text, with its number in the data
   * @return numbers for each method and control, or why there are none
   * @throws ArithmeticException if the model's answer is not finite
   */
  Findings examine(Example example);
}
