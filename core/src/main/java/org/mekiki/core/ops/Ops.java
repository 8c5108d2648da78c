package org.mekiki.core.ops;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import org.mekiki.core.autodiff.DifferentiableOp;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.tensor.Operand;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/**
 * The primitive ops as functions, on the tape of their operands.
 *
 * <p>At least one operand must be on a tape; {@code tape.constant(tensor)} puts one there. Results
 * are on the same tape. Operands whose shapes do not fit end in a {@link
 * org.mekiki.core.tensor.ShapeMismatchException}. <i>Broadcasting</i> is NumPy's: shapes are
 * aligned at the last axis, and an axis of length 1 or a missing one is repeated.
 */
public final class Ops {
  private Ops() {}

  /**
   * x + y with broadcasting.
   *
   * @param x a summand
   * @param y a summand
   * @return of the broadcast shape
   */
  public static Variable add(Operand x, Operand y) {
    return apply(new Add(), x, y);
  }

  /**
   * x + a constant.
   *
   * @param x of any shape
   * @param y added to each element
   * @return of x's shape
   */
  public static Variable add(Operand x, float y) {
    return add(x, Tensor.scalar(y));
  }

  /**
   * x − y with broadcasting.
   *
   * @param x minuend
   * @param y subtrahend
   * @return of the broadcast shape
   */
  public static Variable sub(Operand x, Operand y) {
    return apply(new Sub(), x, y);
  }

  /**
   * x · y element by element, with broadcasting.
   *
   * @param x a factor
   * @param y a factor
   * @return of the broadcast shape
   */
  public static Variable mul(Operand x, Operand y) {
    return apply(new Mul(), x, y);
  }

  /**
   * gate · value element by element, with broadcasting: the product where one factor weighs the
   * other. {@link org.mekiki.core.autodiff.BackwardRules} that hold weights hold the gate.
   *
   * @param gate what weighs
   * @param value what is weighed
   * @return of the broadcast shape
   */
  public static Variable gated(Operand gate, Operand value) {
    return apply(new Gated(), gate, value);
  }

  /**
   * x, marked as what a normalisation multiplies with, such as one over a root mean square: a
   * constant under {@link org.mekiki.core.autodiff.BackwardRules}, else x and nothing more.
   *
   * @param x of any shape
   * @return x
   */
  public static Variable heldFactor(Operand x) {
    return apply(new HeldFactor(), x);
  }

  /**
   * A function of each element that is written with ops, marked as one function, which {@link
   * org.mekiki.core.autodiff.BackwardRules} see as a whole.
   *
   * @param name of the function, for messages
   * @param x of any shape, on a tape
   * @param function what it is
   * @param slopeAtZero its derivative at 0; empty where it is not 0 there
   * @return of x's shape
   */
  public static Variable elementFunction(
      String name, Variable x, UnaryOperator<Variable> function, OptionalDouble slopeAtZero) {
    return apply(new ElementFunction(name, function, slopeAtZero), x, function.apply(x));
  }

  /**
   * x / y element by element, with broadcasting.
   *
   * @param x dividend
   * @param y divisor
   * @return of the broadcast shape
   */
  public static Variable div(Operand x, Operand y) {
    return apply(new Div(), x, y);
  }

  /**
   * {@return −x, of x's shape}
   *
   * @param x of any shape
   */
  public static Variable neg(Operand x) {
    return scale(x, -1f);
  }

  /**
   * {@return factor · x, of x's shape}
   *
   * @param x of any shape
   * @param factor a constant
   */
  public static Variable scale(Operand x, float factor) {
    return apply(new Scale(factor), x);
  }

  /**
   * {@return e^x element by element, of x's shape}
   *
   * @param x of any shape
   */
  public static Variable exp(Operand x) {
    return apply(new Exp(), x);
  }

  /**
   * {@return ln x element by element, of x's shape; −∞ for 0, NaN for less}
   *
   * @param x of any shape
   */
  public static Variable log(Operand x) {
    return apply(new Log(), x);
  }

  /**
   * {@return tanh x element by element, of x's shape}
   *
   * @param x of any shape
   */
  public static Variable tanh(Operand x) {
    return apply(new Tanh(), x);
  }

