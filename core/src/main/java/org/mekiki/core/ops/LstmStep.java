package org.mekiki.core.ops;

import java.util.Arrays;
import java.util.List;
import org.mekiki.core.autodiff.BackwardPass;
import org.mekiki.core.autodiff.ForwardPass;
import org.mekiki.core.autodiff.FusedOp;
import org.mekiki.core.autodiff.Needs;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.kernel.Kernels;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.ShapeMismatchException;
import org.mekiki.core.tensor.Tensor;

/**
 * A step of a long short-term memory after its products. Operands: the input's and the state's part
 * of the gates i, f, g, o, [N, 4 M] each, and state and cell before the step, side by side, [N, 2
 * M], of which the cell alone is read. The result is state and cell after it, [N, 2 M]: c' = σ(f) c
 * + σ(i) tanh(g), h' = σ(o) tanh(c').
 */
record LstmStep() implements FusedOp<LstmStep.Kept> {
  private static final int GATES = 4;
  private static final int FORGET = 1;
  private static final int CANDIDATE = 2;
  private static final int OUT = 3;

  /**
   * What the rule needs.
   *
   * @param active the gates after their functions, [N, 4 M]
   * @param tanh of the cell after the step, [N, M]
   * @param before state and cell before it, [N, 2 M]
   */
  record Kept(Tensor active, Tensor tanh, Tensor before) {}

  @Override
  public String name() {
    return "LstmStep";
  }

  @Override
  public Shape inferShape(List<Shape> operands) {
    Shape before = operands.get(2);
    boolean fits =
        before.rank() == 2
            && before.dim(1) % 2 == 0
            && operands.get(0).equals(before.withDim(1, GATES / 2 * before.dim(1)))
            && operands.get(1).equals(operands.get(0));
    if (!fits) {
      throw new ShapeMismatchException(
          name(), "needs gates [N, 4 M] twice and what is carried, [N, 2 M]", operands);
    }
    return before;
  }

  @Override
  public Variable reference(Tape tape, List<Variable> operands) {
    Variable gates = Ops.add(operands.get(0), operands.get(1));
    int m = gates.shape().dim(1) / GATES;
    Variable cell = Ops.slice(operands.get(2), 1, m, 2 * m);
    Variable written = Ops.gated(Ops.sigmoid(gate(gates, 0)), Ops.tanh(gate(gates, CANDIDATE)));
    Variable next = Ops.add(Ops.gated(Ops.sigmoid(gate(gates, FORGET)), cell), written);
    return Ops.concat(1, Ops.gated(Ops.sigmoid(gate(gates, OUT)), Ops.tanh(next)), next);
  }

  private static Variable gate(Variable gates, int number) {
    return Gates.of(gates, GATES, number);
  }

  @Override
  public Result<Kept> forward(ForwardPass pass) {
    Tensor before = pass.operand(2);
    Tensor y = pass.allocateOutput();
    int m = before.shape().dim(1) / 2;
    Tensor active = pass.allocate(pass.operand(0).shape());
    Tensor tanh = pass.allocate(before.shape().withDim(1, m));
    var row = new Row(pass.kernels(), m, active, tanh, before);
    RowBlocks.forEachRow(
        pass,
        before.shape().dim(0),
        GATES * m,
        n -> row.forward(n, pass.operand(0), pass.operand(1), y));
    if (!pass.needs().any()) {
      return new Result<>(y, null);
    }
    return new Result<>(y, new Kept(pass.keep(active), pass.keep(tanh), pass.keep(before)));
  }

  @Override
  public Tensor[] vjp(Kept kept, Tensor cotangent, Needs needs, BackwardPass pass) {
    int m = kept.tanh().shape().dim(1);
    Tensor gates = pass.allocate(kept.active().shape());
    Tensor before = needs.operand(2) ? pass.allocate(cotangent.shape()) : null;
    var row = new Row(pass.kernels(), m, kept.active(), kept.tanh(), kept.before());
    RowBlocks.forEachRow(
        pass, cotangent.shape().dim(0), GATES * m, n -> row.backward(n, cotangent, gates, before));
    return new Tensor[] {needs.operand(0) ? gates : null, needs.operand(1) ? gates : null, before};
  }

  /** The arithmetic of one row. */
  private record Row(Kernels kernels, int m, Tensor active, Tensor tanh, Tensor before) {
    private int gate(int n, int number) {
      return active.offset() + (n * GATES + number) * m;
    }

    void forward(int n, Tensor fromInput, Tensor fromState, Tensor y) {
      float[] a = active.array();
      int at = gate(n, 0);
      int in = n * GATES * m;
      kernels.add(
          GATES * m,
          fromInput.array(),
          fromInput.offset() + in,
          fromState.array(),
          fromState.offset() + in,
          a,
          at);
      kernels.sigmoid(2 * m, a, at, a, at);
      kernels.tanh(m, a, gate(n, CANDIDATE), a, gate(n, CANDIDATE));
      kernels.sigmoid(m, a, gate(n, OUT), a, gate(n, OUT));
      float[] out = y.array();
      int state = y.offset() + 2 * n * m;
      int cell = state + m;
      float[] t = tanh.array();
      int tAt = tanh.offset() + n * m;
      kernels.mul(m, a, at, a, gate(n, CANDIDATE), t, tAt);
      kernels.mul(m, a, gate(n, FORGET), before.array(), cellBefore(n), out, cell);
      kernels.add(m, out, cell, t, tAt, out, cell);
      kernels.tanh(m, out, cell, t, tAt);
      kernels.mul(m, a, gate(n, OUT), t, tAt, out, state);
    }

    private int cellBefore(int n) {
      return before.offset() + (2 * n + 1) * m;
    }

    /** The gates' rows hold what is on its way: the cell's cotangent is where i's will be. */
    void backward(int n, Tensor dy, Tensor dGates, Tensor dBefore) {
      float[] a = active.array();
      float[] t = tanh.array();
      int tAt = tanh.offset() + n * m;
      float[] d = dGates.array();
      int in = dGates.offset() + n * GATES * m;
      int forget = in + FORGET * m;
      int candidate = in + CANDIDATE * m;
      int out = in + OUT * m;
      int dState = dy.offset() + 2 * n * m;
      kernels.mul(m, dy.array(), dState, t, tAt, d, out);
      kernels.sigmoidVjp(m, a, gate(n, OUT), d, out, d, out);
      kernels.mul(m, dy.array(), dState, a, gate(n, OUT), d, in);
      kernels.tanhVjp(m, t, tAt, d, in, d, in);
      kernels.add(m, d, in, dy.array(), dState + m, d, in);
      if (dBefore != null) {
        int at = dBefore.offset() + 2 * n * m;
        Arrays.fill(dBefore.array(), at, at + m, 0f);
        kernels.mul(m, d, in, a, gate(n, FORGET), dBefore.array(), at + m);
      }
      kernels.mul(m, d, in, before.array(), cellBefore(n), d, forget);
      kernels.sigmoidVjp(m, a, gate(n, FORGET), d, forget, d, forget);
      kernels.mul(m, d, in, a, gate(n, 0), d, candidate);
      kernels.tanhVjp(m, a, gate(n, CANDIDATE), d, candidate, d, candidate);
      kernels.mul(m, d, in, a, gate(n, CANDIDATE), d, in);
      kernels.sigmoidVjp(m, a, gate(n, 0), d, in, d, in);
    }
  }
}
