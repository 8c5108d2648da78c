package org.mekiki.core.ops;

import java.util.Arrays;
import java.util.List;
import org.mekiki.core.autodiff.DifferentiableOp;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.tensor.Operand;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/**
 * The primitive ops as functions, on the tape of their operands.
 *
 * <p>At least one operand must be on a tape; {@code tape.constant(tensor)} puts one there.
 */
public final class Ops {
  private Ops() {}

  /** x + y with broadcasting. */
  public static Variable add(Operand x, Operand y) {
    return apply(new Add(), x, y);
  }

  /** x + a constant. */
  public static Variable add(Operand x, float y) {
    return add(x, Tensor.scalar(y));
  }

  /** x − y with broadcasting. */
  public static Variable sub(Operand x, Operand y) {
    return apply(new Sub(), x, y);
  }

  /** x · y element by element, with broadcasting. */
  public static Variable mul(Operand x, Operand y) {
    return apply(new Mul(), x, y);
  }

  /** x / y element by element, with broadcasting. */
  public static Variable div(Operand x, Operand y) {
    return apply(new Div(), x, y);
  }

  /** −x. */
  public static Variable neg(Operand x) {
    return scale(x, -1f);
  }

  /** factor · x. */
  public static Variable scale(Operand x, float factor) {
    return apply(new Scale(factor), x);
  }

  /** e^x. */
  public static Variable exp(Operand x) {
    return apply(new Exp(), x);
  }

  /** ln x. */
  public static Variable log(Operand x) {
    return apply(new Log(), x);
  }

  /** tanh x. */
  public static Variable tanh(Operand x) {
    return apply(new Tanh(), x);
  }

  /** 1/(1 + e^(−x)). */
  public static Variable sigmoid(Operand x) {
    return apply(new Sigmoid(), x);
  }

  /** max(x, 0). */
  public static Variable relu(Operand x) {
    return apply(new Relu(), x);
  }

  /** The error function. */
  public static Variable erf(Operand x) {
    return apply(new Erf(), x);
  }

  /** GELU, exact. */
  public static Variable gelu(Operand x) {
    return apply(new Gelu(), x);
  }

  /** GELU's tanh form. */
  public static Variable geluTanh(Operand x) {
    return apply(new GeluTanh(), x);
  }

  /** Softmax along the last axis. */
  public static Variable softmax(Operand x) {
    return apply(new Softmax(), x);
  }

  /** Log-softmax along the last axis. */
  public static Variable logSoftmax(Operand x) {
    return apply(new LogSoftmax(), x);
  }

  /** Layer normalisation along the last axis: x [.., M], γ and β [M]. */
  public static Variable layerNorm(Operand x, Operand gamma, Operand beta, float epsilon) {
    return apply(new LayerNorm(epsilon), x, gamma, beta);
  }

  /** [.., m, k] · [.., k, n]. */
  public static Variable matMul(Operand a, Operand b) {
    return apply(new MatMul(), a, b);
  }

  /** Sum over axes; over all where none is named. */
  public static Variable sum(Operand x, int... axes) {
    return apply(new Sum(list(axes), false), x);
  }

  /** Mean over axes; over all where none is named. */
  public static Variable mean(Operand x, int... axes) {
    Variable sum = sum(x, axes);
    return scale(sum, (float) ((double) sum.shape().size() / x.shape().size()));
  }

  /** Largest value over axes; over all where none is named. */
  public static Variable max(Operand x, int... axes) {
    return apply(new Max(list(axes), false), x);
  }

  /** The same elements in another shape. */
  public static Variable reshape(Operand x, int... dims) {
    return apply(new Reshape(Shape.of(dims)), x);
  }

  /** Axis i of the result is axis permutation[i] of x. */
  public static Variable transpose(Operand x, int... permutation) {
    return apply(new Transpose(list(permutation)), x);
  }

  /** Indices {@code from} (inclusive) to {@code to} (exclusive) of an axis. */
  public static Variable slice(Operand x, int axis, int from, int to) {
    return apply(new Slice(axis, from, to), x);
  }

