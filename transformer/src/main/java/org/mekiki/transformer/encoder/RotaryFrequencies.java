package org.mekiki.transformer.encoder;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mekiki.core.ops.RotaryAngles;

/**
 * How fast the pairs of a head turn from one position to the next (Su et al. 2021), with what makes
 * a model fit for texts longer than it was trained on.
 *
 * @param theta θ, the base
 * @param type how frequencies are scaled, by its name in configurations
 * @param numbers what the scaling depends on, by the keys of configurations
 */
public record RotaryFrequencies(double theta, String type, Map<String, Double> numbers) {
  /** Name of the frequencies θ^(−2j/D). */
  public static final String PLAIN = "default";

  /** Name of a larger base together with slower turning (Su 2023), in some models' own code. */
  public static final String NTK = "ntk";

  private static final String LINEAR = "linear";
  private static final String DYNAMIC = "dynamic";
  private static final String LLAMA = "llama3";
  private static final String YARN = "yarn";
  private static final String FACTOR = "factor";
  private static final String ORIGINAL = "original_max_position_embeddings";

  /** The numbers of each type: those that it needs, and those that it may have. */
  private static final Map<String, List<List<String>>> TYPES =
      Map.of(
          PLAIN, List.of(List.of(), List.of()),
          LINEAR, List.of(List.of(FACTOR), List.of()),
          NTK, List.of(List.of(FACTOR), List.of()),
          DYNAMIC, List.of(List.of(FACTOR), List.of(ORIGINAL)),
          LLAMA,
              List.of(List.of(FACTOR, "low_freq_factor", "high_freq_factor", ORIGINAL), List.of()),
          YARN,
              List.of(
                  List.of(FACTOR, ORIGINAL),
                  List.of(
                      "attention_factor",
                      "beta_fast",
                      "beta_slow",
                      "mscale",
                      "mscale_all_dim",
                      "truncate")));

  /** Checks that the numbers can be, and copies. */
  public RotaryFrequencies {
    numbers = Map.copyOf(numbers);
    if (!(theta > 0 && Double.isFinite(theta))) {
      throw new UnsupportedModelException(
          "the configuration has the rotary base %s".formatted(theta));
    }
    List<List<String>> known = TYPES.get(type);
    if (known == null) {
      throw new UnsupportedModelException(
          "rotary positions of type \"%s\" are not supported; supported are %s"
              .formatted(type, String.join(", ", types())));
    }
    for (String needed : known.get(0)) {
      if (!numbers.containsKey(needed)) {
        throw new UnsupportedModelException(
            "rotary positions of type \"%s\" lack \"%s\"".formatted(type, needed));
      }
    }
    numbers.forEach((name, value) -> requireKnown(type, known, name, value));
  }

  private static void requireKnown(
      String type, List<List<String>> known, String name, double value) {
    if (known.stream().noneMatch(names -> names.contains(name))) {
      throw new UnsupportedModelException(
          "rotary positions of type \"%s\" have \"%s\", which is not supported"
              .formatted(type, name));
    }
    if (!(value >= 0 && Double.isFinite(value)) || known.get(0).contains(name) && value == 0) {
      throw new UnsupportedModelException(
          "rotary positions of type \"%s\" have the \"%s\" %s; it must be above 0"
              .formatted(type, name, value));
    }
  }

  /**
   * {@return frequencies that are not scaled}
   *
   * @param theta θ, the base
   */
  public static RotaryFrequencies of(double theta) {
    return new RotaryFrequencies(theta, PLAIN, Map.of());
  }

  /** {@return the types of scaling that families share, sorted} */
  public static List<String> types() {
    return TYPES.keySet().stream().filter(type -> !type.equals(NTK)).sorted().toList();
  }

  /**
   * {@return whether a type of scaling has a number}
   *
   * @param type the type
   * @param number its key
   */
  public static boolean has(String type, String number) {
    return TYPES.getOrDefault(type, List.of()).stream().anyMatch(names -> names.contains(number));
  }

