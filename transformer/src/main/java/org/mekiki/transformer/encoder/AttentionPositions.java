package org.mekiki.transformer.encoder;

import java.util.Map;

/** How positions enter attention, beside what is added to the embeddings. */
public sealed interface AttentionPositions {
  /** Not at all. */
  AttentionPositions NONE = new None();

  /**
   * Writes the entries of the converted file from which {@link #read} makes the same.
   *
   * @param map takes the entries
   */
  void writeTo(Map<String, String> map);

  /** Not at all. */
  record None() implements AttentionPositions {
    @Override
    public void writeTo(Map<String, String> map) {
      map.put("attention_positions", "none");
    }
  }

  /**
   * Products of queries, and of keys, with an embedding of each distance (Shaw et al. 2018; Huang
   * et al. 2020, method 4).
   *
   * @param keys whether keys are multiplied too
   * @param scaled whether the products are scaled by 1/√D as those of queries with keys are
   */
  record DistanceEmbeddings(boolean keys, boolean scaled) implements AttentionPositions {
    @Override
    public void writeTo(Map<String, String> map) {
      map.put("attention_positions", "distance-embeddings");
      map.put("distance_keys", Boolean.toString(keys));
      map.put("distance_scaled", Boolean.toString(scaled));
    }
  }

  /**
   * A number for each head and bucket of distances (Raffel et al. 2020; Song et al. 2020), the same
   * in all layers or another in each.
   *
   * @param rows of the table, of which the first {@code buckets} are used
   * @param buckets half of them for each direction
   * @param limit the distance from which all are in one bucket
   * @param everyLayer whether each layer has a table of its own
   */
  record DistanceBias(int rows, int buckets, int limit, boolean everyLayer)
      implements AttentionPositions {
    /** Checks that the sizes can be. */
    public DistanceBias {
      if (buckets < 4 || rows < buckets || rows > 1 << 24) {
        throw new UnsupportedModelException(
            "the configuration has %d relative buckets; %d are needed"
                .formatted(rows, Math.max(4, buckets)));
      }
      if (limit <= buckets / 4) {
        throw new UnsupportedModelException(
            "the configuration has %d relative buckets for distances up to %d, which must be above"
                    .formatted(buckets, limit)
                + " a quarter of them");
      }
    }

    /**
     * T5's buckets for distances up to 128, the same in all layers.
     *
     * @param rows of the table, of which {@link DistanceBuckets#BIAS_BUCKETS} are used
     */
    public DistanceBias(int rows) {
      this(rows, DistanceBuckets.BIAS_BUCKETS, DistanceBuckets.BIAS_LIMIT, false);
    }

    /** The bucket of a query's position less a key's. */
    int bucket(int distance) {
      return DistanceBuckets.bias(distance, buckets, limit);
    }

    @Override
    public void writeTo(Map<String, String> map) {
      map.put("attention_positions", "distance-bias");
      map.put("distance_buckets", Integer.toString(rows));
      if (!equals(new DistanceBias(Math.max(rows, DistanceBuckets.BIAS_BUCKETS)))) {
        map.put("distance_buckets_used", Integer.toString(buckets));
        map.put("distance_limit", Integer.toString(limit));
        map.put("distance_every_layer", Boolean.toString(everyLayer));
      }
    }

    private static DistanceBias read(ConfigValues values) {
      return new DistanceBias(
          values.integer("distance_buckets"),
          values.integer("distance_buckets_used", DistanceBuckets.BIAS_BUCKETS),
          values.integer("distance_limit", DistanceBuckets.BIAS_LIMIT),
          values.truth("distance_every_layer", false));
    }
  }

  /**
   * Less the distance times a factor of each head, mᵢ = 2^(−8 i / H) for i from 1 to H where H is a
   * power of two, in both directions (Press et al. 2022, ALiBi).
   */
  record LinearBias() implements AttentionPositions {
    /**
     * The factors of H heads: of the largest power of two in H, then every second one of twice as
     * many.
     */
    static double[] slopes(int heads) {
      int power = Integer.highestOneBit(heads);
      double[] slopes = new double[heads];
      for (int i = 0; i < heads; i++) {
        slopes[i] =
            i < power
                ? Math.pow(2, -8.0 * (i + 1) / power)
                : Math.pow(2, -4.0 * (2 * (i - power) + 1) / power);
      }
      return slopes;
    }

    @Override
    public void writeTo(Map<String, String> map) {
      map.put("attention_positions", "linear-bias");
    }
  }

  /**
   * Disentangled attention (He et al. 2021): products of content with position and of position with
   * content, over one table of relative positions for all layers.
   *
   * @param terms kinds of products that the scale counts beside content with content
   * @param contentToPosition whether queries meet positions
   * @param positionToContent whether keys meet positions
   * @param span half the number of relative positions; 0 where there is no table
   * @param bucketLimit the largest distance of logarithmic buckets; 0 where each has its own row
   * @param shared whether positions go through the layer's own key and query projections
   * @param normalised whether the table goes through a layer norm
   */
  record Disentangled(
      int terms,
      boolean contentToPosition,
      boolean positionToContent,
      int span,
      int bucketLimit,
      boolean shared,
      boolean normalised)
      implements AttentionPositions {
    /** Checks that the sizes can be. */
    public Disentangled {
      if (span < 0 || terms < 0 || span > 1 << 24 || bucketLimit < 0) {
        throw new UnsupportedModelException(
            "the configuration has %d relative positions".formatted(span));
      }
    }

    /** {@return the number of rows of the table} */
    public int rows() {
      return 2 * span;
    }

    @Override
    public void writeTo(Map<String, String> map) {
      map.put("attention_positions", "disentangled");
      map.put("disentangled_terms", Integer.toString(terms));
      map.put("content_to_position", Boolean.toString(contentToPosition));
      map.put("position_to_content", Boolean.toString(positionToContent));
      map.put("relative_span", Integer.toString(span));
      map.put("relative_bucket_limit", Integer.toString(bucketLimit));
      map.put("relative_shared", Boolean.toString(shared));
      map.put("relative_normalised", Boolean.toString(normalised));
    }
  }

