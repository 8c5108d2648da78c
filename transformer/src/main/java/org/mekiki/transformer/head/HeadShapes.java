package org.mekiki.transformer.head;

import java.util.Map;
import org.mekiki.core.tensor.Shape;
import org.mekiki.transformer.encoder.UnsupportedModelException;

/** What the shapes of a checkpoint's tensors say of its head. */
final class HeadShapes {
  private HeadShapes() {}

  /**
   * The number of outputs of a linear layer.
   *
   * @param layer its name in the checkpoint
   * @param kind what a checkpoint without it is not
   * @throws UnsupportedModelException if there is no such matrix
   */
  static int outputs(Map<String, Shape> shapes, String layer, String kind) {
    String weight = layer + ".weight";
    Shape shape = shapes.get(weight);
    if (shape == null) {
      throw new UnsupportedModelException(
          "the checkpoint has no \"%s\": it is no %s".formatted(weight, kind));
    }
    if (shape.rank() != 2) {
      throw new UnsupportedModelException(
          "\"%s\" has shape %s; a matrix [labels, hidden size] is needed".formatted(weight, shape));
    }
    return shape.dim(0);
  }
}