  /**
   * {@return whether a type of scaling must have a number}
   *
   * @param type the type
   * @param number its key
   */
  public static boolean needs(String type, String number) {
    return TYPES.containsKey(type) && TYPES.get(type).getFirst().contains(number);
  }

  private double number(String name, double absent) {
    return numbers.getOrDefault(name, absent);
  }

  /**
   * What positions are divided by, a number for each of R/2 pairs.
   *
   * <p>Dynamic scaling leaves texts alone that are no longer than the model's positions, and others
   * there are not.
   *
   * @param size R, even
   */
  double[] wavelengths(int size) {
    double base = type.equals(NTK) ? theta * number(FACTOR, 1) : theta;
    double[] plain = RotaryAngles.wavelengths(size, base);
    for (int j = 0; j < plain.length; j++) {
      plain[j] =
          switch (type) {
            case LINEAR -> plain[j] * number(FACTOR, 1);
            case NTK -> plain[j] * Math.pow(number(FACTOR, 1), 2.0 / size);
            case LLAMA -> llama(plain[j]);
            case YARN -> yarn(plain[j], j, size);
            default -> plain[j];
          };
    }
    return plain;
  }

  /** Slow pairs are scaled, fast ones are not, those between in part (Llama 3.1). */
  private double llama(double wavelength) {
    double low = number("low_freq_factor", 1);
    double high = number("high_freq_factor", 4);
    double turns = number(ORIGINAL, 1) / (2 * Math.PI * wavelength);
    if (turns > high) {
      return wavelength;
    }
    double scaled = wavelength * number(FACTOR, 1);
    if (turns < low) {
      return scaled;
    }
    double smooth = (turns - low) / (high - low);
    return 1 / ((1 - smooth) / scaled + smooth / wavelength);
  }

  /** The same by the number of the pair (Peng et al. 2023). */
  private double yarn(double wavelength, int j, int size) {
    double low = pairOf(positive("beta_fast", 32), size);
    double high = pairOf(positive("beta_slow", 1), size);
    if (number("truncate", 1) != 0) {
      low = Math.floor(low);
      high = Math.ceil(high);
    }
    low = Math.max(low, 0);
    high = Math.min(high, size - 1);
    double ramp = Math.clamp((j - low) / (high == low ? 0.001 : high - low), 0, 1);
    return 1 / (ramp / (wavelength * number(FACTOR, 1)) + (1 - ramp) / wavelength);
  }

  /** The number, or what is taken where it is absent or 0. */
  private double positive(String name, double absent) {
    double value = number(name, absent);
    return value == 0 ? absent : value;
  }

  /** The pair, counted with fractions, that turns so often over the original length. */
  private double pairOf(double turns, int size) {
    return size * Math.log(number(ORIGINAL, 1) / (turns * 2 * Math.PI)) / (2 * Math.log(theta));
  }

  /** What turned numbers are multiplied by. */
  double factor() {
    if (!type.equals(YARN)) {
      return 1;
    }
    double scale = number(FACTOR, 1);
    double some = number("mscale", 0);
    double all = number("mscale_all_dim", 0);
    double absent =
        some > 0 && all > 0 ? attention(scale, some) / attention(scale, all) : attention(scale, 1);
    return number("attention_factor", absent);
  }

  private static double attention(double scale, double by) {
    return scale <= 1 ? 1 : 0.1 * by * Math.log(scale) + 1;
  }

  /** Entries of the converted file; nothing of a scaling where there is none. */
  void writeTo(String name, Map<String, String> map) {
    map.put(name + "_theta", Double.toString(theta));
    if (!type.equals(PLAIN)) {
      map.put(name + "_scaling", type);
      new TreeMap<>(numbers)
          .forEach((key, value) -> map.put(name + "_scaling." + key, Double.toString(value)));
    }
  }

  static RotaryFrequencies read(String name, ConfigValues values) {
    var numbers = new TreeMap<String, Double>();
    for (String key : values.below(name + "_scaling")) {
      numbers.put(key, values.number(name + "_scaling." + key));
    }
    return new RotaryFrequencies(
        values.number(name + "_theta"), values.text(name + "_scaling", PLAIN), numbers);
  }
}
