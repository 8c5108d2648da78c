package org.mekiki.transformer.encoder;

import java.util.List;
import java.util.function.Supplier;
import org.mekiki.core.tensor.Shape;

/**
 * A weight that a family needs.
 *
 * @param name the canonical name, which the converted file uses
 * @param checkpointNames accepted names in a checkpoint, in order of preference; none for a weight
 *     that the family does not have, which is zero
 * @param shape its shape
 * @param part how it is made of the checkpoint's tensor; null where it is that tensor
 * @param fixed the numbers of a weight that does not learn and that checkpoints may lack; null for
 *     all others
 */
public record WeightSpec(
    String name,
    List<String> checkpointNames,
    Shape shape,
    WeightPart part,
    Supplier<float[]> fixed) {
  /** Copies. */
  public WeightSpec {
    checkpointNames = List.copyOf(checkpointNames);
  }

  /**
   * A weight that learns.
   *
   * @param name the canonical name, which the converted file uses
   * @param checkpointNames accepted names in a checkpoint, in order of preference; none for a
   *     weight that the family does not have, which is zero
   * @param shape its shape
   * @param part how it is made of the checkpoint's tensor; null where it is that tensor
   */
  public WeightSpec(String name, List<String> checkpointNames, Shape shape, WeightPart part) {
    this(name, checkpointNames, shape, part, null);
  }

  /**
   * A weight that is a checkpoint's tensor.
   *
   * @param name the canonical name, which the converted file uses
   * @param checkpointNames accepted names in a checkpoint, in order of preference; none for a
   *     weight that the family does not have, which is zero
   * @param shape its shape
   */
  public WeightSpec(String name, List<String> checkpointNames, Shape shape) {
    this(name, checkpointNames, shape, null);
  }

  /**
   * {@return the same under other names in checkpoints}
   *
   * @param names in order of preference
   */
  public WeightSpec under(List<String> names) {
    return new WeightSpec(name, names, shape, part, fixed);
  }

  /** {@return the shape of the checkpoint's tensor} */
  public Shape checkpointShape() {
    return part == null ? shape : part.whole();
  }

  /**
   * {@return whether a checkpoint's tensor has the right shape}
   *
   * @param tensor shape of the checkpoint's tensor
   */
  public boolean fits(Shape tensor) {
    return part == null ? tensor.equals(shape) : part.fits(tensor);
  }

  /**
   * {@return the weight's numbers from those of the checkpoint's tensor; the same array where it is
   * that tensor}
   *
   * @param tensor all numbers of the checkpoint's tensor, in row-major order
   */
  public float[] of(float[] tensor) {
    return part == null ? tensor : part.numbers().apply(tensor);
  }

  /**
   * Writes the weight's numbers to their places in the checkpoint's tensor.
   *
   * @param weight all numbers of the weight
   * @param tensor where they go
   */
  public void place(float[] weight, float[] tensor) {
    if (part == null) {
      System.arraycopy(weight, 0, tensor, 0, weight.length);
    } else {
      part.place().accept(weight, tensor);
    }
  }
}
