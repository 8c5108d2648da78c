package org.mekiki.transformer.head;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mekiki.transformer.encoder.Activation;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.UnsupportedModelException;

/**
 * What a sentence-transformers directory says of the steps after the encoder. The converter puts
 * the list of {@code modules.json} and each module's own {@code config.json} under keys that begin
 * with {@code modules.N.}.
 */
final class SentenceModules {
  private static final String IDENTITY = "Identity";
  private static final String PROMPTS = "prompts.prompts";

  private final ConfigValues config;
  private final List<Pooling> pooling = new ArrayList<>();
  private final List<EmbeddingStage> stages = new ArrayList<>();
  private final SortedMap<String, String> prompts = new TreeMap<>();
  private boolean lowerCase;
  private boolean poolsPrompt = true;
  private int width;

  /**
   * Reads.
   *
   * @throws UnsupportedModelException naming a module or key that is not supported
   */
  SentenceModules(ConfigValues config) {
    this.config = config;
    for (int i = 0; config.has(type(i)); i++) {
      read(i);
    }
    if (present() && pooling.isEmpty()) {
      throw new UnsupportedModelException("modules.json names no Pooling");
    }
    for (String name : config.below(PROMPTS)) {
      prompts.put(name, config.text(PROMPTS + "." + name));
    }
    defaultPrompt().ifPresent(this::requirePrompt);
  }

  private void requirePrompt(String name) {
    if (!prompts.containsKey(name)) {
      throw new UnsupportedModelException(
          "\"default_prompt_name\" is \"%s\", which is not one of the prompts (%s)"
              .formatted(name, String.join(", ", prompts.keySet())));
    }
  }

  /** Texts that can stand before one that is read, by their names. */
  SortedMap<String, String> prompts() {
    return prompts;
  }

  /** The prompt that stands before a text where none is chosen. */
  Optional<String> defaultPrompt() {
    String name = config.text("prompts.default_prompt_name", "");
    return Optional.of(name).filter(each -> !each.isEmpty());
  }

  /** Whether texts are read in lower case. */
  boolean isLowerCase() {
    return lowerCase;
  }

  /** Whether a prompt's rows are pooled too. */
  boolean poolsPrompt() {
    return poolsPrompt;
  }

  private static String type(int module) {
    return "modules." + module + ".type";
  }

  /** Whether there are modules at all. */
  boolean present() {
    return config.has(type(0));
  }

  List<Pooling> pooling() {
    return pooling;
  }

  List<EmbeddingStage> stages() {
    return stages;
  }

  /** Length of the vector that comes out. */
  int width() {
    return width;
  }

  /** Tokens at most, where the encoder's module says so. */
  OptionalInt maxLength() {
    String key = "modules.0.config.max_seq_length";
    return config.has(key) ? OptionalInt.of(config.integer(key)) : OptionalInt.empty();
  }

  private void read(int module) {
    String name = config.text(type(module));
    String kind = name.substring(name.lastIndexOf('.') + 1);
    String key = "modules." + module + ".config.";
    switch (kind) {
      case "Transformer" -> requireFirst(module, key);
      case "Pooling" -> readPooling(key);
      case "Dense" -> readDense(module, key);
      case "LayerNorm" -> {
        requirePooled(kind);
        stages.add(new EmbeddingStage.LayerNorm(module, width));
      }
      case "Normalize" -> {
        requirePooled(kind);
        stages.add(new EmbeddingStage.Normalize());
      }
      case "Dropout" -> {}
      default ->
          throw new UnsupportedModelException(
              "module \"%s\" of modules.json is not supported; supported are Transformer, Pooling,"
                      .formatted(name)
                  + " Dense, LayerNorm, Normalize and Dropout");
    }
  }

  private void requireFirst(int module, String key) {
    if (module != 0) {
      throw new UnsupportedModelException("modules.json names a Transformer after another module");
    }
    lowerCase = config.truth(key + "do_lower_case", false);
  }

  private void requirePooled(String kind) {
    if (pooling.isEmpty()) {
      throw new UnsupportedModelException("modules.json names %s before Pooling".formatted(kind));
    }
  }

  private void readPooling(String key) {
    if (!pooling.isEmpty()) {
      throw new UnsupportedModelException("modules.json names Pooling twice");
    }
    String mode = key + "pooling_mode";
    if (config.has(mode)) {
      pooling.addAll(Pooling.of(config.text(mode)));
    } else if (config.has(mode + ".0")) {
      for (int i = 0; config.has(mode + "." + i); i++) {
        pooling.addAll(Pooling.of(config.text(mode + "." + i)));
      }
      pooling.sort(null);
    } else {
      Arrays.stream(Pooling.values())
          .filter(each -> config.truth(key + each.key(), false))
          .forEach(pooling::add);
    }
    poolsPrompt = config.truth(key + "include_prompt", true);
    refuseOtherModes(key);
    if (pooling.isEmpty()) {
      pooling.add(Pooling.MEAN); // as the library does where nothing is said
    }
    String size =
        config.has(key + "embedding_dimension")
            ? "embedding_dimension"
            : "word_embedding_dimension";
    width = pooling.size() * config.integer(key + size);
  }

  private void refuseOtherModes(String key) {
    List<String> known = Arrays.stream(Pooling.values()).map(Pooling::key).toList();
    for (String each : config.below(key.substring(0, key.length() - 1))) {
      boolean mode = each.startsWith("pooling_mode_") && !known.contains(each);
      if (mode && config.truth(key + each, false)) {
        throw new UnsupportedModelException(
            "\"%s\" is true in the pooling configuration; supported are %s"
                .formatted(each, String.join(", ", known)));
      }
    }
  }

  private void readDense(int module, String key) {
    requirePooled("Dense");
    config.requireOnly(key + "module_input_name", "sentence_embedding");
    config.requireOnly(key + "module_output_name", "sentence_embedding");
    int in = config.integer(key + "in_features");
    if (in != width) {
      throw new UnsupportedModelException(
          "module %d of modules.json reads vectors of length %d, but gets some of length %d"
              .formatted(module, in, width));
    }
    width = config.integer(key + "out_features");
    String function = config.text(key + "activation_function", "torch.nn.modules.activation.Tanh");
    stages.add(
        new EmbeddingStage.Dense(
            module, in, width, config.truth(key + "bias", true), activation(function)));
  }

  /** The name of what {@link #activation} reads; null is no function. */
  static String functionName(Activation activation) {
    String modules = "torch.nn.modules.activation.";
    return switch (activation) {
      case null -> "torch.nn.modules.linear." + IDENTITY;
      case TANH -> modules + "Tanh";
      case RELU -> modules + "ReLU";
      case GELU -> modules + "GELU";
      case SILU -> modules + "SiLU";
      default ->
          throw new UnsupportedModelException(
              "no Dense module of modules.json has the activation \"" + activation.label() + "\"");
    };
  }

  private static Activation activation(String function) {
    String name = function.substring(function.lastIndexOf('.') + 1);
    return switch (name) {
      case IDENTITY -> null;
      case "Tanh" -> Activation.TANH;
      case "ReLU" -> Activation.RELU;
      case "GELU" -> Activation.GELU;
      case "SiLU" -> Activation.SILU;
      default ->
          throw new UnsupportedModelException(
              "activation function \"%s\" of a Dense module is not supported; supported are Tanh,"
                      .formatted(function)
                  + " ReLU, GELU, SiLU and Identity");
    };
  }
}
