package org.mekiki.core.ops;

import java.util.ArrayList;
import java.util.List;
import org.mekiki.core.autodiff.BackwardPass;
import org.mekiki.core.autodiff.DifferentiableOp;
import org.mekiki.core.autodiff.ForwardPass;
import org.mekiki.core.autodiff.Needs;
import org.mekiki.core.autodiff.Pass;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.ShapeMismatchException;
import org.mekiki.core.tensor.Tensor;

/** The matrix product [.., m, k] · [.., k, n] with broadcasting of the axes before the last two. */
final class MatMul implements DifferentiableOp<MatMul.Kept> {
  /** The operands' shapes, and each operand if the other's cotangent is asked for. */
  record Kept(Shape first, Shape second, Tensor a, Tensor b) {}

  @Override
  public String name() {
    return "MatMul";
  }

  @Override
  public Shape inferShape(List<Shape> operands) {
    Shape a = operands.get(0);
    Shape b = operands.get(1);
    if (a.rank() < 2 || b.rank() < 2) {
      throw new ShapeMismatchException(name(), "both operands need two axes or more", operands);
    }
    if (a.dim(-1) != b.dim(-2)) {
      throw new ShapeMismatchException(
          name(),
          "%d columns on the left meet %d rows on the right".formatted(a.dim(-1), b.dim(-2)),
          operands);
    }
    Shape batch = Broadcast.shape(name(), List.of(batch(a), batch(b)));
    return withBatch(batch, a.dim(-2), b.dim(-1));
  }

  @Override
  public Result<Kept> forward(ForwardPass pass) {
    Tensor a = pass.operand(0);
    Tensor b = pass.operand(1);
    Tensor c = pass.allocateOutput();
    Shape batch = batch(c.shape());
    Tensor left = Broadcast.expand(pass, a, withBatchOf(batch, a));
    Tensor right = Broadcast.expand(pass, b, withBatchOf(batch, b));
    int m = c.shape().dim(-2);
    int n = c.shape().dim(-1);
    int k = a.shape().dim(-1);
    forEachMatrix(
        pass,
        batch,
        m,
        n,
        k,
        (i, scratch, at) ->
            pass.kernels()
                .gemm(
                    m,
                    n,
                    k,
                    left.array(),
                    left.offset() + i * m * k,
                    k,
                    right.array(),
                    right.offset() + i * k * n,
                    n,
                    c.array(),
                    c.offset() + i * m * n,
                    n,
                    false,
                    scratch,
                    at));
    return new Result<>(c, new Kept(a.shape(), b.shape(), pass.keepFor(1, a), pass.keepFor(0, b)));
  }

  @Override
  public Tensor[] vjp(Kept kept, Tensor cotangent, Needs needs, BackwardPass pass) {
    return new Tensor[] {
      needs.operand(0) ? Broadcast.reduce(pass, left(kept, cotangent, pass), kept.first()) : null,
      needs.operand(1) ? Broadcast.reduce(pass, right(kept, cotangent, pass), kept.second()) : null
    };
  }

  @Override
  public Carried carry(Applied<Kept> applied, Tensor cotangent, Needs needs, BackwardPass pass) {
    return Products.carried(this, applied, cotangent, needs, pass);
  }

  /** dA = dC · Bᵀ. */
  private static Tensor left(Kept kept, Tensor dc, BackwardPass pass) {
    Shape batch = batch(dc.shape());
    int m = dc.shape().dim(-2);
    int n = dc.shape().dim(-1);
    int k = kept.first().dim(-1);
    Tensor b = Broadcast.expand(pass, kept.b(), withBatch(batch, k, n));
    Tensor da = pass.allocate(withBatch(batch, m, k));
    forEachMatrix(
        pass,
        batch,
        m,
        k,
        n,
        (i, scratch, at) ->
            pass.kernels()
                .gemmTransB(
                    m,
                    k,
                    n,
                    dc.array(),
                    dc.offset() + i * m * n,
                    n,
                    b.array(),
                    b.offset() + i * k * n,
                    n,
                    da.array(),
                    da.offset() + i * m * k,
                    k,
                    false,
                    scratch,
                    at));
    return da;
  }

  /** dB = Aᵀ · dC. */
  private static Tensor right(Kept kept, Tensor dc, BackwardPass pass) {
    Shape batch = batch(dc.shape());
    int m = dc.shape().dim(-2);
    int n = dc.shape().dim(-1);
    int k = kept.second().dim(-2);
    Tensor a = Broadcast.expand(pass, kept.a(), withBatch(batch, m, k));
    Tensor db = pass.allocate(withBatch(batch, k, n));
    forEachMatrix(
        pass,
        batch,
        k,
        n,
        m,
        (i, scratch, at) ->
            pass.kernels()
                .gemmTransA(
                    k,
                    n,
                    m,
                    a.array(),
                    a.offset() + i * m * k,
                    k,
                    dc.array(),
                    dc.offset() + i * m * n,
                    n,
                    db.array(),
                    db.offset() + i * k * n,
                    n,
                    false,
                    scratch,
                    at));
    return db;
  }

  /** The product of matrix {@code i} of the batch, with floats to work in from {@code at} on. */
  private interface Product {
    void compute(int i, float[] scratch, int at);
  }

  private static void forEachMatrix(Pass pass, Shape batch, int m, int n, int k, Product product) {
    int size = pass.kernels().gemmScratch(m, n, k);
    float[] scratch = pass.scratch(size * pass.context().parallelism());
    pass.countMultiplyAdds((long) batch.size() * m * n * k);
    pass.forEach(batch.size(), (i, worker) -> product.compute(i, scratch, worker * size));
  }

  private static Shape batch(Shape shape) {
    int[] dims = shape.toArray();
    return Shape.of(java.util.Arrays.copyOf(dims, dims.length - 2));
  }

  private static Shape withBatchOf(Shape batch, Tensor matrix) {
    return withBatch(batch, matrix.shape().dim(-2), matrix.shape().dim(-1));
  }

  private static Shape withBatch(Shape batch, int rows, int cols) {
    var dims = new ArrayList<Integer>();
    for (int dim : batch.toArray()) {
      dims.add(dim);
    }
    dims.add(rows);
    dims.add(cols);
    return Shape.of(dims.stream().mapToInt(Integer::intValue).toArray());
  }
}
