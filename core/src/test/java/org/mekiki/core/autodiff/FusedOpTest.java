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

/** A fused op without a rule of its own gets the one of its reference. */
final class FusedOpTest {

  /** x · eʸ, computed in one loop. */
  private record MulExp<R>(boolean keeps) implements FusedOp<R> {
    @Override
    public String name() {
      return "MulExp";
    }

    @Override
    public Shape inferShape(List<Shape> operands) {
      return operands.getFirst();
    }

    @Override
    public Variable reference(Tape tape, List<Variable> operands) {
      return Ops.mul(operands.get(0), Ops.exp(operands.get(1)));
    }

    @Override
    @SuppressWarnings("unchecked")
    public Result<R> forward(ForwardPass pass) {
      Tensor y = pass.allocateOutput();
      for (int i = 0; i < y.size(); i++) {
        y.array()[i] = (float) (pass.operand(0).getFlat(i) * Math.exp(pass.operand(1).getFlat(i)));
      }
      return new Result<>(y, (R) (keeps ? FusedOp.keepOperands(pass) : "something else"));
    }
  }

  private final Tape tape = new Tape(ComputeContext.sequential());
  private final Variable x = tape.input(Tensor.of(Shape.of(2), 2f, -1f));
  private final Tensor y = Tensor.of(Shape.of(2), 0.5f, 1.5f);

  @Test
  void theDefaultRuleDifferentiatesTheReference() {
    Variable yVariable = tape.input(y);
    Gradients gradients = tape.backward(Ops.sum(tape.apply(new MulExp<>(true), x, yVariable)));
    float[] e = {(float) Math.exp(0.5), (float) Math.exp(1.5)};
    assertArrayEquals(e, gradients.of(x).toArray(), 1e-5f);
    assertArrayEquals(new float[] {2 * e[0], -e[1]}, gradients.of(yVariable).toArray(), 1e-5f);
  }

  @Test
  void itSkipsOperandsThatNobodyAsksFor() {
    float[] gradient = tape.backward(Ops.sum(tape.apply(new MulExp<>(true), x, y))).of(x).toArray();
    assertArrayEquals(new float[] {(float) Math.exp(0.5), (float) Math.exp(1.5)}, gradient, 1e-5f);
  }

  @Test
  void anOpWithOtherResidualsMustHaveARule() {
    Variable output = Ops.sum(tape.apply(new MulExp<>(false), x, y));
    var e = assertThrows(IllegalStateException.class, () -> tape.backward(output));
    assertTrue(e.getMessage().contains("MulExp"), e.getMessage());
  }
}
