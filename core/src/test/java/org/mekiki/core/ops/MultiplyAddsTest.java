package org.mekiki.core.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.kernel.KernelSelection;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/** What a tape says that its matrix products took, against their sizes. */
final class MultiplyAddsTest {
  private static final ComputeContext CONTEXT = ComputeContext.sequential();

  /** Forward, then forward and backward, of a function of x [2, 5, 6]. */
  private static void takes(long forward, long both, Function<Variable, Variable> function) {
    var constant = new Tape(CONTEXT);
    var _ = function.apply(constant.constant(Tensor.zeros(Shape.of(2, 5, 6))));
    assertEquals(forward, constant.multiplyAdds());
    var tape = Tape.recording(CONTEXT);
    Variable y = function.apply(tape.input(Tensor.zeros(Shape.of(2, 5, 6))));
    assertEquals(forward, tape.multiplyAdds());
    tape.backward(Ops.sum(y));
    assertEquals(both, tape.multiplyAdds());
    tape.replay();
    assertEquals(both, tape.multiplyAdds(), "the amount of one pass");
    tape.reset();
    assertEquals(0, tape.multiplyAdds());
  }

  private static LinearWeights weights(int out, int in) {
    return LinearWeights.constant(
        KernelSelection.current().kernels(),
        Tensor.zeros(Shape.of(out, in)),
        Tensor.zeros(Shape.of(out)));
  }

  @Test
  void linearLayersTakeTheirRowsTimesTheirWeights() {
    takes(2 * 5 * 6 * 7, 2 * 2 * 5 * 6 * 7, x -> Ops.linear(x, weights(7, 6)));
    takes(2 * 5 * 6 * 7, 2 * 2 * 5 * 6 * 7, x -> Ops.linearGelu(x, weights(7, 6)));
  }

  @Test
  void attentionTakesTwoProductsAndFourBack() {
    long product = 2 * 5 * 5 * 6;
    takes(2 * product, 6 * product, x -> Ops.attention(x, x, x, 3));
    long oneQuery = 2 * 5 * 6;
    takes(2 * oneQuery, 6 * oneQuery, x -> Ops.attention(Ops.slice(x, 1, 0, 1), x, x, 2));
  }

  @Test
  void aProductIsCountedBackOnlyForOperandsThatNeedIt() {
    long product = 2 * 5 * 6 * 4;
    takes(product, 2 * product, x -> Ops.matMul(x, Tensor.zeros(Shape.of(2, 6, 4))));
    long square = 2 * 5 * 5 * 6;
    takes(square, 3 * square, x -> Ops.matMul(x, Ops.transpose(x, 0, 2, 1)));
  }

  @Test
  void whatWorksElementByElementTakesNone() {
    takes(0, 0, x -> Ops.softmax(Ops.tanh(x)));
  }
}
