package org.mekiki.transformer.encoder;

import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.ops.RelativePositions;
import org.mekiki.core.ops.RotaryAngles;

/**
 * How positions enter one layer's attention.
 *
 * @param relative what is done to scores
 * @param angles by which queries and keys are turned; null for none
 */
record LayerPositions(RelativePositions relative, RotaryAngles angles) {
  static final LayerPositions NONE = new LayerPositions(RelativePositions.NONE, null);

  /** Attention of queries from position {@code first} on. */
  Variable attention(Variable queries, Variable keys, Variable values, int heads, int first) {
    if (relative == RelativePositions.NONE && angles == null) {
      return Ops.attention(queries, keys, values, heads);
    }
    return Ops.attention(
        turned(queries, heads, first), turned(keys, heads, 0), values, heads, relative, first);
  }

  private Variable turned(Variable x, int heads, int first) {
    return angles == null ? x : Ops.rotate(x, heads, angles, first);
  }
}
