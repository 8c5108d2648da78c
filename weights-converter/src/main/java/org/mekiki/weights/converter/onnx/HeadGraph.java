package org.mekiki.weights.converter.onnx;

import java.util.Optional;
import org.mekiki.weights.converter.onnx.Term.First;
import org.mekiki.weights.converter.onnx.Term.Linear;
import org.mekiki.weights.converter.onnx.Term.Norm;
import org.mekiki.weights.converter.onnx.Term.Pointwise;
import org.mekiki.weights.converter.onnx.Term.Sum;

/**
 * What a graph computes of an encoder's last rows.
 *
 * @param kind which
 * @param rows what it reads
 * @param dense its first linear layer; null for none
 * @param activation name of the function after that; empty for none
 * @param norm after that; null for none
 * @param out its last linear layer; null for none
 */
record HeadGraph(OnnxHead kind, Norm rows, Linear dense, String activation, Norm norm, Linear out) {

  /** The head whose answer a value is; empty where it is none that is known. */
  static Optional<HeadGraph> of(Term answer) {
    if (answer instanceof Norm norm && norm.of() instanceof Sum) {
      return Optional.of(new HeadGraph(OnnxHead.NONE, norm, null, "", null, null));
    }
    if (answer instanceof Pointwise) {
      return pooled(answer, null);
    }
    if (!(answer instanceof Linear linear)) {
      return Optional.empty();
    }
    if (linear.input() instanceof Pointwise) {
      return pooled(linear.input(), linear);
    }
    if (!(linear.input() instanceof Norm norm)) {
      return Optional.empty();
    }
    if (norm.of() instanceof Sum) {
      return Optional.of(
          linear.whole() == null
              ? new HeadGraph(OnnxHead.TOKEN_CLASSIFIER, norm, null, "", null, linear)
              : new HeadGraph(OnnxHead.ANSWERS, norm, null, "", null, linear.whole()));
    }
    return norm.of() instanceof Pointwise active
            && active.of() instanceof Linear dense
            && dense.input() instanceof Norm rows
        ? Optional.of(new HeadGraph(OnnxHead.MASKED_LM, rows, dense, named(active), norm, linear))
        : Optional.empty();
  }

  private static Optional<HeadGraph> pooled(Term pooled, Linear out) {
    return pooled instanceof Pointwise active
            && active.of() instanceof Linear dense
            && dense.input() instanceof First first
            && first.of() instanceof Norm rows
        ? Optional.of(
            new HeadGraph(
                out == null ? OnnxHead.NONE : OnnxHead.CLASSIFIER,
                rows,
                dense,
                named(active),
                null,
                out))
        : Optional.empty();
  }

  private static String named(Pointwise function) {
    return Functions.activation(function.function()).orElse("unknown");
  }
}
