package org.mekiki.transformer.encoder;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.LinearWeights;
import org.mekiki.core.ops.Ops;

/**
 * Layers narrower inside than between each other (Sun et al. 2020): norm(linear(x)) goes into the
 * layer's sums, and norm(linear(y) + x) comes out.
 *
 * @param size T, numbers of a row inside
 * @param attention what queries, keys and values are made of
 */
public record Bottleneck(int size, Source attention) {
  /** What attention reads. */
  public enum Source {
    /** The layer's input, as wide as it is. */
    INPUT,
    /** Queries and keys read a second bottleneck, values the layer's input. */
    KEYS,
    /** All three read what goes into the layer's sums. */
    INSIDE;

    private String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Checks that the size can be. */
  public Bottleneck {
    if (size < 1) {
      throw new UnsupportedModelException("the configuration has a bottleneck size below 1");
    }
  }

  void writeTo(Map<String, String> map) {
    map.put("bottleneck_size", Integer.toString(size));
    map.put("bottleneck_attention", attention.label());
  }

  static Optional<Bottleneck> read(ConfigValues values) {
    if (!values.has("bottleneck_size")) {
      return Optional.empty();
    }
    String label = values.text("bottleneck_attention");
    for (Source source : Source.values()) {
      if (source.label().equals(label)) {
        return Optional.of(new Bottleneck(values.integer("bottleneck_size"), source));
      }
    }
    throw new UnsupportedModelException("bottleneck attention \"%s\" is unknown".formatted(label));
  }

  /** The bottleneck of one layer. */
  static final class Block {
    private final Source source;
    private final LinearWeights in;
    private final Norm inNorm;

    /** Null where queries and keys do not read a second bottleneck. */
    private final LinearWeights keys;

    private final Norm keysNorm;
    private final LinearWeights out;
    private final Norm outNorm;

    /** Takes its weights, whose names begin with the layer's. */
    Block(Bottleneck form, Weights weights, String layer, EncoderConfig config) {
      source = form.attention();
      in = weights.linear(layer + "bottleneck");
      inNorm = Norm.of(config, weights, layer + "bottleneck_norm");
      boolean second = source == Source.KEYS;
      keys = second ? weights.linear(layer + "key_bottleneck") : null;
      keysNorm = second ? Norm.of(config, weights, layer + "key_bottleneck_norm") : null;
      out = weights.linear(layer + "bottleneck_output");
      outNorm = Norm.of(config, weights, layer + "bottleneck_output_norm");
    }

    /** What attention and the layer's sums read of rows of its input. */
    EncoderLayer.Input read(Variable x) {
      Variable inside = inNorm.apply(Ops.linear(x, in));
      return switch (source) {
        case INPUT -> new EncoderLayer.Input(x, x, inside);
        case KEYS -> new EncoderLayer.Input(keysNorm.apply(Ops.linear(x, keys)), x, inside);
        case INSIDE -> new EncoderLayer.Input(inside, inside, inside);
      };
    }

    /** The layer's output, of its inside and its input. */
    Variable widen(Variable y, Variable x) {
      return outNorm.ofSum(Ops.linear(y, out), x);
    }
  }
}
