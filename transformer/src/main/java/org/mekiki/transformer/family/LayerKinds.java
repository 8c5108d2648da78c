package org.mekiki.transformer.family;

import java.util.List;
import java.util.function.IntPredicate;
import org.mekiki.transformer.encoder.AttentionPositions.Rotary;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.UnsupportedModelException;

/**
 * Which layers see all tokens and which near ones alone: {@code layer_types} lists them; where it
 * is absent, one that sees all comes again after a number of layers.
 */
final class LayerKinds {
  /** Of a layer that sees all tokens. */
  static final String FULL = "full_attention";

  /** Of a layer that sees near ones alone. */
  static final String SLIDING = "sliding_attention";

  private static final String KEY = "layer_types";

  private LayerKinds() {}

  /**
   * The layers' letters, as {@link Rotary#layers} has them.
   *
   * @param layers of the model
   * @param isFull whether a layer sees all tokens where the configuration lists none
   */
  static String read(ConfigValues config, int layers, IntPredicate isFull) {
    List<String> types = config.list(KEY);
    if (!types.isEmpty() && types.size() != layers) {
      throw new UnsupportedModelException(
          "\"%s\" has %d entries for %d layers in the configuration"
              .formatted(KEY, types.size(), layers));
    }
    var letters = new StringBuilder();
    // A configuration with too many layers is refused when all sizes are known.
    for (int i = 0; i < Math.min(layers, 1 << 16); i++) {
      String type = types.isEmpty() ? isFull.test(i) ? FULL : SLIDING : types.get(i);
      if (!type.equals(FULL) && !type.equals(SLIDING)) {
        throw new UnsupportedModelException(
            "\"%s\" has \"%s\" in the configuration; supported are %s and %s"
                .formatted(KEY, type, FULL, SLIDING));
      }
      letters.append(type.equals(FULL) ? 'g' : 'l');
    }
    return letters.toString();
  }

  /** What {@code layer_types} lists. */
  static List<String> types(Rotary rotary) {
    return rotary.layers().chars().mapToObj(letter -> letter == 'g' ? FULL : SLIDING).toList();
  }

  /** Refuses keys of a group that are of neither kind of layer. */
  static void requireGroups(ConfigValues config, String group) {
    for (String key : config.below(group)) {
      if (!key.startsWith(FULL + ".") && !key.startsWith(SLIDING + ".")) {
        throw new UnsupportedModelException(
            "\"%s.%s\" is set in the configuration; supported are %s and %s"
                .formatted(group, key, FULL, SLIDING));
      }
    }
  }

  /** After how many layers one that sees all comes again. */
  static int period(ConfigValues config, String key, int absent) {
    int every = config.integer(key, absent);
    if (every < 1) {
      throw new UnsupportedModelException(
          "\"%s\" is %d in the configuration; it must be 1 or more".formatted(key, every));
    }
    return every;
  }
}
