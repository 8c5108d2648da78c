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
 * softmax(Q Kᵀ / √D) V in H heads (Vaswani et al. 2017): queries [B, Q, M], keys and values [B, S,
 * M], M = H · D; the result is [B, Q, M]. Only the queries that someone reads need to be given.
 *
 * @param heads H
 */
record ScaledDotProductAttention(int heads) implements FusedOp<ScaledDotProductAttention.Kept> {
  /** The operands and the attention probabilities [B, H, Q, S]. */
  record Kept(Tensor q, Tensor k, Tensor v, Tensor probabilities) {}

  /** Sizes of one call. */
  private record Sizes(int batch, int heads, int queries, int keys, int hidden) {
    static Sizes of(int heads, Shape q, Shape k) {
      return new Sizes(q.dim(0), heads, q.dim(1), k.dim(1), q.dim(2));
    }

    int headDim() {
      return hidden / heads;
    }

    float scale() {
      return (float) (1 / Math.sqrt(headDim()));
    }

    int tasks() {
      return batch * heads;
    }

    /** Where task's head begins in an array of {@code rows} rows a sentence. */
    int start(int task, int rows, Tensor tensor) {
      return tensor.offset() + task / heads * rows * hidden + task % heads * headDim();
    }

    int probabilities(int task) {
      return task * queries * keys;
    }