  /** One index of an axis, which disappears. */
  public static Variable select(Operand x, int axis, int index) {
    Shape shape = x.shape();
    int at = shape.normalizeAxis(axis);
    int[] dims = new int[shape.rank() - 1];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = shape.dim(i < at ? i : i + 1);
    }
    return reshape(slice(x, at, index, index + 1), dims);
  }

  /** Tensors one after the other along an axis. */
  public static Variable concat(int axis, Operand... operands) {
    return apply(new Concat(axis), operands);
  }

  /** Rows of a table [V, d]: ids of shape [..] give [.., d]. */
  public static Variable gather(Operand table, int[] ids, Shape idShape) {
    return apply(new Gather(ids, idShape), table);
  }

  /** The same for a table that is on no tape; a constant unless it is a parameter in training. */
  public static Variable gather(Tape tape, Operand table, int[] ids, Shape idShape) {
    return tape.apply(new Gather(ids, idShape), table);
  }

  /** x where the condition is not zero, else y; all three are broadcast. */
  public static Variable where(Tensor condition, Operand x, Operand y) {
    return apply(new Where(), condition, x, y);
  }

  /** Mean of −log softmax(logits)[target] over the rows of logits [B, C]. */
  public static Variable crossEntropy(Operand logits, int... targets) {
    return apply(new CrossEntropy(targets), logits);
  }

  /**
   * {@link #crossEntropy(Operand, int...)} with label smoothing (Szegedy et al. 2016): the target
   * has 1 − ε of the probability, and ε is shared out among all classes.
   *
   * @param smoothing ε, from 0 to below 1
   */
  public static Variable crossEntropy(Operand logits, int[] targets, double smoothing) {
    return apply(new CrossEntropy(targets, smoothing), logits);
  }

  /**
   * Mean over all elements of −t ln σ(x) − (1 − t) ln (1 − σ(x)), x the logits.
   *
   * @param targets t, from 0 to 1, of the logits' shape
   */
  public static Variable binaryCrossEntropy(Operand logits, Tensor targets) {
    return apply(new BinaryCrossEntropy(), logits, targets);
  }

  /** Mean of (x − t)² over all elements. */
  public static Variable meanSquaredError(Operand x, Tensor targets) {
    return apply(new MeanSquaredError(), x, targets);
  }

  /**
   * x with elements left out and the others scaled up for it (Srivastava et al. 2014).
   *
   * @param x [B, ..]; entries of the first axis are examples
   */
  public static Variable dropout(Operand x, DropoutMask mask) {
    return apply(new Dropout(mask), x);
  }

  /** B variants of a base [S, M] with rows [N, M] in their places: [B, S, M]. */
  public static Variable placeRows(Operand base, Operand rows, RowPlaces places) {
    return apply(new PlaceRows(places), base, rows);
  }

  /** Rows of a table [S, M] at the places' positions: [N, M]; a constant where the table is. */
  public static Variable takeRows(Tape tape, Operand table, RowPlaces places) {
    return tape.apply(new TakeRows(places), table);
  }

  /** x · Wᵀ + bias, [.., in] to [.., out]; fused. */
  public static Variable linear(Operand x, LinearWeights weights) {
    return apply(new Linear(weights), weights.operands(x));
  }

  /** GELU(x · Wᵀ + bias), exact, [.., in] to [.., out]; fused. */
  public static Variable linearGelu(Operand x, LinearWeights weights) {
    return apply(new LinearGelu(weights, false), weights.operands(x));
  }

  /** {@link #linearGelu} with GELU's tanh form; fused. */
  public static Variable linearGeluTanh(Operand x, LinearWeights weights) {
    return apply(new LinearGelu(weights, true), weights.operands(x));
  }

  /** LayerNorm(x + r): the end of every sub-layer; fused. */
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
   * @param firstQuery position of the first query among the keys
   */
  public static Variable attention(
      Operand q, Operand k, Operand v, int heads, RelativePositions positions, int firstQuery) {
    return apply(new ScaledDotProductAttention(heads, positions, firstQuery), q, k, v);
  }

  /**
   * The same with attention probabilities left out.
   *
   * @param mask which; null for none
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
   * @param mask of probabilities that are left out; null for none
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
   * @param heads H, a divisor of M
   * @param first position of the first row
   */
  public static Variable rotate(Operand x, int heads, RotaryAngles angles, int first) {
    return apply(new RotaryEmbedding(heads, angles, first), x);
  }

  /**
   * Applies an op on the tape of its operands.
   *
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
