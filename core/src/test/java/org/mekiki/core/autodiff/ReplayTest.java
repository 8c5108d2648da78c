package org.mekiki.core.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

final class ReplayTest {
  private static final ComputeContext CONTEXT = ComputeContext.sequential();

  /** x is used three times and inside scopes, so cotangents are added up and buffers reused. */
  private static Variable function(Tape tape, Variable x) {
    Variable y = tape.scope(() -> Ops.mul(Ops.tanh(x), Ops.exp(x)));
    Variable z = tape.scope(() -> Ops.softmax(Ops.add(y, x)));
    return Ops.sum(Ops.mul(z, y));
  }

  @Test
  void valuesAndGradientsFollowTheInput() {
    float[] buffer = {0.5f, -1f, 2f};
    var recording = Tape.recording(CONTEXT);
    Variable x = recording.input(Tensor.wrap(buffer, 0, Shape.of(3)));
    Variable f = function(recording, x);
    Tensor gradient = recording.backward(f).of(x);
    for (float shift : new float[] {0f, 0.25f, -3f}) {
      float[] values = {0.5f + shift, -1f, 2f - shift};
      System.arraycopy(values, 0, buffer, 0, 3);
      recording.replay();
      var tape = new Tape(CONTEXT);
      Variable fresh = tape.input(Tensor.of(Shape.of(3), values));
      Variable expected = function(tape, fresh);
      assertArrayEquals(expected.value().toArray(), f.value().toArray());
      assertArrayEquals(tape.backward(expected).of(fresh).toArray(), gradient.toArray());
    }
  }

  @Test
  void aResetEmptiesTheRecording() {
    float[] buffer = {1f};
    var tape = Tape.recording(CONTEXT);
    Ops.exp(tape.input(Tensor.wrap(buffer, 0, Shape.of(1))));
    tape.reset();
    Variable y = Ops.tanh(tape.input(Tensor.wrap(buffer, 0, Shape.of(1))));
    buffer[0] = 0;
    tape.replay();
    assertArrayEquals(new float[] {0f}, y.value().toArray());
  }

  @Test
  void anOrdinaryTapeHasNothingToReplay() {
    assertThrows(IllegalStateException.class, () -> new Tape(CONTEXT).replay());
  }

  /** Doubles its operand behind the recorder's back, forward or backward. */
  private record Secretive(boolean forward) implements DifferentiableOp<Void> {
    @Override
    public String name() {
      return "Secretive";
    }

    @Override
    public Shape inferShape(List<Shape> operands) {
      return operands.getFirst();
    }

    @Override
    public Result<Void> forward(ForwardPass pass) {
      if (!forward) {
        return new Result<>(pass.operand(0), null);
      }
      Tensor y = pass.allocateOutput();
      y.array()[0] = 2 * pass.operand(0).getFlat(0);
      return new Result<>(y, null);
    }

    @Override
    public Tensor[] vjp(Void none, Tensor cotangent, Needs needs, BackwardPass pass) {
      Tensor dx = pass.allocate(cotangent.shape());
      dx.array()[0] = 2 * cotangent.getFlat(0);
      return new Tensor[] {dx};
    }
  }

  @Test
  void anOpThatComputesOutsideOfItsPassIsRefused() {
    var tape = Tape.recording(CONTEXT);
    Variable x = tape.input(Tensor.of(Shape.of(1), 1f));
    var forward =
        assertThrows(IllegalStateException.class, () -> tape.apply(new Secretive(true), x));
    assertTrue(forward.getMessage().contains("Secretive"), forward.getMessage());
    Variable y = tape.apply(new Secretive(false), x);
    var backward = assertThrows(IllegalStateException.class, () -> tape.backward(y));
    assertTrue(backward.getMessage().contains("Secretive"), backward.getMessage());
  }
}
