package org.mekiki.core.ops;

import java.util.List;
import org.mekiki.core.autodiff.BackwardPass;
import org.mekiki.core.autodiff.DifferentiableOp;
import org.mekiki.core.autodiff.ForwardPass;
import org.mekiki.core.autodiff.Needs;
import org.mekiki.core.autodiff.UndefinedRuleException;
import org.mekiki.core.kernel.Kernels;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.ShapeMismatchException;
import org.mekiki.core.tensor.Tensor;

/**
 * γ (x − mean)/√(variance + ε) + β along the last axis, variance biased (Ba et al. 2016).
 *
 * <p>Operands: x [.., M], γ [M], β [M].
 *
 * @param epsilon ε
 */
record LayerNorm(float epsilon) implements DifferentiableOp<LayerNorm.Kept> {
  /**
   * What the rule needs.
   *
   * @param x the input
   * @param gamma the scale
   * @param mean one value a row
   * @param rstd one value a row, 1/√(variance + ε)
   */
  record Kept(Tensor x, Tensor gamma, Tensor mean, Tensor rstd) {}

  @Override
  public String name() {
    return "LayerNorm";
  }

  @Override
  public Shape inferShape(List<Shape> operands) {
    Shape x = operands.getFirst();
    if (x.rank() == 0 || x.dim(-1) == 0) {
      throw new ShapeMismatchException(name(), "needs a last axis that is not empty", operands);
    }
    Shape parameters = Shape.of(x.dim(-1));
    if (!operands.get(1).equals(parameters) || !operands.get(2).equals(parameters)) {
      throw new ShapeMismatchException(
          name(), "scale and shift must have shape " + parameters, operands);
    }
    return x;
  }

  @Override
  public Result<Kept> forward(ForwardPass pass) {
    Tensor y = pass.allocateOutput();
    return new Result<>(
        y, normalize(pass, epsilon, pass.operand(0), pass.operand(1), pass.operand(2), y));
  }

  @Override
  public Tensor[] vjp(Kept kept, Tensor cotangent, Needs needs, BackwardPass pass) {
    var products = new Tensor[3];
    if (needs.operand(0)) {
      products[0] = inputCotangent(kept, cotangent, pass);
    }
    if (needs.operand(1) || needs.operand(2)) {
      Tensor[] parameters = parameterCotangents(kept, cotangent, pass);
      products[1] = needs.operand(1) ? parameters[0] : null;
      products[2] = needs.operand(2) ? parameters[1] : null;
    }
    return products;
  }

