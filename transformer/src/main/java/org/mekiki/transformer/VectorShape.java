package org.mekiki.transformer;

import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.Ops;
import org.mekiki.transformer.head.Cosine;
import org.mekiki.transformer.head.Head;

/**
 * What is made of the vectors that a model was trained to give.
 *
 * @param dimensions numbers that are kept, the first ones
 * @param length of the vectors
 */
record VectorShape(int dimensions, Length length) {
  /** How long vectors are. */
  enum Length {
    /** As the model makes them, before they are cut. */
    AS_TRAINED,
    /** 1, after they were cut. */
    ONE,
    /** As before the model's last step, where that would give them the length 1. */
    UNCHANGED
  }

  /** A head with such vectors. */
  Head of(Head head) {
    return new Shaped(length == Length.UNCHANGED ? head.unnormalized() : head, this);
  }

  private Variable of(Variable vectors) {
    Variable kept =
        vectors.shape().dim(1) == dimensions ? vectors : Ops.slice(vectors, 1, 0, dimensions);
    return length == Length.ONE ? Cosine.normalized(kept) : kept;
  }

  private record Shaped(Head whole, VectorShape shape) implements Head {
    @Override
    public Variable outputs(Variable rows) {
      return shape.of(whole.outputs(rows));
    }

    @Override
    public Variable outputs(Variable rows, int prompt) {
      return shape.of(whole.outputs(rows, prompt));
    }
  }
}
