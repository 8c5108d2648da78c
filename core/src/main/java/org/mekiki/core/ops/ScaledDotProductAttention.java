package org.mekiki.core.ops;

import java.util.Arrays;
import java.util.List;
import org.mekiki.core.autodiff.BackwardPass;
import org.mekiki.core.autodiff.BackwardRules;
import org.mekiki.core.autodiff.ForwardPass;
import org.mekiki.core.autodiff.FusedOp;
import org.mekiki.core.autodiff.Needs;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.kernel.KernelSelection;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.ShapeMismatchException;
import org.mekiki.core.tensor.Tensor;

/**
 * softmax(Q Kᵀ / √D) V in H heads (Vaswani et al. 2017): queries [B, Q, M], keys and values [B, S,
 * M], M = H · D; the result is [B, Q, M]. Only the queries that someone reads need to be given.
 *
 * @param heads H
 * @param positions what the distance of a query and a key adds to Q Kᵀ / √D
 * @param firstQuery position of the first query among the keys
 * @param mask of probabilities that are left out in training; null for none
 */
record ScaledDotProductAttention(
    int heads, RelativePositions positions, int firstQuery, DropoutMask mask)
    implements FusedOp<ScaledDotProductAttention.Kept> {
  /** Without positions. */
  ScaledDotProductAttention(int heads) {
    this(heads, RelativePositions.NONE, 0);
  }

  /** Without dropout. */
  ScaledDotProductAttention(int heads, RelativePositions positions, int firstQuery) {
    this(heads, positions, firstQuery, null);
  }

  /**
   * The operands and the attention probabilities: those of a head after the other, one row a key,
   * one column a query, in the blocks of {@link AttentionBlock}.
   */
  record Kept(Tensor q, Tensor k, Tensor v, Tensor probabilities) {
    Kept withProbabilities(Tensor others) {
      return new Kept(q, k, v, others);
    }
  }

  /** The mask by heads; null for none. */
  HeadDropout dropout() {
    return mask == null ? null : new HeadDropout(mask, heads);
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
    if (!positions.fits(heads, q.dim(2))
        || k.dim(1) > positions.length()
        || firstQuery + q.dim(1) > k.dim(1)) {
      throw new ShapeMismatchException(
          name(),
          "the relative positions do not fit %d heads and queries from %d on"
              .formatted(heads, firstQuery),
          operands);
    }
    if (mask != null && mask.examples() != q.dim(0)) {
      throw new ShapeMismatchException(
          name(), "the mask is one of %d examples".formatted(mask.examples()), operands);
    }
    return q;
  }

  @Override
  public Variable reference(Tape tape, List<Variable> operands) {
    return reference(operands, this::scores);
  }

  /** From products of queries and keys to scores, all [B, H, .., ..]. */
  interface Scores {
    /** The scores before the softmax; content is Q Kᵀ. */
    Variable of(Variable q, Variable k, Variable content);
  }

  /** The same with other scores. */
  Variable reference(List<Variable> operands, Scores scores) {
    Variable q = split(operands.get(0));
    Variable k = split(operands.get(1));
    Variable v = split(operands.get(2));
    Variable content = Ops.matMul(q, Ops.transpose(k, 0, 1, 3, 2));
    Variable probabilities = Ops.softmax(scores.of(q, k, content));
    if (mask != null) {
      probabilities = Ops.mul(probabilities, kept(probabilities.shape()));
    }
    Variable mixed = Ops.transpose(Ops.matMul(probabilities, v), 0, 2, 1, 3);
    return Ops.reshape(mixed, operands.get(0).shape().toArray());
  }

  private Variable scores(Variable q, Variable k, Variable content) {
    Variable scores = content;
    if (positions.keys() != null) {
      scores = Ops.add(scores, tableProducts(q, k, positions.keys(), false));
    }
    if (positions.queries() != null) {
      Variable products = tableProducts(k, q, positions.queries(), true);
      scores = Ops.add(scores, Ops.transpose(products, 0, 1, 3, 2));
    }
    scores = Ops.scale(scores, positions.scale(q.shape().dim(3)));
    if (positions.bias() != null) {
      scores = Ops.add(scores, bias(q.shape().dim(2), k.shape().dim(2)));
    }
    if (positions.window() != Integer.MAX_VALUE) {
      // Taken in the place of the scores, not added to them: their digits would be lost.
      Tensor seen = seen(q.shape().dim(2), k.shape().dim(2));
      scores = Ops.where(seen, scores, Tensor.of(Shape.of(1), -1e9f));
    }
    return scores;
  }

  /** Each row of x with the table's rows for its distances to those of y: [B, H, X, Y]. */
  private Variable tableProducts(Variable x, Variable y, Tensor table, boolean byKey) {
    int[] sizes = {heads, x.shape().dim(2), y.shape().dim(2)};
    Tensor expanded = RelativePositions.expanded(table, positions.rows(), firstQuery, sizes, byKey);
    int batch = x.shape().dim(0);
    Variable rows = Ops.reshape(x, batch, heads, sizes[1], 1, x.shape().dim(3));
    return Ops.reshape(Ops.matMul(rows, expanded), batch, heads, sizes[1], sizes[2]);
  }

  /** What each distance adds: [1, H, Q, S]. */
  private Tensor bias(int queries, int keys) {
    float[] values = new float[heads * queries * keys];
    int at = 0;
    for (int h = 0; h < heads; h++) {
      int row = h * positions.bias().shape().dim(1) + positions.length() - 1;
      for (int i = 0; i < queries; i++) {
        for (int j = 0; j < keys; j++) {
          values[at++] = positions.bias().getFlat(row + firstQuery + i - j);
        }
      }
    }
    return Tensor.wrap(values, 0, Shape.of(1, heads, queries, keys));
  }

  /** 1 for the keys that a query sees, else 0: [Q, S]. */
  private Tensor seen(int queries, int keys) {
    float[] values = new float[queries * keys];
    for (int at = 0; at < values.length; at++) {
      int distance = firstQuery + at / keys - at % keys;
      values[at] = Math.abs(distance) <= positions.window() ? 1 : 0;
    }
    return Tensor.wrap(values, 0, Shape.of(queries, keys));
  }

  /** What the mask multiplies probabilities [B, H, Q, S] with. */
  private Tensor kept(Shape shape) {
    int queries = shape.dim(2);
    int keys = shape.dim(3);
    float[] values = new float[shape.size()];
    HeadDropout dropout = dropout();
    List<AttentionBlock> blocks =
        AttentionBlock.of(queries, keys, positions.window(), firstQuery, columns -> columns);
    for (int task = 0; task < shape.dim(0) * heads; task++) {
      for (AttentionBlock block : blocks) {
        float[] factors = new float[block.scoreFloats()];
        Arrays.fill(factors, 1f);
        int columns = block.queries();
        dropout.apply(KernelSelection.scalar(), task, block, columns, factors, 0, factors, 0);
        for (int i = 0; i < factors.length; i++) {
          int query = block.query() + i % columns;
          values[(task * queries + query) * keys + block.key() + i / columns] = factors[i];
        }
      }
    }
    return Tensor.wrap(values, 0, shape);
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
    var head = new AttentionHead(pass.kernels(), this, q.shape(), k.shape());
    int workers = pass.context().parallelism();
    boolean keeps = pass.needs().any();
    int stored = keeps ? head.tasks() : workers;
    Tensor p = pass.allocate(Shape.of(stored, head.scoreFloats()));
    Tensor y = pass.allocateOutput();
    float[] scratch = pass.scratch(head.scratchFloats() * workers);
    pass.countMultiplyAdds(2 * head.multiplyAdds());
    pass.forEach(
        head.tasks(),
        (task, worker) -> {
          int pAt = p.offset() + (keeps ? task : worker) * head.scoreFloats();
          head.attend(task, q, k, v, p.array(), pAt, y, scratch, worker * head.scratchFloats());
        });
    Kept kept = keeps ? new Kept(pass.keep(q), pass.keep(k), pass.keep(v), pass.keep(p)) : null;
    return new Result<>(y, kept);
  }

  @Override
  public Tensor[] vjp(Kept kept, Tensor dy, Needs needs, BackwardPass pass) {
    var head = new AttentionHead(pass.kernels(), this, kept.q().shape(), kept.k().shape());
    Tensor dq = needs.operand(0) ? pass.allocate(kept.q().shape()) : null;
    Tensor dk = needs.operand(1) ? pass.allocate(kept.k().shape()) : null;
    Tensor dv = needs.operand(2) ? pass.allocate(kept.v().shape()) : null;
    int workFloats = head.scoreFloats() + head.scratchFloats();
    float[] scratch = pass.scratch(workFloats * pass.context().parallelism());
    pass.countMultiplyAdds(productCount(dq, dk, dv) * head.multiplyAdds());
    pass.forEach(
        head.tasks(),
        (task, worker) -> head.attendVjp(task, kept, dy, dq, dk, dv, scratch, worker * workFloats));
    return new Tensor[] {dq, dk, dv};
  }

  @Override
  public boolean holds(int operand, BackwardRules rules) {
    return operand < 2 && rules.holdsWeights();
  }

  /**
   * Where probabilities are held, values carry all. Else probabilities and values carry half each,
   * and of what probabilities carry queries and keys half each, but all where they meet a table.
   */
  @Override
  public Carried carry(Applied<Kept> applied, Tensor dy, Needs needs, BackwardPass pass) {
    Kept kept = applied.residuals();
    boolean queries = needs.operand(0);
    boolean keys = needs.operand(1);
    if (!queries && !keys) {
      return new Carried(vjp(kept, dy, needs, pass), 0);
    }
    Tensor given = needs.operand(2) ? Products.half(dy, pass) : dy;
    Kept shared =
        new Kept(
            queries && keys ? Products.half(kept.q(), pass) : kept.q(),
            queries && keys ? Products.half(kept.k(), pass) : kept.k(),
            kept.v(),
            kept.probabilities());
    if (pass.rules().weighting() == BackwardRules.Weighting.SHARED) {
      return new Carried(vjp(shared, given, needs, pass), 0);
    }
    Tensor[] ofScores =
        vjp(shared.withProbabilities(softer(kept, pass)), given, queriesAndKeys(needs), pass);
    Tensor[] ofValues = vjp(kept, given, new Needs(needs.mask() & 1L << 2), pass);
    return new Carried(new Tensor[] {ofScores[0], ofScores[1], ofValues[2]}, 0);
  }

  private static Needs queriesAndKeys(Needs needs) {
    return new Needs(needs.mask() & 3);
  }

  /** The probabilities at twice the temperature. */
  private Tensor softer(Kept kept, BackwardPass pass) {
    var head = new AttentionHead(pass.kernels(), this, kept.q().shape(), kept.k().shape());
    Tensor p = kept.probabilities();
    Tensor softer = pass.allocate(p.shape());
    pass.forEach(head.tasks(), (task, _) -> head.soften(task, p, softer));
    return softer;
  }

  /** One for each cotangent, and one for that of the scores where queries or keys need it. */
  private static int productCount(Tensor dq, Tensor dk, Tensor dv) {
    int scores = dq == null && dk == null ? 0 : 1;
    return scores + (dq == null ? 0 : 1) + (dk == null ? 0 : 1) + (dv == null ? 0 : 1);
  }
}
