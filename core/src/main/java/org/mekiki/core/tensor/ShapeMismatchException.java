package org.mekiki.core.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Operands whose shapes an operation cannot combine. */
public final class ShapeMismatchException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /**
   * Names the operation, what differs and all operand shapes.
   *
   * @param operation name of the op
   * @param difference what is wrong and what would be right
   * @param operands all operand shapes, in order
   */
  public ShapeMismatchException(String operation, String difference, List<Shape> operands) {
    super(
        operation
            + ": "
            + difference
            + "; operands "
            + operands.stream().map(Shape::toString).collect(Collectors.joining(" and ")));
  }

  /**
   * Same, with the shapes listed one by one.
   *
   * @param operation name of the op
   * @param difference what is wrong and what would be right
   * @param operands all operand shapes, in order
   */
  public ShapeMismatchException(String operation, String difference, Shape... operands) {
    this(operation, difference, Arrays.asList(operands));
  }
}
