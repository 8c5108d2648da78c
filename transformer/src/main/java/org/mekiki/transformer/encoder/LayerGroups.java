package org.mekiki.transformer.encoder;

import java.util.Map;

/**
 * Which layers share their weights (Lan et al. 2020): the layers are cut into equal groups, and
 * each layer of a group is the same sequence of inner layers.
 *
 * @param groups number of groups; 0 where every layer has its own weights
 * @param inner layers that one counted layer consists of
 */
public record LayerGroups(int groups, int inner) {
  /** Every layer has its own weights. */
  public static final LayerGroups NONE = new LayerGroups(0, 1);

  private static final int LARGEST = 1000;

  /** Checks that the numbers can be. */
  public LayerGroups {
    if (groups < 0 || inner < 1 || groups > LARGEST || inner > LARGEST) {
      throw new UnsupportedModelException(
          "the configuration has %d groups of %d layers".formatted(groups, inner));
    }
  }

  /** Number of layers that have weights, where {@code layers} are counted. */
  int distinct(int layers) {
    return groups == 0 ? layers : groups * inner;
  }

  /** The number of the weights of inner layer {@code j} of layer {@code i}. */
  int weights(int i, int j, int layers) {
    if (groups == 0) {
      return i;
    }
    int group = (int) (i / ((double) layers / groups));
    return group * inner + j;
  }

  void writeTo(Map<String, String> map) {
    map.put("layer_groups", Integer.toString(groups));
    map.put("inner_layers", Integer.toString(inner));
  }

  static LayerGroups read(ConfigValues values) {
    return new LayerGroups(values.integer("layer_groups", 0), values.integer("inner_layers", 1));
  }
}
