package org.mekiki.weights.converter.reference;

import tools.jackson.databind.JsonNode;

/** Angles of rotary positions by a configuration's group of keys, as transformers defines them. */
final class ReferenceFrequencies {
  final double[] inverse;
  final double factor;

  /** For heads of {@code dim} numbers. */
  ReferenceFrequencies(JsonNode group, double theta, int dim, int positions) {
    double base = group.path("rope_theta").asDouble(theta);
    String type = group.path("rope_type").asString(group.path("type").asString("default"));
    double scale = group.path("factor").asDouble(1);
    int original = group.path("original_max_position_embeddings").asInt(positions);
    inverse = new double[dim / 2];
    for (int j = 0; j < inverse.length; j++) {
      double plain = Math.pow(base, -2.0 * j / dim);
      inverse[j] =
          switch (type) {
            case "default", "dynamic" -> plain;
            case "linear" -> plain / scale;
            case "ntk" -> Math.pow(base * scale, -2.0 * j / dim) / Math.pow(scale, 2.0 / dim);
            case "llama3" -> llama(group, plain, original);
            case "yarn" -> yarn(group, plain, base, original, j, dim);
            default -> throw new IllegalArgumentException(type);
          };
    }
    factor =
        type.equals("yarn")
            ? group.path("attention_factor").asDouble(0.1 * Math.log(scale) + 1)
            : 1;
  }

  private static double llama(JsonNode group, double plain, int original) {
    double scale = group.path("factor").asDouble();
    double low = group.path("low_freq_factor").asDouble();
    double high = group.path("high_freq_factor").asDouble();
    double length = 2 * Math.PI / plain;
    if (length < original / high) {
      return plain;
    }
    if (length > original / low) {
      return plain / scale;
    }
    double smooth = (original / length - low) / (high - low);
    return (1 - smooth) * plain / scale + smooth * plain;
  }

  private static double yarn(
      JsonNode group, double plain, double base, int original, int j, int dim) {
    double scale = group.path("factor").asDouble();
    double low = Math.floor(dimension(32, base, original, dim));
    double high = Math.ceil(dimension(1, base, original, dim));
    double from = Math.max(low, 0);
    double to = Math.min(high, dim - 1);
    double ramp = Math.clamp((j - from) / (to - from), 0, 1);
    return plain / scale * ramp + plain * (1 - ramp);
  }

  private static double dimension(double turns, double base, int original, int dim) {
    return dim * Math.log(original / (turns * 2 * Math.PI)) / (2 * Math.log(base));
  }
}
