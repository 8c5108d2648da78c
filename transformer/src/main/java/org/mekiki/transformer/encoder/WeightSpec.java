package org.mekiki.transformer.encoder;

import java.util.List;
import org.mekiki.core.tensor.Shape;

/**
 * A weight that a family needs.
 *
 * @param name the canonical name, which the converted file uses
 * @param checkpointNames accepted names in a checkpoint, in order of preference
 * @param shape its shape
 */
public record WeightSpec(String name, List<String> checkpointNames, Shape shape) {
  /** Copies. */
  public WeightSpec {
    checkpointNames = List.copyOf(checkpointNames);
  }
}
