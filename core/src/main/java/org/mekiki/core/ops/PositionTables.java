package org.mekiki.core.ops;

import java.util.ArrayList;
import java.util.List;
import org.mekiki.core.tensor.Operand;
import org.mekiki.core.tensor.Tensor;

/**
 * What {@link RelativePositions} holds, of tables that have a gradient: parameters, or variables
 * that were computed of some.
 */
public final class PositionTables {
  private final Layout layout;
  private final List<Operand> tables;

  /**
   * What is done with the tables.
   *
   * @param scale of the whole score
   * @param rows the row of each distance; null where the table is one of biases
   * @param keys whether queries meet a table
   * @param queries whether keys meet a table
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Layout(double scale, int[] rows, boolean keys, boolean queries) {
    /** The same with tables of these values, in the order of the operands. */
    RelativePositions of(List<Tensor> tables) {
      if (rows == null) {
        return RelativePositions.bias(tables.getFirst());
      }
      return RelativePositions.products(
          scale, rows, keys ? tables.getFirst() : null, queries ? tables.getLast() : null);
    }

    /** Number of tables. */
    int count() {
      return rows == null ? 1 : (keys ? 1 : 0) + (queries ? 1 : 0);
    }
  }

  private PositionTables(Layout layout, List<Operand> tables) {
    this.layout = layout;
    this.tables = tables;
  }

  /**
   * Products with rows that belong to distances, as {@link RelativePositions#products}.
   *
   * @param scale of the whole score
   * @param rows the row of each distance, from 1 − L to L − 1
   * @param keys K, [R, M], what queries meet; or null
   * @param queries Q, [R, M], what keys meet; or null
   * @return the tables
   */
  public static PositionTables products(double scale, int[] rows, Operand keys, Operand queries) {
    var tables = new ArrayList<Operand>();
    if (keys != null) {
      tables.add(keys);
    }
    if (queries != null) {
      tables.add(queries);
    }
    return new PositionTables(
        new Layout(scale, rows.clone(), keys != null, queries != null), tables);
  }

  /**
   * A number for each head and distance, as {@link RelativePositions#bias}.
   *
   * @param bias b, [H, 2L − 1], distances from 1 − L to L − 1
   * @return the table
   */
  public static PositionTables bias(Operand bias) {
    return new PositionTables(new Layout(0, null, false, false), List.of(bias));
  }

  Layout layout() {
    return layout;
  }

  Operand[] operands(Operand q, Operand k, Operand v) {
    var operands = new ArrayList<Operand>(List.of(q, k, v));
    operands.addAll(tables);
    return operands.toArray(Operand[]::new);
  }
}