  /**
   * Of its parts: with c = x − mean and r = 1/√(variance + ε) the output is γ c r + β; c is linear,
   * c² and r take the rescale rule, and the product the mean of both orders. Where γ or β vary,
   * only the mean of the derivatives.
   */
  @Override
  public Tensor[] multipliers(Ends<Kept> ends, Tensor cotangent, Needs needs, BackwardPass pass) {
    if (needs.operand(1) || needs.operand(2)) {
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
            m[j] *= gamma.getFlat(j);
          }
          rowMultipliers(Rows.doubles(x, row, cols), Rows.doubles(b, row, cols), m);
          for (int j = 0; j < cols; j++) {
            dx.array()[dx.offset() + row * cols + j] = (float) m[j];
          }
        });
    return new Tensor[] {dx, null, null};
  }

  /** With the deviation held; where γ or β vary there is no rule. */
  @Override
  public Carried carry(Applied<Kept> applied, Tensor cotangent, Needs needs, BackwardPass pass) {
    requireConstant(needs.operand(1) || needs.operand(2), name(), pass);
    Tensor dx = heldDeviation(applied.residuals(), cotangent, pass);
    double constant = perRow(cotangent, applied.operands().get(2));
    return new Carried(new Tensor[] {dx, null, null}, constant);
  }

  static void requireConstant(boolean varying, String name, BackwardPass pass) {
    if (varying) {
      throw new UndefinedRuleException(
          pass.rules(), "the op %s with weights that depend on the words,".formatted(name));
    }
  }

  /** Σ cotangent · values, with one of these for each column. */
  static double perRow(Tensor cotangent, Tensor values) {
    int cols = values.size();
    double sum = 0;
    for (int i = 0; i < cotangent.size(); i++) {
      sum += (double) cotangent.getFlat(i) * values.getFlat(i % cols);
    }
    return sum;
  }

  /** (γ g − mean(γ g)) / √(variance + ε): the rule of a row that does not deviate from its mean. */
  static Tensor heldDeviation(Kept kept, Tensor cotangent, BackwardPass pass) {
    Tensor dx = pass.allocate(cotangent.shape());
    int cols = cotangent.shape().dim(-1);
    float[] zeros = new float[cols];
    RowBlocks.forEachRow(
        pass,
        cotangent.size() / cols,
        cols,
        row ->
            pass.kernels()
                .layerNormVjpRows(
                    1,
                    cols,
                    zeros,
                    0,
                    kept.gamma().array(),
                    kept.gamma().offset(),
                    zeros,
                    0,
                    kept.rstd().array(),
                    kept.rstd().offset() + row,
                    cotangent.array(),
                    cotangent.offset() + row * cols,
                    dx.array(),
                    dx.offset() + row * cols));
    return dx;
  }

  /** Makes multipliers of a row x with reference b from those of c r, in place. */
  private void rowMultipliers(double[] x, double[] b, double[] m) {
    double r = scale(Rows.centred(x), epsilon);
    double s = scale(Rows.centred(b), epsilon);
    quotientMultipliers(x, b, r, s, m);
    Rows.centred(m);
  }

  /**
   * Makes multipliers of a row c with reference b from those of c r, in place.
   *
   * @param r 1/√(mean(c²) + ε)
   * @param s the same of the reference
   */
  static void quotientMultipliers(double[] c, double[] b, double r, double s, double[] m) {
    double common = 0;
    for (int j = 0; j < m.length; j++) {
      common += m[j] * (c[j] + b[j]) / 2;
    }
    double ofVariance = -common * r * r * s * s / (r + s);
    for (int j = 0; j < m.length; j++) {
      m[j] = m[j] * (r + s) / 2 + ofVariance * (c[j] + b[j]) / m.length;
    }
  }

  /** 1/√(mean of the squares + ε) of a row. */
  static double scale(double[] row, float epsilon) {
    double squares = 0;
    for (double value : row) {
      squares += value * value;
    }
    return 1 / Math.sqrt(squares / row.length + epsilon);
  }

  /** Writes the normalised rows of x to y; returns what the rules need if anyone asks. */
  private static Kept normalize(
      ForwardPass pass, float epsilon, Tensor x, Tensor gamma, Tensor beta, Tensor y) {
    Kept kept = kept(pass, x, gamma);
    int cols = x.shape().dim(-1);
    RowBlocks.forEach(
        pass,
        x.size() / cols,
        cols,
        (from, to) -> normalizeRows(pass.kernels(), epsilon, from, to, kept, beta, y));
    return pass.needs().any() ? kept : null;
  }

  /** What the rules need, means and scales still to be computed. */
  static Kept kept(ForwardPass pass, Tensor x, Tensor gamma) {
    Shape rows = Shape.of(x.size() / x.shape().dim(-1));
    Tensor mean = pass.allocate(rows);
    Tensor rstd = pass.allocate(rows);
    return pass.needs().any()
        ? new Kept(pass.keep(x), pass.keep(gamma), pass.keep(mean), pass.keep(rstd))
        : new Kept(x, gamma, mean, rstd);
  }

  /** Normalises some rows of {@code kept.x()}. */
  static void normalizeRows(
      Kernels kernels, float epsilon, int from, int to, Kept kept, Tensor beta, Tensor y) {
    Tensor x = kept.x();
    int cols = x.shape().dim(-1);
    kernels.layerNormRows(
        to - from,
        cols,
        epsilon,
        x.array(),
        x.offset() + from * cols,
        kept.gamma().array(),
        kept.gamma().offset(),
        beta.array(),
        beta.offset(),
        y.array(),
        y.offset() + from * cols,
        kept.mean().array(),
        kept.mean().offset() + from,
        kept.rstd().array(),
        kept.rstd().offset() + from);
  }

  static Tensor inputCotangent(Kept kept, Tensor cotangent, BackwardPass pass) {
    Tensor dx = pass.allocate(cotangent.shape());
    int cols = cotangent.shape().dim(-1);
    RowBlocks.forEach(
        pass,
        cotangent.size() / cols,
        cols,
        (from, to) ->
            pass.kernels()
                .layerNormVjpRows(
                    to - from,
                    cols,
                    kept.x().array(),
                    kept.x().offset() + from * cols,
                    kept.gamma().array(),
                    kept.gamma().offset(),
                    kept.mean().array(),
                    kept.mean().offset() + from,
                    kept.rstd().array(),
                    kept.rstd().offset() + from,
                    cotangent.array(),
                    cotangent.offset() + from * cols,
                    dx.array(),
                    dx.offset() + from * cols));
    return dx;
  }

  /** Cotangents of γ and β. */
  static Tensor[] parameterCotangents(Kept kept, Tensor cotangent, BackwardPass pass) {
    int cols = cotangent.shape().dim(-1);
    Tensor dGamma = pass.allocateZeros(Shape.of(cols));
    Tensor dBeta = pass.allocateZeros(Shape.of(cols));
    Kernels kernels = pass.kernels();
    pass.run(
        () ->
            kernels.layerNormParametersVjp(
                cotangent.size() / cols,
                cols,
                kept.x().array(),
                kept.x().offset(),
                kept.mean().array(),
                kept.mean().offset(),
                kept.rstd().array(),
                kept.rstd().offset(),
                cotangent.array(),
                cotangent.offset(),
                dGamma.array(),
                dGamma.offset(),
                dBeta.array(),
                dBeta.offset()));
    return new Tensor[] {dGamma, dBeta};
  }
}
