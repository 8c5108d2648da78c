package org.mekiki.core.ops;

import java.util.List;
import org.mekiki.core.autodiff.BackwardPass;
import org.mekiki.core.autodiff.DifferentiableOp;
import org.mekiki.core.autodiff.ForwardPass;
import org.mekiki.core.autodiff.Needs;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.ShapeMismatchException;
import org.mekiki.core.tensor.Tensor;

/**
 * (o + γ) x / √(mean(x²) + ε) along the last axis (Zhang and Sennrich 2019).
 *
 * <p>Operands: x [.., M], γ [M].
 *
 * @param epsilon ε
 * @param offset o: 0, or 1 where γ is stored as its difference from 1
 */
record RmsNorm(float epsilon, float offset) implements DifferentiableOp<RmsNorm.Kept> {
  /**
   * What the rule needs.
   *
   * @param x the input
   * @param gamma the scale without the offset
   * @param factor one value a row, 1/√(mean(x²) + ε)
   */
  record Kept(Tensor x, Tensor gamma, Tensor factor) {}

  @Override
  public String name() {
    return "RmsNorm";
  }

  @Override
  public Shape inferShape(List<Shape> operands) {
    Shape x = operands.getFirst();
    if (x.rank() == 0 || x.dim(-1) == 0) {
      throw new ShapeMismatchException(name(), "needs a last axis that is not empty", operands);
    }
    Shape parameters = Shape.of(x.dim(-1));
    if (!operands.get(1).equals(parameters)) {
      throw new ShapeMismatchException(name(), "the scale must have shape " + parameters, operands);
    }
    return x;
  }

  @Override
  public Result<Kept> forward(ForwardPass pass) {
    Tensor x = pass.operand(0);
    Tensor gamma = pass.operand(1);
    Tensor y = pass.allocateOutput();
    int cols = x.shape().dim(-1);
    Tensor factor = pass.allocate(Shape.of(x.size() / cols));
    RowBlocks.forEachRow(
        pass,
        x.size() / cols,
        cols,
        row -> {
          float[] in = x.array();
          int at = x.offset() + row * cols;
          double squares = 0;
          for (int j = 0; j < cols; j++) {
            squares += (double) in[at + j] * in[at + j];
          }
          double r = 1 / Math.sqrt(squares / cols + epsilon);
          factor.array()[factor.offset() + row] = (float) r;
          float[] out = y.array();
          int to = y.offset() + row * cols;
          for (int j = 0; j < cols; j++) {
            out[to + j] = (float) (scale(gamma, j) * (in[at + j] * r));
          }
        });
    return new Result<>(
        y, pass.needs().any() ? new Kept(pass.keep(x), pass.keep(gamma), pass.keep(factor)) : null);
  }

  /** o + γ of a column. */
  private double scale(Tensor gamma, int j) {
    return (double) offset + gamma.array()[gamma.offset() + j];
  }

  @Override
  public Tensor[] vjp(Kept kept, Tensor cotangent, Needs needs, BackwardPass pass) {
    return new Tensor[] {
      needs.operand(0) ? inputCotangent(kept, cotangent, false, pass) : null,
      needs.operand(1) ? scaleCotangent(kept, cotangent, pass) : null
    };
  }

  /**
   * r ((o + γ) g − x r² mean((o + γ) g x)).
   *
   * @param held whether r is a constant, so that the second term is left out
   */
  private Tensor inputCotangent(Kept kept, Tensor cotangent, boolean held, BackwardPass pass) {
    Tensor dx = pass.allocate(cotangent.shape());
    int cols = cotangent.shape().dim(-1);
    RowBlocks.forEachRow(
        pass,
        cotangent.size() / cols,
        cols,
        row -> {
          float[] x = kept.x().array();
          float[] g = cotangent.array();
          int at = kept.x().offset() + row * cols;
          int from = cotangent.offset() + row * cols;
          double r = kept.factor().array()[kept.factor().offset() + row];
          double common = 0;
          for (int j = 0; j < cols && !held; j++) {
            common += scale(kept.gamma(), j) * g[from + j] * x[at + j];
          }
          double perElement = common / cols * r * r;
          float[] out = dx.array();
          int to = dx.offset() + row * cols;
          for (int j = 0; j < cols; j++) {
            double direct = scale(kept.gamma(), j) * g[from + j];
            out[to + j] = (float) (r * (direct - perElement * x[at + j]));
          }
        });
    return dx;
  }

  /** Σ g x r over the rows. */
  private static Tensor scaleCotangent(Kept kept, Tensor cotangent, BackwardPass pass) {
    int cols = cotangent.shape().dim(-1);
    Tensor dGamma = pass.allocate(Shape.of(cols));
    pass.run(
        () -> {
          double[] sums = new double[cols];
          for (int row = 0; row < cotangent.size() / cols; row++) {
            double r = kept.factor().array()[kept.factor().offset() + row];
            for (int j = 0; j < cols; j++) {
              double product =
                  (double) cotangent.array()[cotangent.offset() + row * cols + j]
                      * kept.x().array()[kept.x().offset() + row * cols + j];
              sums[j] += r * product;
            }
          }
          for (int j = 0; j < cols; j++) {
            dGamma.array()[dGamma.offset() + j] = (float) sums[j];
          }
        });
    return dGamma;
  }

  /** Those of {@link LayerNorm} without the mean; where γ varies, the mean of the derivatives. */
  @Override
  public Tensor[] multipliers(Ends<Kept> ends, Tensor cotangent, Needs needs, BackwardPass pass) {
    if (needs.operand(1)) {
      return DifferentiableOp.super.multipliers(ends, cotangent, needs, pass);
    }
    Tensor x = ends.input().operands().get(0);
    Tensor b = ends.reference().operands().get(0);
    Tensor gamma = ends.input().operands().get(1);
    Tensor dx = pass.allocate(cotangent.shape());
    int cols = cotangent.shape().dim(-1);
    pass.forEach(
        cotangent.size() / cols,
        (row, _) -> {
          double[] m = Rows.doubles(cotangent, row, cols);
          for (int j = 0; j < cols; j++) {
            m[j] *= scale(gamma, j);
          }
          double[] here = Rows.doubles(x, row, cols);
          double[] there = Rows.doubles(b, row, cols);
          LayerNorm.quotientMultipliers(
              here, there, LayerNorm.scale(here, epsilon), LayerNorm.scale(there, epsilon), m);
          for (int j = 0; j < cols; j++) {
            dx.array()[dx.offset() + row * cols + j] = (float) m[j];
          }
        });
    return new Tensor[] {dx, null};
  }

  /** With the root of the mean square held; where γ varies there is no rule. */
  @Override
  public Carried carry(Applied<Kept> applied, Tensor cotangent, Needs needs, BackwardPass pass) {
    LayerNorm.requireConstant(needs.operand(1), name(), pass);
    return new Carried(
        new Tensor[] {inputCotangent(applied.residuals(), cotangent, true, pass), null}, 0);
  }
}
