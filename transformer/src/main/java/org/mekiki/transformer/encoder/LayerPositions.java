package org.mekiki.transformer.encoder;

import java.util.function.Function;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.DropoutMask;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.ops.PositionTables;
import org.mekiki.core.ops.RelativePositions;
import org.mekiki.core.ops.RotaryAngles;

/**
 * How positions enter one layer's attention.
 *
 * @param relative what is done to scores
 * @param angles by which queries and keys are turned; null for none
 * @param values whether values are turned too
 * @param trained the tables of relative positions, made of parameters on a tape; null where they
 *     are constants or there are none
 */
record LayerPositions(
    RelativePositions relative,
    RotaryAngles angles,
    boolean values,
    Function<Tape, PositionTables> trained) {
  static final LayerPositions NONE = new LayerPositions(RelativePositions.NONE, null);

  LayerPositions(RelativePositions relative, RotaryAngles angles) {
    this(relative, angles, false, null);
  }

  static LayerPositions trained(Function<Tape, PositionTables> tables) {
    return new LayerPositions(RelativePositions.NONE, null, false, tables);
  }

  /**
   * Attention of queries from position {@code first} on.
   *
   * @param mask of probabilities that are left out; null for none
   */
  Variable attention(
      Variable queries, Variable keys, Variable given, int heads, int first, DropoutMask mask) {
    if (trained != null) {
      PositionTables tables = trained.apply(queries.tape());
      return Ops.attention(queries, keys, given, heads, tables, first, mask);
    }
    if (relative == RelativePositions.NONE && angles == null) {
      return mask == null
          ? Ops.attention(queries, keys, given, heads)
          : Ops.attention(queries, keys, given, heads, relative, 0, mask);
    }
    return Ops.attention(
        turned(queries, heads, first),
        turned(keys, heads, 0),
        values ? turned(given, heads, 0) : given,
        heads,
        relative,
        first,
        mask);
  }

  private Variable turned(Variable x, int heads, int first) {
    return angles == null ? x : Ops.rotate(x, heads, angles, first);
  }
}
