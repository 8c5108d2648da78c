package org.mekiki.core.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/** Shares of the probability as targets are what classes with label smoothing stand for. */
final class CrossEntropyTest {
  private static final Tensor LOGITS =
      Tensor.wrap(new float[] {1, -2, 0.5f, 3, 0, -1}, 0, Shape.of(2, 3));

  @Test
  void sharesAndSmoothedClassesAreTheSame() {
    float[] shares = {0.1f, 0.1f, 0.8f, 0.8f, 0.1f, 0.1f};
    var tape = new Tape(ComputeContext.sequential());
    Variable x = tape.input(LOGITS);
    Variable ofShares = Ops.crossEntropy(x, Tensor.wrap(shares, 0, Shape.of(2, 3)));
    Variable ofClasses = Ops.crossEntropy(x, new int[] {2, 0}, 0.3);
    assertEquals(ofClasses.value().getFlat(0), ofShares.value().getFlat(0), 1e-6f);
    assertArrayEquals(
        tape.backward(ofClasses).of(x).toArray(), tape.backward(ofShares).of(x).toArray(), 1e-6f);
  }

  /** −ln ½ for either answer, whatever the shares; the gradient is (softmax − shares) / rows. */
  @Test
  void aModelThatKnowsNothingIsPulledTowardsTheShares() {
    var tape = new Tape(ComputeContext.sequential());
    Variable x = tape.input(Tensor.zeros(Shape.of(1, 2)));
    Tensor shares = Tensor.wrap(new float[] {0.9f, 0.1f}, 0, Shape.of(1, 2));
    Variable loss = Ops.crossEntropy(x, shares);
    assertEquals(Math.log(2), loss.value().getFlat(0), 1e-6);
    assertArrayEquals(new float[] {-0.4f, 0.4f}, tape.backward(loss).of(x).toArray(), 1e-6f);
  }
}