    /** Floats that the largest of a head's products needs to work in. */
    int scratch(Kernels kernels) {
      return Math.max(
          kernels.gemmScratch(queries, keys, headDim()),
          Math.max(
              kernels.gemmScratch(queries, headDim(), keys),
              kernels.gemmScratch(keys, headDim(), queries)));
    }
  }

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
    float scale = Sizes.of(heads, operands.get(0).shape(), operands.get(1).shape()).scale();
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
    Sizes sizes = Sizes.of(heads, q.shape(), k.shape());
    Tensor p = pass.allocate(Shape.of(sizes.batch(), heads, sizes.queries(), sizes.keys()));
    Tensor y = pass.allocateOutput();
    int size = sizes.scratch(pass.kernels());
    float[] scratch = pass.scratch(size * pass.context().parallelism());
    pass.context()
        .forEach(
            sizes.tasks(),
            (task, worker) ->
                attend(pass.kernels(), sizes, task, q, k, v, p, y, scratch, worker * size));
    Kept kept =
        pass.needs().any()
            ? new Kept(pass.keep(q), pass.keep(k), pass.keep(v), pass.keep(p))
            : null;
    return new Result<>(y, kept);
  }

  private static void attend(
      Kernels kernels,
      Sizes s,
      int task,
      Tensor q,
      Tensor k,
      Tensor v,
      Tensor p,
      Tensor y,
      float[] scratch,
      int scratchAt) {
    int ld = s.hidden();
    int at = s.probabilities(task);
    kernels.gemmTransB(
        s.queries(),
        s.keys(),
        s.headDim(),
        q.array(),
        s.start(task, s.queries(), q),
        ld,
        k.array(),
        s.start(task, s.keys(), k),
        ld,
        p.array(),
        at,
        s.keys(),
        false,
        scratch,
        scratchAt);
    kernels.softmaxRows(
        s.queries(), s.keys(), s.scale(), p.array(), at, s.keys(), p.array(), at, s.keys());
    kernels.gemm(
        s.queries(),
        s.headDim(),
        s.keys(),
        p.array(),
        at,
        s.keys(),
        v.array(),
        s.start(task, s.keys(), v),
        ld,
        y.array(),
        s.start(task, s.queries(), y),
        ld,
        false,
        scratch,
        scratchAt);
  }

  @Override
  public Tensor[] vjp(Kept kept, Tensor dy, Needs needs, BackwardPass pass) {
    Sizes sizes = Sizes.of(heads, kept.q().shape(), kept.k().shape());
    Tensor dq = needs.operand(0) ? pass.allocate(kept.q().shape()) : null;
    Tensor dk = needs.operand(1) ? pass.allocate(kept.k().shape()) : null;
    Tensor dv = needs.operand(2) ? pass.allocate(kept.v().shape()) : null;
    float[] scores = pass.scratch(kept.probabilities().size());
    int size = sizes.scratch(pass.kernels());
    float[] scratch = pass.scratch(size * pass.context().parallelism());
    pass.context()
        .forEach(
            sizes.tasks(),
            (task, worker) -> {
              int at = worker * size;
              if (dv != null) {
                valueCotangent(pass.kernels(), sizes, task, kept, dy, dv, scratch, at);
              }
              if (dq != null || dk != null) {
                scoreCotangent(pass.kernels(), sizes, task, kept, dy, scores, scratch, at);
              }
              if (dq != null) {
                queryCotangent(pass.kernels(), sizes, task, kept, scores, dq, scratch, at);
              }
              if (dk != null) {
                keyCotangent(pass.kernels(), sizes, task, kept, scores, dk, scratch, at);
              }
            });
    return new Tensor[] {dq, dk, dv};
  }

  /** dV = Pᵀ dY. */
  private static void valueCotangent(
      Kernels kernels,
      Sizes s,
      int task,
      Kept kept,
      Tensor dy,
      Tensor dv,
      float[] scratch,
      int scratchAt) {
    kernels.gemmTransA(
        s.keys(),
        s.headDim(),
        s.queries(),
        kept.probabilities().array(),
        s.probabilities(task),
        s.keys(),
        dy.array(),
        s.start(task, s.queries(), dy),
        s.hidden(),
        dv.array(),
        s.start(task, s.keys(), dv),
        s.hidden(),
        false,
        scratch,
        scratchAt);
  }

  /** dP = dY Vᵀ, then through the softmax and the scale. */
  private static void scoreCotangent(
      Kernels kernels,
      Sizes s,
      int task,
      Kept kept,
      Tensor dy,
      float[] scores,
      float[] scratch,
      int scratchAt) {
    int at = s.probabilities(task);
    kernels.gemmTransB(
        s.queries(),
        s.keys(),
        s.headDim(),
        dy.array(),
        s.start(task, s.queries(), dy),
        s.hidden(),
        kept.v().array(),
        s.start(task, s.keys(), kept.v()),
        s.hidden(),
        scores,
        at,
        s.keys(),
        false,
        scratch,
        scratchAt);
    kernels.softmaxVjpRows(
        s.queries(),
        s.keys(),
        s.scale(),
        kept.probabilities().array(),
        at,
        s.keys(),
        scores,
        at,
        s.keys(),
        scores,
        at,
        s.keys());
  }

  /** dQ = dS K. */
  private static void queryCotangent(
      Kernels kernels,
      Sizes s,
      int task,
      Kept kept,
      float[] scores,
      Tensor dq,
      float[] scratch,
      int scratchAt) {
    kernels.gemm(
        s.queries(),
        s.headDim(),
        s.keys(),
        scores,
        s.probabilities(task),
        s.keys(),
        kept.k().array(),
        s.start(task, s.keys(), kept.k()),
        s.hidden(),
        dq.array(),
        s.start(task, s.queries(), dq),
        s.hidden(),
        false,
        scratch,
        scratchAt);
  }

  /** dK = dSᵀ Q. */
  private static void keyCotangent(
      Kernels kernels,
      Sizes s,
      int task,
      Kept kept,
      float[] scores,
      Tensor dk,
      float[] scratch,
      int scratchAt) {
    kernels.gemmTransA(
        s.keys(),
        s.headDim(),
        s.queries(),
        scores,
        s.probabilities(task),
        s.keys(),
        kept.q().array(),
        s.start(task, s.queries(), kept.q()),
        s.hidden(),
        dk.array(),
        s.start(task, s.keys(), dk),
        s.hidden(),
        false,
        scratch,
        scratchAt);
  }
}
