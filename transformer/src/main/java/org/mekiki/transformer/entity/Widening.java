package org.mekiki.transformer.entity;

import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.LinearWeights;
import org.mekiki.core.ops.Ops;
import org.mekiki.transformer.encoder.WeightSpecs;
import org.mekiki.transformer.encoder.Weights;

/**
 * Two layers with a ReLU between them, the first of which makes rows wider.
 *
 * @param wide the first layer
 * @param out the second
 */
record Widening(LinearWeights wide, LinearWeights out) {
  /** The layers with these canonical names. */
  static Widening of(Weights weights, String name) {
    return new Widening(weights.linear(name + ".wide"), weights.linear(name + ".out"));
  }

  /**
   * Adds the specifications; in checkpoints the layers stand in a sequence with an activation and a
   * dropout between them.
   *
   * @param last place of the second layer in that sequence
   */
  static void specify(
      WeightSpecs specs, String name, String checkpoint, int last, int in, int wide, int out) {
    specs
        .head(name + ".wide", checkpoint + ".0", in, wide)
        .head(name + ".out", checkpoint + "." + last, wide, out);
  }

  /** [.., in] to [.., out]. */
  Variable of(Variable rows) {
    return Ops.linear(Ops.relu(Ops.linear(rows, wide)), out);
  }
}
