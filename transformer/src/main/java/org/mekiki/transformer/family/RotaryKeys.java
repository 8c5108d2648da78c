package org.mekiki.transformer.family;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.mekiki.transformer.encoder.AttentionPositions.Rotary;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.RotaryFrequencies;
import org.mekiki.transformer.encoder.UnsupportedModelException;

/**
 * The configuration keys of rotary positions: {@code rope_theta} and {@code rope_parameters}, which
 * older configurations call {@code rope_scaling}.
 */
final class RotaryKeys {
  private static final String NEWER = "rope_parameters";
  private static final String OLDER = "rope_scaling";
  private static final String THETA = "rope_theta";
  private static final String TYPE = "rope_type";
  private static final String ORIGINAL = "original_max_position_embeddings";

  private RotaryKeys() {}

  /**
   * What a configuration says of all layers.
   *
   * @param absent θ where it says nothing
   * @param positions of the model, for which scalings are made where they do not say for how many
   */
  static RotaryFrequencies read(ConfigValues config, double absent, int positions) {
    return read(
        config, config.isSet(OLDER) ? OLDER : NEWER, config.number(THETA, absent), positions);
  }

  /**
   * What a group of keys says.
   *
   * @param theta where it does not say
   */
  static RotaryFrequencies read(ConfigValues config, String group, double theta, int positions) {
    String type =
        config.text(group + "." + TYPE, config.text(group + ".type", RotaryFrequencies.PLAIN));
    if (!RotaryFrequencies.types().contains(type)) {
      throw new UnsupportedModelException(
          "\"%s.%s\" is \"%s\" in the configuration; supported are %s"
              .formatted(group, TYPE, type, String.join(", ", RotaryFrequencies.types())));
    }
    var numbers = new TreeMap<String, Double>();
    for (String key : config.below(group)) {
      if (RotaryFrequencies.has(type, key)) {
        numbers.put(key, number(config, group + "." + key));
      } else if (key.equals("partial_rotary_factor")) {
        config.requireOnly(group + "." + key, "1.0");
      } else if (!key.equals(TYPE) && !key.equals("type") && !key.equals(THETA)) {
        throw new UnsupportedModelException(
            "\"%s.%s\" is set in the configuration, which rotary positions of type \"%s\" do not have"
                .formatted(group, key, type));
      }
    }
    if (RotaryFrequencies.needs(type, ORIGINAL)) {
      numbers.putIfAbsent(ORIGINAL, (double) positions);
      numbers.computeIfPresent(ORIGINAL, (key, own) -> config.number(key, own));
    }
    try {
      return new RotaryFrequencies(config.number(group + "." + THETA, theta), type, numbers);
    } catch (UnsupportedModelException e) {
      throw new UnsupportedModelException("\"%s\": %s".formatted(group, e.getMessage()));
    }
  }

  /** A number, or 1 and 0 for true and false. */
  private static double number(ConfigValues config, String key) {
    String text = config.text(key);
    return text.equals("true") || text.equals("false")
        ? (config.truth(key, false) ? 1 : 0)
        : config.number(key);
  }

  /** Adds what {@link #read} reads. */
  static void addTo(Map<String, Object> keys, Rotary rotary) {
    RotaryFrequencies frequencies = rotary.frequencies();
    keys.put(THETA, frequencies.theta());
    Map<String, Object> group = group(frequencies);
    keys.put(NEWER, group);
    if (!frequencies.type().equals(RotaryFrequencies.PLAIN)) {
      keys.put(OLDER, group);
    }
  }

  /** The keys of a group. */
  static Map<String, Object> group(RotaryFrequencies frequencies) {
    var group = new LinkedHashMap<String, Object>();
    group.put(TYPE, frequencies.type());
    group.put(THETA, frequencies.theta());
    new TreeMap<>(frequencies.numbers())
        .forEach(
            (key, value) ->
                group.put(
                    key,
                    switch (key) {
                      case "truncate" -> (Object) (value != 0);
                      case ORIGINAL -> (Object) Math.round(value);
                      default -> (Object) value;
                    }));
    return group;
  }
}
