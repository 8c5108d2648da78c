package org.mekiki.core.ops;

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
 * A step of a gated recurrent unit after its products. Operands: the input's part x and the state's
 * part s of the gates r, z, n, [N, 3 M] each, and the state h before the step, [N, M]. The result
 * is the state after it, [N, M]: n = tanh(x_n + σ(x_r + s_r) s_n), h' = n + σ(x_z + s_z) (h − n).
 */
record GruStep() implements FusedOp<GruStep.Kept> {
  private static final int GATES = 3;
  private static final int UPDATE = 1;
  private static final int CANDIDATE = 2;

  /**
   * What the rule needs.
   *
   * @param active the gates after their functions, [N, 3 M]
   * @param fromState the state's part of them, [N, 3 M]
   * @param h the state before the step, [N, M]
   */
  record Kept(Tensor active, Tensor fromState, Tensor h) {}

  @Override
  public String name() {
    return "GruStep";
  }

  @Override
  public Shape inferShape(List<Shape> operands) {
    Shape h = operands.get(2);
    boolean fits =
        h.rank() == 2
            && operands.get(0).equals(h.withDim(1, GATES * h.dim(1)))
            && operands.get(1).equals(operands.get(0));
    if (!fits) {
      throw new ShapeMismatchException(
          name(), "needs gates [N, 3 M] twice and a state [N, M]", operands);
    }
    return h;
  }

  @Override
  public Variable reference(Tape tape, List<Variable> operands) {
    Variable x = operands.get(0);
    Variable s = operands.get(1);
    Variable reset = Ops.sigmoid(Ops.add(gate(x, 0), gate(s, 0)));
    Variable update = Ops.sigmoid(Ops.add(gate(x, UPDATE), gate(s, UPDATE)));
    Variable candidate =
        Ops.tanh(Ops.add(gate(x, CANDIDATE), Ops.gated(reset, gate(s, CANDIDATE))));
    return Ops.add(candidate, Ops.gated(update, Ops.sub(operands.get(2), candidate)));
  }

  private static Variable gate(Variable gates, int number) {
    return Gates.of(gates, GATES, number);
  }

  @Override
  public Result<Kept> forward(ForwardPass pass) {
    Tensor fromState = pass.operand(1);
    Tensor h = pass.operand(2);
    Tensor y = pass.allocateOutput();
    int m = h.shape().dim(1);
    Tensor active = pass.allocate(fromState.shape());
    var row = new Row(pass.kernels(), m, active, fromState, h);
    RowBlocks.forEachRow(
        pass, h.shape().dim(0), GATES * m, n -> row.forward(n, pass.operand(0), y));
    if (!pass.needs().any()) {
      return new Result<>(y, null);
    }
    return new Result<>(y, new Kept(pass.keep(active), pass.keep(fromState), pass.keep(h)));
  }

  @Override
  public Tensor[] vjp(Kept kept, Tensor cotangent, Needs needs, BackwardPass pass) {
    int m = cotangent.shape().dim(1);
    Tensor dx = pass.allocate(kept.active().shape());
    Tensor ds = needs.operand(1) ? pass.allocate(kept.active().shape()) : null;
    Tensor dh = needs.operand(2) ? pass.allocate(cotangent.shape()) : null;
    var row = new Row(pass.kernels(), m, kept.active(), kept.fromState(), kept.h());
    RowBlocks.forEachRow(
        pass, cotangent.shape().dim(0), GATES * m, n -> row.backward(n, cotangent, dx, ds, dh));
    return new Tensor[] {needs.operand(0) ? dx : null, ds, dh};
  }

  /** The arithmetic of one row. */
  private record Row(Kernels kernels, int m, Tensor active, Tensor fromState, Tensor h) {
    private int gate(Tensor gates, int n, int number) {
      return gates.offset() + (n * GATES + number) * m;
    }

    void forward(int n, Tensor fromInput, Tensor y) {
      float[] a = active.array();
      float[] x = fromInput.array();
      float[] s = fromState.array();
      int at = gate(active, n, 0);
      int candidate = gate(active, n, CANDIDATE);
      kernels.add(2 * m, x, gate(fromInput, n, 0), s, gate(fromState, n, 0), a, at);
      kernels.sigmoid(2 * m, a, at, a, at);
      kernels.mul(m, a, at, s, gate(fromState, n, CANDIDATE), a, candidate);
      kernels.add(m, x, gate(fromInput, n, CANDIDATE), a, candidate, a, candidate);
      kernels.tanh(m, a, candidate, a, candidate);
      float[] out = y.array();
      int to = y.offset() + n * m;
      kernels.sub(m, h.array(), h.offset() + n * m, a, candidate, out, to);
      kernels.mul(m, a, gate(active, n, UPDATE), out, to, out, to);
      kernels.add(m, a, candidate, out, to, out, to);
    }

    void backward(int n, Tensor dy, Tensor dx, Tensor ds, Tensor dh) {
      float[] a = active.array();
      float[] g = dy.array();
      int gAt = dy.offset() + n * m;
      int update = gate(active, n, UPDATE);
      int candidate = gate(active, n, CANDIDATE);
      float[] d = dx.array();
      int dReset = gate(dx, n, 0);
      int dUpdate = gate(dx, n, UPDATE);
      int dCandidate = gate(dx, n, CANDIDATE);
      if (dh != null) {
        kernels.mul(m, g, gAt, a, update, dh.array(), dh.offset() + n * m);
      }
      // dy (1 − z), through tanh.
      kernels.mul(m, g, gAt, a, update, d, dCandidate);
      kernels.sub(m, g, gAt, d, dCandidate, d, dCandidate);
      kernels.tanhVjp(m, a, candidate, d, dCandidate, d, dCandidate);
      kernels.sub(m, h.array(), h.offset() + n * m, a, candidate, d, dUpdate);
      kernels.mul(m, g, gAt, d, dUpdate, d, dUpdate);
      kernels.sigmoidVjp(m, a, update, d, dUpdate, d, dUpdate);
      kernels.mul(m, d, dCandidate, fromState.array(), gate(fromState, n, CANDIDATE), d, dReset);
      kernels.sigmoidVjp(m, a, gate(active, n, 0), d, dReset, d, dReset);
      if (ds != null) {
        System.arraycopy(d, dReset, ds.array(), gate(ds, n, 0), 2 * m);
        kernels.mul(m, d, dCandidate, a, gate(active, n, 0), ds.array(), gate(ds, n, CANDIDATE));
      }
    }
  }
}
