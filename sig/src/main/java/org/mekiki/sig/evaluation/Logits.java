package org.mekiki.sig.evaluation;

import java.util.List;
import java.util.stream.IntStream;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.TextModel;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.sig.attribution.KeptPass;
import org.mekiki.sig.attribution.PassCounts;

/**
 * The model's answer to the unmodified text.
 *
 * @param values one a class
 * @param counts what it took
 */
public record Logits(float[] values, PassCounts counts) {
  /**
   * Asks the model.
   *
   * @param model the model
   * @param text the text
   * @param rows its embedding rows, [m, d]
   * @return the answer
   * @throws ArithmeticException if a logit is not finite
   */
  public static Logits of(TextModel model, EncodedText text, Tensor rows) {
    var tape = new Tape(model.context());
    Shape batch = Shape.of(1, rows.shape().dim(0), rows.shape().dim(1));
    return of(model.logits(tape, text, tape.constant(rows.reshaped(batch))), tape);
  }

  /**
   * The answer of a pass that goes on to serve a method.
   *
   * @param pass over the unmodified text, with nothing else on its tape yet
   * @return the answer
   * @throws ArithmeticException if a logit is not finite
   */
  public static Logits of(KeptPass pass) {
    return of(pass.logits(), pass.tape());
  }

  private static Logits of(Variable answer, Tape tape) {
    float[] logits = answer.value().toArray();
    for (float logit : logits) {
      if (!Float.isFinite(logit)) {
        throw new ArithmeticException(
            "the model's answer is not finite; its weights are not usable");
      }
    }
    return new Logits(logits, new PassCounts(1, 0, tape.multiplyAdds()));
  }

  /**
   * {@return the class of the largest of some values, the first of equals}
   *
   * @param values one a class
   */
  public static int best(List<Double> values) {
    int best = 0;
    for (int i = 1; i < values.size(); i++) {
      best = values.get(i) > values.get(best) ? i : best;
    }
    return best;
  }

  /** {@return the logits as a row, [1, C]} */
  public Tensor row() {
    return Tensor.wrap(values, 0, Shape.of(1, values.length));
  }

  /** {@return the values, one a class} */
  public List<Double> list() {
    return IntStream.range(0, values.length).mapToObj(i -> (double) values[i]).toList();
  }
}