  /**
   * {@return 1/(1 + e^(−x)) element by element, of x's shape}
   *
   * @param x of any shape
   */
  public static Variable sigmoid(Operand x) {
    return apply(new Sigmoid(), x);
  }

  /**
   * {@return max(x, 0) element by element, of x's shape; the derivative at 0 is 0}
   *
   * @param x of any shape
   */
  public static Variable relu(Operand x) {
    return apply(new Relu(), x);
  }

  /**
   * {@return the error function of each element, of x's shape}
   *
   * @param x of any shape
   */
  public static Variable erf(Operand x) {
    return apply(new Erf(), x);
  }

  /**
   * {@return GELU, exact: x Φ(x) element by element, of x's shape}
   *
   * @param x of any shape
   */
  public static Variable gelu(Operand x) {
    return apply(new Gelu(), x);
  }

  /**
   * {@return GELU's tanh form, x/2 · (1 + tanh(√(2/π) (x + 0.044715 x³))), of x's shape}
   *
   * @param x of any shape
   */
  public static Variable geluTanh(Operand x) {
    return apply(new GeluTanh(), x);
  }

  /**
   * Softmax along the last axis.
   *
   * @param x [.., C], C ≥ 1
   * @return of x's shape; each row adds up to 1
   */
  public static Variable softmax(Operand x) {
    return apply(new Softmax(), x);
  }

  /**
   * Log-softmax along the last axis.
   *
   * @param x [.., C], C ≥ 1
   * @return of x's shape
   */
  public static Variable logSoftmax(Operand x) {
    return apply(new LogSoftmax(), x);
  }

  /**
   * Layer normalisation along the last axis: γ (x − mean)/√(variance + ε) + β, variance biased.
   *
   * @param x [.., M], M ≥ 1
   * @param gamma γ, the scale, [M]
   * @param beta β, the shift, [M]
   * @param epsilon ε, added to the variance
   * @return of x's shape
   */
  public static Variable layerNorm(Operand x, Operand gamma, Operand beta, float epsilon) {
    return apply(new LayerNorm(epsilon), x, gamma, beta);
  }

  /**
   * Root-mean-square normalisation along the last axis: (o + γ) x / √(mean(x²) + ε) (Zhang and
   * Sennrich 2019).
   *
   * @param x [.., M]
   * @param gamma γ, [M]
   * @param offset o: 0, or 1 where γ is stored as its difference from 1
   * @param epsilon ε
   * @return [.., M]
   */
  public static Variable rmsNorm(Operand x, Operand gamma, float offset, float epsilon) {
    return apply(new RmsNorm(epsilon, offset), x, gamma);
  }

  /**
   * The matrix product [.., m, k] · [.., k, n], with broadcasting of the axes before the last two.
   *
   * @param a [.., m, k]
   * @param b [.., k, n]
   * @return [.., m, n]
   */
  public static Variable matMul(Operand a, Operand b) {
    return apply(new MatMul(), a, b);
  }

  /**
   * Sum over axes; over all where none is named.
   *
   * @param x of any shape
   * @param axes may count from the last, −1
   * @return of x's shape without these axes
   */
  public static Variable sum(Operand x, int... axes) {
    return apply(new Sum(list(axes), false), x);
  }

  /**
   * Mean over axes; over all where none is named.
   *
   * @param x of any shape
   * @param axes may count from the last, −1
   * @return of x's shape without these axes
   */
  public static Variable mean(Operand x, int... axes) {
    Variable sum = sum(x, axes);
    return scale(sum, (float) ((double) sum.shape().size() / x.shape().size()));
  }

  /**
   * Largest value over axes; over all where none is named. Where several are largest, the cotangent
   * is shared out evenly.
   *
   * @param x of any shape that is not empty
   * @param axes may count from the last, −1
   * @return of x's shape without these axes
   */
  public static Variable max(Operand x, int... axes) {
    return apply(new Max(list(axes), false), x);
  }

  /**
   * The same elements in another shape; nothing is copied.
   *
   * @param x of any shape
   * @param dims lengths of the axes, outermost first, whose product is x's size; none for a scalar
   * @return of shape {@code dims}
   */
  public static Variable reshape(Operand x, int... dims) {
    return apply(new Reshape(Shape.of(dims)), x);
  }

