package org.mekiki.core.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.runtime.Workspace;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.ShapeMismatchException;
import org.mekiki.core.tensor.Tensor;

/** What a tape promises, and what it refuses. */
final class TapeTest {
  private final Tape tape = new Tape(ComputeContext.sequential(), Workspace.poisoning());
  private final Tensor two = Tensor.of(Shape.of(2), 3f, -4f);

  @Test
  void aValueUsedTwiceCollectsBothCotangents() {
    Variable x = tape.input(two);
    Variable y = Ops.sum(Ops.add(Ops.mul(x, x), x));
    assertArrayEquals(new float[] {7f, -7f}, tape.backward(y).of(x).toArray());
  }

  @Test
  void oneOperandInBothPlacesCollectsBothCotangents() {
    Variable x = tape.input(two);
    assertArrayEquals(new float[] {2f, 2f}, tape.backward(Ops.sum(Ops.add(x, x))).of(x).toArray());
  }

  @Test
  void anInputThatTheOutputDoesNotUseHasZeroGradient() {
    Variable x = tape.input(two);
    Variable unused = tape.input(two);
    assertArrayEquals(new float[2], tape.backward(Ops.sum(x)).of(unused).toArray());
  }

  @Test
  void gradientsAreLinearInTheCotangent() {
    Variable x = tape.input(two);
    Variable y = Ops.tanh(x);
    float[] one = tape.backward(y, Tensor.of(Shape.of(2), 1f, 2f)).of(x).toArray();
    float[] threefold = tape.backward(y, Tensor.of(Shape.of(2), 3f, 6f)).of(x).toArray();
    for (int i = 0; i < 2; i++) {
      assertEquals(3 * one[i], threefold[i], 1e-6f);
    }
  }

  @Test
  void backwardNeedsOneValueThatDependsOnAnInput() {
    Variable x = tape.input(two);
    var several = assertThrows(IllegalStateException.class, () -> tape.backward(x));
    assertTrue(several.getMessage().contains("one value"), several.getMessage());
    Variable constant = Ops.sum(tape.constant(two));
    var independent = assertThrows(IllegalStateException.class, () -> tape.backward(constant));
    assertTrue(independent.getMessage().contains("no input"), independent.getMessage());
    assertThrows(ShapeMismatchException.class, () -> tape.backward(x, Tensor.zeros(Shape.of(3))));
  }

  @Test
  void tapesDoNotMix() {
    var other = new Tape(ComputeContext.sequential());
    Variable x = tape.input(two);
    Variable foreign = other.input(two);
    var mixed = assertThrows(IllegalArgumentException.class, () -> Ops.add(x, foreign));
    assertTrue(mixed.getMessage().contains("Add"), mixed.getMessage());
    assertThrows(IllegalStateException.class, () -> tape.backward(Ops.sum(foreign)));
    Gradients gradients = tape.backward(Ops.sum(x));
    assertThrows(IllegalArgumentException.class, () -> gradients.of(foreign));
    Variable notAnInput = Ops.exp(x);
    assertThrows(IllegalArgumentException.class, () -> gradients.of(notAnInput));
  }

  @Test
  void anOpOnNoTapeSaysHowToGetThere() {
    var e = assertThrows(IllegalArgumentException.class, () -> Ops.exp(two));
    assertTrue(e.getMessage().contains("tape.constant"), e.getMessage());
  }

  @Test
  void aScopeKeepsItsResultAndWhatRulesNeed() {
    Variable x = tape.input(two);
    Variable[] inside = new Variable[1];
    Variable y =
        tape.scope(
            () -> {
              inside[0] = Ops.tanh(x);
              return Ops.mul(inside[0], inside[0]);
            });
    // Other buffers are poisoned when a scope ends; later values must not have been put in kept
    // ones.
    Variable later = tape.scope(() -> Ops.add(Ops.exp(x), 1f));
    assertTrue(Float.isFinite(later.value().getFlat(0)));
    assertThrows(IllegalStateException.class, () -> inside[0].value());
    float[] gradient = tape.backward(Ops.sum(y)).of(x).toArray();
    for (int i = 0; i < 2; i++) {
      double t = Math.tanh(two.getFlat(i));
      assertEquals(2 * t * (1 - t * t), gradient[i], 1e-6);
    }
  }

  @Test
  void resetEndsAllVariables() {
    Variable x = tape.input(two);
    Variable y = Ops.exp(x);
    tape.reset();
    assertThrows(IllegalStateException.class, y::value);
    assertThrows(IllegalStateException.class, x::value);
  }

  @Test
  void constantsAskForNothing() {
    Variable x = tape.constant(two);
    assertFalse(Ops.exp(x).needsGradient());
    assertTrue(Ops.add(tape.input(two), x).needsGradient());
  }

  /** Doubles its operand; says what was wrong if the output or the rule does not fit. */
  private record Broken(Shape claimed, int cotangents) implements DifferentiableOp<Shape> {
    @Override
    public String name() {
      return "Broken";
    }

    @Override
    public Shape inferShape(List<Shape> operands) {
      return claimed;
    }

    @Override
    public Result<Shape> forward(ForwardPass pass) {
      return new Result<>(pass.operand(0), pass.operand(0).shape());
    }

    @Override
    public Tensor[] vjp(Shape shape, Tensor cotangent, Needs needs, BackwardPass pass) {
      return new Tensor[cotangents];
    }
  }

  @Test
  void anOpThatBreaksItsContractIsNamed() {
    Variable x = tape.input(two);
    var shape =
        assertThrows(ShapeMismatchException.class, () -> tape.apply(new Broken(Shape.of(5), 1), x));
    assertTrue(shape.getMessage().contains("Broken"), shape.getMessage());
    Variable y = tape.apply(new Broken(Shape.of(2), 3), x);
    var rule =
        assertThrows(
            IllegalStateException.class, () -> tape.backward(y, Tensor.of(two.shape(), 1f, 1f)));
    assertTrue(rule.getMessage().contains("3 cotangents for 1 operands"), rule.getMessage());
  }
}