  /**
   * Rotary embedding (Su et al. 2021), in some layers with attention to near keys alone (Warner et
   * al. 2024).
   *
   * @param frequencies of layers that see all keys
   * @param localFrequencies of the others
   * @param window how far the others see
   * @param layers one letter a layer: {@code g} for all keys, {@code l} for near ones
   * @param fraction of each head's numbers that is turned, its first ones
   * @param interleaved whether neighbours are pairs, instead of numbers half of those apart
   * @param values whether values are turned as keys are
   * @param stored whether sines and cosines are a weight, instead of following from the frequencies
   */
  record Rotary(
      RotaryFrequencies frequencies,
      RotaryFrequencies localFrequencies,
      int window,
      String layers,
      double fraction,
      boolean interleaved,
      boolean values,
      boolean stored)
      implements AttentionPositions {
    /** Above any depth that is supported. */
    private static final int LARGEST_DEPTH = 1 << 16;

    /** Checks. */
    public Rotary {
      if (window < 0 || !layers.matches("[gl]*")) {
        throw new UnsupportedModelException(
            "the configuration has the window %d in layers \"%s\"".formatted(window, layers));
      }
      if (!(fraction > 0 && fraction <= 1)) {
        throw new UnsupportedModelException(
            "the configuration has rotary positions for the fraction %s of a head"
                .formatted(fraction));
      }
    }

    /**
     * Rotary embedding of whole heads, a half with the other.
     *
     * @param frequencies of layers that see all keys
     * @param localFrequencies of the others
     * @param window how far the others see
     * @param layers one letter a layer: {@code g} for all keys, {@code l} for near ones
     */
    public Rotary(
        RotaryFrequencies frequencies,
        RotaryFrequencies localFrequencies,
        int window,
        String layers) {
      this(frequencies, localFrequencies, window, layers, 1, false, false, false);
    }

    /**
     * {@return rotary embedding of whole heads, a half with the other, in layers that all see all
     * keys}
     *
     * @param frequencies of all layers
     * @param layers how many
     */
    public static Rotary everywhere(RotaryFrequencies frequencies, int layers) {
      // A configuration with too many layers is refused when all sizes are known.
      return new Rotary(
          frequencies, frequencies, 0, "g".repeat(Math.clamp(layers, 0, LARGEST_DEPTH)));
    }

    /**
     * {@return whether layer {@code i} sees near keys alone}
     *
     * @param i number of the layer, from 0
     */
    public boolean local(int i) {
      return layers.charAt(i) == 'l';
    }

    /** Numbers of a head of {@code headSize} that are turned. */
    int turned(int headSize) {
      return (int) (headSize * fraction);
    }

    @Override
    public void writeTo(Map<String, String> map) {
      map.put("attention_positions", "rotary");
      frequencies.writeTo("rotary", map);
      localFrequencies.writeTo("rotary_local", map);
      map.put("local_window", Integer.toString(window));
      map.put("local_layers", layers);
      if (fraction < 1) {
        map.put("rotary_fraction", Double.toString(fraction));
      }
      if (interleaved) {
        map.put("rotary_interleaved", "true");
      }
      if (values) {
        map.put("rotary_values", "true");
      }
      if (stored) {
        map.put("rotary_stored", "true");
      }
    }
  }

  /**
   * Reads what {@link #writeTo} wrote.
   *
   * @param values the converted file's entries
   * @return the way, {@link #NONE} where the file says nothing
   * @throws UnsupportedModelException where an entry is missing or not understood
   */
  static AttentionPositions read(ConfigValues values) {
    String kind = values.text("attention_positions", "none");
    return switch (kind) {
      case "none" -> NONE;
      case "distance-embeddings" ->
          new DistanceEmbeddings(
              values.truth("distance_keys", false), values.truth("distance_scaled", true));
      case "distance-bias" -> DistanceBias.read(values);
      case "linear-bias" -> new LinearBias();
      case "disentangled" ->
          new Disentangled(
              values.integer("disentangled_terms"),
              values.truth("content_to_position", false),
              values.truth("position_to_content", false),
              values.integer("relative_span"),
              values.integer("relative_bucket_limit"),
              values.truth("relative_shared", false),
              values.truth("relative_normalised", false));
      case "rotary" ->
          new Rotary(
              RotaryFrequencies.read("rotary", values),
              RotaryFrequencies.read("rotary_local", values),
              values.integer("local_window"),
              values.text("local_layers"),
              values.number("rotary_fraction", 1),
              values.truth("rotary_interleaved", false),
              values.truth("rotary_values", false),
              values.truth("rotary_stored", false));
      default ->
          throw new UnsupportedModelException(
              "attention positions \"%s\" are unknown".formatted(kind));
    };
  }
}