  /**
   * Axis i of the result is axis permutation[i] of x.
   *
   * @param x of any shape
   * @param permutation each of x's axes once, counted from 0
   * @return of the permuted shape
   * @throws IllegalArgumentException if this is no permutation
   */
  public static Variable transpose(Operand x, int... permutation) {
    return apply(new Transpose(list(permutation)), x);
  }

  /**
   * Indices {@code from} (inclusive) to {@code to} (exclusive) of an axis.
   *
   * @param x of rank 1 or more
   * @param axis may count from the last, −1
   * @param from first index, from 0
   * @param to index after the last, up to the axis' length
   * @return of x's shape with {@code to − from} as that axis' length
   */
  public static Variable slice(Operand x, int axis, int from, int to) {
    return apply(new Slice(axis, from, to), x);
  }

  /**
   * One index of an axis, which disappears.
   *
   * @param x of rank 1 or more
   * @param axis may count from the last, −1
   * @param index from 0 to the axis' length − 1
   * @return of x's shape without that axis
   */
  public static Variable select(Operand x, int axis, int index) {
    Shape shape = x.shape();
    int at = shape.normalizeAxis(axis);
    int[] dims = new int[shape.rank() - 1];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = shape.dim(i < at ? i : i + 1);
    }
    return reshape(slice(x, at, index, index + 1), dims);
  }

  /**
   * Tensors one after the other along an axis.
   *
   * @param axis may count from the last, −1
   * @param operands of shapes that differ on that axis alone, 64 at most
   * @return of their shape, with the sum of their lengths on that axis
   */
  public static Variable concat(int axis, Operand... operands) {
    return apply(new Concat(axis), operands);
  }

  /**
   * Rows of a table [V, d]: ids of shape [..] give [.., d]. The rule adds up the cotangents of a
   * row that is taken several times.
   *
   * @param table [V, d]
   * @param ids row numbers from 0 to V − 1, in row-major order of {@code idShape}
   * @param idShape [..]
   * @return [.., d]
   * @throws IllegalArgumentException if the ids do not fill {@code idShape}
   */
  public static Variable gather(Operand table, int[] ids, Shape idShape) {
    return apply(new Gather(ids, idShape), table);
  }

  /**
   * The same for a table that is on no tape; a constant unless it is a parameter in training.
   *
   * @param tape the tape to record on
   * @param table rows to choose from, [V, d]
   * @param ids row numbers in row-major order of idShape, each from 0 to below V
   * @param idShape shape of the row numbers
   * @return [.., d], the axes of idShape before d
   */
  public static Variable gather(Tape tape, Operand table, int[] ids, Shape idShape) {
    return tape.apply(new Gather(ids, idShape), table);
  }

  /**
   * x where the condition is not zero, else y; all three are broadcast.
   *
   * @param condition a constant
   * @param x taken where it is not zero
   * @param y taken where it is zero
   * @return of the broadcast shape
   */
  public static Variable where(Tensor condition, Operand x, Operand y) {
    return apply(new Where(), condition, x, y);
  }

  /**
   * Mean of −log softmax(logits)[target] over the rows of logits [B, C].
   *
   * @param logits [B, C]
   * @param targets B classes, each from 0 to C − 1
   * @return a scalar, in nats
   */
  public static Variable crossEntropy(Operand logits, int... targets) {
    return apply(new CrossEntropy(targets), logits);
  }

  /**
   * {@link #crossEntropy(Operand, int...)} with label smoothing (Szegedy et al. 2016): the target
   * has 1 − ε of the probability, and ε is shared out among all classes.
   *
   * @param logits [B, C]
   * @param targets the right class of each row
   * @param smoothing ε, from 0 to below 1
   * @return a scalar
   */
  public static Variable crossEntropy(Operand logits, int[] targets, double smoothing) {
    return apply(new CrossEntropy(targets, smoothing), logits);
  }

  /**
   * Mean over the rows of logits [B, C] of −Σ q log softmax(logits): the cross-entropy where not
   * one class is right but each has a share of the probability.
   *
   * @param logits [B, C]
   * @param shares q, [B, C], each row from 0 to 1 with the sum 1
   * @return a scalar, in nats
   */
  public static Variable crossEntropy(Operand logits, Tensor shares) {
    return scale(sum(mul(logSoftmax(logits), shares)), -1f / shares.shape().dim(0));
  }

  /**
   * Mean over all elements of −t ln σ(x) − (1 − t) ln (1 − σ(x)), x the logits.
   *
   * @param logits of any shape
   * @param targets t, from 0 to 1, of the logits' shape
   * @return a scalar
   */
  public static Variable binaryCrossEntropy(Operand logits, Operand targets) {
    return apply(new BinaryCrossEntropy(), logits, targets);
  }

  /**
   * Mean of (x − t)² over all elements.
   *
   * @param x of any shape
   * @param targets t, of x's shape
   * @return a scalar
   */
  public static Variable meanSquaredError(Operand x, Operand targets) {
    return apply(new MeanSquaredError(), x, targets);
  }

  /**
   * x with elements left out and the others scaled up for it (Srivastava et al. 2014).
   *
   * @param x [B, ..]; entries of the first axis are examples
   * @param mask which elements
   * @return of x's shape
   */
  public static Variable dropout(Operand x, DropoutMask mask) {
    return apply(new Dropout(mask), x);
  }

  /**
   * B variants of a base [S, M] with rows [N, M] in their places: [B, S, M].
   *
   * @param base what all variants have where no row is placed, [S, M]
   * @param rows [N, M]
   * @param places of the N rows in B variants of S rows
   * @return [B, S, M]
   */
  public static Variable placeRows(Operand base, Operand rows, RowPlaces places) {
    return apply(new PlaceRows(places), base, rows);
  }

  /**
   * Rows of a table [S, M] at the places' positions: [N, M]; a constant where the table is.
   *
   * @param tape that the result is on; the table may be on none
   * @param table [S, M]
   * @param places of N rows in variants of S rows
   * @return [N, M]
   */
  public static Variable takeRows(Tape tape, Operand table, RowPlaces places) {
    return tape.apply(new TakeRows(places), table);
  }

  /**
   * x · Wᵀ + bias, [.., in] to [.., out]; fused.
   *
   * @param x [.., in]
   * @param weights W [out, in] and bias [out]
   * @return [.., out]
   */
  public static Variable linear(Operand x, LinearWeights weights) {
    return apply(new Linear(weights), weights.operands(x));
  }

  /**
   * GELU(x · Wᵀ + bias), exact,, [.., in] to [.., out]; fused.
   *
   * @param x [.., in]
   * @param weights W [out, in] and bias [out]
   * @return [.., out]
   */
  public static Variable linearGelu(Operand x, LinearWeights weights) {
    return apply(new LinearGelu(weights, false), weights.operands(x));
  }

  /**
   * {@link #linearGelu} with GELU's tanh form; fused.
   *
   * @param x [.., in]
   * @param weights W [out, in] and bias [out]
   * @return [.., out]
   */
  public static Variable linearGeluTanh(Operand x, LinearWeights weights) {
    return apply(new LinearGelu(weights, true), weights.operands(x));
  }

  /**
   * LayerNorm(x + r): the end of every sub-layer; fused.
   *
   * @param x [.., M], M ≥ 1
   * @param r of x's shape; no broadcasting
   * @param gamma γ, the scale, [M]
   * @param beta β, the shift, [M]
   * @param epsilon ε, added to the variance
   * @return of x's shape
   */
  public static Variable addLayerNorm(
      Operand x, Operand r, Operand gamma, Operand beta, float epsilon) {
    return apply(new AddLayerNorm(epsilon), x, r, gamma, beta);
  }

  /**
   * State and cell of a long short-term memory after a step, side by side; fused.
   *
   * @param fromInput the input's part of the gates i, f, g, o, [N, 4 M]
   * @param fromState the state's part, [N, 4 M]
   * @param before state and cell before the step, [N, 2 M]
   * @return [N, 2 M]: c' = σ(f) c + σ(i) tanh(g) and h' = σ(o) tanh(c'), h' first
   */
  public static Variable lstmStep(Operand fromInput, Operand fromState, Operand before) {
    return apply(new LstmStep(), fromInput, fromState, before);
  }

  /**
   * The state of a gated recurrent unit after a step; fused.
   *
   * @param fromInput the input's part x of the gates r, z, n, [N, 3 M]
   * @param fromState the state's part s, [N, 3 M]
   * @param before the state h before the step, [N, M]
   * @return [N, M]: (1 − z) n + z h with n = tanh(x_n + σ(r) s_n)
   */
  public static Variable gruStep(Operand fromInput, Operand fromState, Operand before) {
    return apply(new GruStep(), fromInput, fromState, before);
  }

  /**
   * softmax(Q Kᵀ / √D) V in H heads; fused.
   *
   * @param q queries [B, Q, M]
   * @param k keys [B, S, M]
   * @param v values [B, S, M]
   * @param heads H, a divisor of M
   * @return [B, Q, M]
   */
  public static Variable attention(Operand q, Operand k, Operand v, int heads) {
    return apply(new ScaledDotProductAttention(heads), q, k, v);
  }

  /**
   * {@link #attention(Operand, Operand, Operand, int)} with scores that depend on distances too.
   *
   * @param q queries [B, Q, M]
   * @param k keys [B, S, M]
   * @param v values [B, S, M]
   * @param heads H, a divisor of M
   * @param positions what distances do to scores, for texts of S rows or more
   * @param firstQuery position of the first query among the keys, at most S − Q
   * @return [B, Q, M]
   */
  public static Variable attention(
      Operand q, Operand k, Operand v, int heads, RelativePositions positions, int firstQuery) {
    return apply(new ScaledDotProductAttention(heads, positions, firstQuery), q, k, v);
  }

  /**
   * The same with attention probabilities left out.
   *
   * @param q queries [B, Q, M]
   * @param k keys [B, S, M]
   * @param v values [B, S, M]
   * @param heads H, a divisor of M
   * @param positions what the distance does to scores
   * @param firstQuery position of the first query among the keys
   * @param mask which; null for none
   * @return [B, Q, M]
   */
  public static Variable attention(
      Operand q,
      Operand k,
      Operand v,
      int heads,
      RelativePositions positions,
      int firstQuery,
      DropoutMask mask) {
    return apply(new ScaledDotProductAttention(heads, positions, firstQuery, mask), q, k, v);
  }

  /**
   * The same with tables that are on the tape, or that training changes.
   *
   * @param q queries [B, Q, M]
   * @param k keys [B, S, M]
   * @param v values [B, S, M]
   * @param heads H, a divisor of M
   * @param tables of relative positions
   * @param firstQuery position of the first query among the keys
   * @param mask of probabilities that are left out; null for none
   * @return [B, Q, M]
   */
  public static Variable attention(
      Operand q,
      Operand k,
      Operand v,
      int heads,
      PositionTables tables,
      int firstQuery,
      DropoutMask mask) {
    return apply(
        new TabledAttention(heads, tables.layout(), firstQuery, mask), tables.operands(q, k, v));
  }

  /**
   * Rotary position embedding of each head's part of the rows of x [.., S, M].
   *
   * @param x [.., S, M]
   * @param heads H, a divisor of M
   * @param angles for heads of M/H numbers
   * @param first position of the first row; there must be angles for {@code first} + S positions
   * @return of x's shape
   */
  public static Variable rotate(Operand x, int heads, RotaryAngles angles, int first) {
    return apply(new RotaryEmbedding(heads, angles, first), x);
  }

  /**
   * Applies an op on the tape of its operands.
   *
   * @param op computes the output, and later the cotangents
   * @param operands as many as the op takes, in its order
   * @return the op's output
   * @throws IllegalArgumentException if no operand is on a tape
   */
  public static Variable apply(DifferentiableOp<?> op, Operand... operands) {
    return tape(op, operands).apply(op, operands);
  }

  private static Tape tape(DifferentiableOp<?> op, Operand... operands) {
    for (Operand operand : operands) {
      if (operand instanceof Variable variable) {
        return variable.tape();
      }
    }
    throw new IllegalArgumentException(
        op.name() + ": no operand is on a tape; put one there with tape.constant(tensor)");
  }

  private static List<Integer> list(int... values) {
    return Arrays.stream(values).boxed().toList();
  }
}
