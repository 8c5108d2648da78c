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
          "the checkpoint has no \"%s\"%s".formatted(weight, instead(shapes, weight, kind)));
    }
    if (shape.rank() != 2) {
      throw new UnsupportedModelException(
          "\"%s\" has shape %s; a matrix [labels, hidden size] is needed".formatted(weight, shape));
    }
    return shape.dim(0);
  }

  /** What it has instead: the same name behind a prefix, or nothing of this kind. */
  private static String instead(Map<String, Shape> shapes, String weight, String kind) {
    return shapes.keySet().stream()
        .filter(name -> name.endsWith("." + weight))
        .findFirst()
        .map(
            name ->
                " but \"%s\": take \"%s\" away from the names of its tensors"
                    .formatted(name, name.substring(0, name.length() - weight.length())))
        .orElse(": it is not a " + kind);
  }
}
