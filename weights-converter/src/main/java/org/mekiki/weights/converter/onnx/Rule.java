package org.mekiki.weights.converter.onnx;

import java.io.IOException;
import java.util.List;

/** What an operator makes of terms. */
@FunctionalInterface
interface Rule {
  /**
   * Applies.
   *
   * @return what the node makes, an output each; null where it is used as encoders do not
   */
  List<Term> apply(Scope scope, OnnxNode node) throws IOException;
}
