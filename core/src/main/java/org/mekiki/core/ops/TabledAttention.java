package org.mekiki.core.ops;

import java.util.List;
import org.mekiki.core.autodiff.ForwardPass;
import org.mekiki.core.autodiff.FusedOp;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.ShapeMismatchException;
import org.mekiki.core.tensor.Tensor;

/**
 * {@link ScaledDotProductAttention} with tables of relative positions among the operands: Q, K, V,
 * then the tables. Its rule differentiates the reference, which is slower; it is needed in training
 * alone.
 *
 * @param heads H
 * @param layout what the tables are
 * @param firstQuery position of the first query among the keys
 * @param mask of probabilities that are left out; null for none
 */
record TabledAttention(int heads, PositionTables.Layout layout, int firstQuery, DropoutMask mask)
    implements FusedOp<FusedOp.KeptOperands> {
  private static final int TABLES = 3;

  @Override
  public String name() {
    return "TabledAttention";
  }

  @Override
  public Shape inferShape(List<Shape> operands) {
    if (operands.size() != TABLES + layout.count()) {
      throw new ShapeMismatchException(
          name(), "needs queries, keys, values and %d tables".formatted(layout.count()), operands);
    }
    List<Tensor> tables =
        operands.subList(TABLES, operands.size()).stream().map(Tensor::zeros).toList();
    return new ScaledDotProductAttention(heads, layout.of(tables), firstQuery, mask)
        .inferShape(operands.subList(0, TABLES));
  }

  @Override
  public Result<KeptOperands> forward(ForwardPass pass) {
    List<Tensor> operands = pass.operands();
    RelativePositions positions = layout.of(operands.subList(TABLES, operands.size()));
    Tensor y =
        new ScaledDotProductAttention(heads, positions, firstQuery, mask).forward(pass).output();
    return new Result<>(y, FusedOp.keepOperands(pass));
  }

  @Override
  public Variable reference(Tape tape, List<Variable> operands) {
    List<Variable> tables = operands.subList(TABLES, operands.size());
    return new ScaledDotProductAttention(heads, RelativePositions.NONE, firstQuery, mask)
        .reference(operands, (q, k, content) -> scores(q, k, content, tables));
  }

  private Variable scores(Variable q, Variable k, Variable content, List<Variable> tables) {
    if (layout.rows() == null) {
      Variable scaled = Ops.scale(content, RelativePositions.NONE.scale(q.shape().dim(3)));
      return Ops.add(scaled, bias(tables.getFirst(), q.shape().dim(2), k.shape().dim(2)));
    }
    Variable scores = content;
    if (layout.keys()) {
      scores = Ops.add(scores, tableProducts(q, k, tables.getFirst(), false));
    }
    if (layout.queries()) {
      Variable products = tableProducts(k, q, tables.getLast(), true);
      scores = Ops.add(scores, Ops.transpose(products, 0, 1, 3, 2));
    }
    return Ops.scale(scores, (float) layout.scale());
  }

  /** Numbers for the distances of x's rows and y's, as indices from 0 of {@code size} distances. */
  private int[] distances(int x, int y, int size, boolean byKey) {
    int[] distances = new int[x * y];
    for (int i = 0; i < distances.length; i++) {
      int ahead = byKey ? i % y - i / y : i / y - i % y;
      distances[i] = firstQuery + ahead + (size - 1) / 2;
    }
    return distances;
  }

  /** Each row of x with the table's rows for its distances to those of y: [B, H, X, Y]. */
  private Variable tableProducts(Variable x, Variable y, Variable table, boolean byKey) {
    int rows = x.shape().dim(2);
    int columns = y.shape().dim(2);
    int dim = x.shape().dim(3);
    int[] ids = distances(rows, columns, layout.rows().length, byKey);
    for (int i = 0; i < ids.length; i++) {
      ids[i] = layout.rows()[ids[i]];
    }
    Variable gathered = Ops.gather(table, ids, Shape.of(ids.length));
    Variable split = Ops.reshape(gathered, rows, columns, heads, dim);
    Variable aligned = Ops.reshape(Ops.transpose(split, 2, 0, 3, 1), 1, heads, rows, dim, columns);
    int batch = x.shape().dim(0);
    Variable single = Ops.reshape(x, batch, heads, rows, 1, dim);
    return Ops.reshape(Ops.matMul(single, aligned), batch, heads, rows, columns);
  }

  /** What each distance adds, [1, H, Q, S], of biases [H, distances]. */
  private Variable bias(Variable bias, int queries, int keys) {
    int[] ids = distances(queries, keys, bias.shape().dim(1), false);
    Variable gathered = Ops.gather(Ops.transpose(bias, 1, 0), ids, Shape.of(ids.length));
    return Ops.reshape(Ops.transpose(gathered, 1, 0), 1, heads, queries, keys);
  }
}
