package org.mekiki.core.ops;

import java.util.List;
import org.mekiki.core.autodiff.BackwardPass;
import org.mekiki.core.autodiff.ForwardPass;
import org.mekiki.core.autodiff.FusedOp;
import org.mekiki.core.autodiff.Needs;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.ShapeMismatchException;
import org.mekiki.core.tensor.Tensor;

/**
 * softmax(Q Kᵀ / √D) V in H heads (Vaswani et al. 2017): queries [B, Q, M], keys and values [B, S,
 * M], M = H · D; the result is [B, Q, M]. Only the queries that someone reads need to be given.
 *
 * @param heads H
 */
record ScaledDotProductAttention(int heads) implements FusedOp<ScaledDotProductAttention.Kept> {
  /** The operands and the attention probabilities, [B, H, S, Q] with Q padded. */
  record Kept(Tensor q, Tensor k, Tensor v, Tensor probabilities) {}

  @Override
  public String name() {
    return "ScaledDotProductAttention";
  }

  @Override
  public Shape inferShape(List<Shape> operands) {
    Shape q = operands.get(0);
    Shape k = operands.get(1);
    if (q.rank() != 3 || k.rank() != 3 || !k.equals(operands.get(2))) {
      throw new ShapeMismatchException(
          name(), "needs queries [B, Q, M], keys and values [B, S, M]", operands);
    }
    if (q.dim(0) != k.dim(0) || q.dim(2) != k.dim(2) || q.dim(2) % heads != 0) {
      throw new ShapeMismatchException(
          name(), "B and M must agree and M be a multiple of %d heads".formatted(heads), operands);
    }
    return q;
  }

  @Override
  public Variable reference(Tape tape, List<Variable> operands) {
    Variable q = split(operands.get(0));
    Variable k = split(operands.get(1));
    Variable v = split(operands.get(2));
    float scale = (float) (1 / Math.sqrt(q.shape().dim(3)));
    Variable scores = Ops.scale(Ops.matMul(q, Ops.transpose(k, 0, 1, 3, 2)), scale);
    Variable mixed = Ops.transpose(Ops.matMul(Ops.softmax(scores), v), 0, 2, 1, 3);
    return Ops.reshape(mixed, operands.get(0).shape().toArray());
  }

  /** [B, S, M] to [B, H, S, D]. */
  private Variable split(Variable x) {
    Shape shape = x.shape();
    Variable parts = Ops.reshape(x, shape.dim(0), shape.dim(1), heads, shape.dim(2) / heads);
    return Ops.transpose(parts, 0, 2, 1, 3);
  }

  @Override
  public Result<Kept> forward(ForwardPass pass) {
    Tensor q = pass.operand(0);
    Tensor k = pass.operand(1);
    Tensor v = pass.operand(2);
    var head = new AttentionHead(pass.kernels(), heads, q.shape(), k.shape());
    int workers = pass.context().parallelism();
    boolean keeps = pass.needs().any();
    int stored = keeps ? head.tasks() : workers;
    Tensor p = pass.allocate(Shape.of(stored, head.scores()));
    Tensor y = pass.allocateOutput();
    float[] scratch = pass.scratch(head.scratch() * workers);
    pass.countMultiplyAdds(2 * head.multiplyAdds());
    pass.forEach(
        head.tasks(),
        (task, worker) -> {
          int at = p.offset() + (keeps ? task : worker) * head.scores();
          head.attend(task, q, k, v, p.array(), at, y, scratch, worker * head.scratch());
        });
    Kept kept = keeps ? new Kept(pass.keep(q), pass.keep(k), pass.keep(v), pass.keep(p)) : null;
    return new Result<>(y, kept);
  }

  @Override
  public Tensor[] vjp(Kept kept, Tensor dy, Needs needs, BackwardPass pass) {
    var head = new AttentionHead(pass.kernels(), heads, kept.q().shape(), kept.k().shape());
    Tensor dq = needs.operand(0) ? pass.allocate(kept.q().shape()) : null;
    Tensor dk = needs.operand(1) ? pass.allocate(kept.k().shape()) : null;
    Tensor dv = needs.operand(2) ? pass.allocate(kept.v().shape()) : null;
    int size = head.scores() + head.scratch();
    float[] scratch = pass.scratch(size * pass.context().parallelism());
    pass.countMultiplyAdds(products(dq, dk, dv) * head.multiplyAdds());
    pass.forEach(
        head.tasks(),
        (task, worker) -> head.attendVjp(task, kept, dy, dq, dk, dv, scratch, worker * size));
    return new Tensor[] {dq, dk, dv};
  }

  /** One for each cotangent, and one for that of the scores where queries or keys need it. */
  private static int products(Tensor dq, Tensor dk, Tensor dv) {
    int scores = dq == null && dk == null ? 0 : 1;
    return scores + (dq == null ? 0 : 1) + (dk == null ? 0 : 1) + (dv == null ? 0 : 1);
  }
}
