package org.mekiki.weights.converter;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.mekiki.transformer.head.Task;
import org.mekiki.weights.converter.file.ConversionException;
import org.mekiki.weights.converter.file.JsonFile;
import tools.jackson.databind.JsonNode;

/**
 * What {@code adapter_config.json} says of a LoRA adapter: rank and scale of each module's product,
 * and what is stored whole. Whatever is more than that is refused by name.
 *
 * <p>Source: the classes {@code LoraConfig}, {@code LoraLayer} and {@code LoraModel} of PEFT.
 */
final class LoraConfig {
  /** Where PEFT keeps it. */
  static final String FILE = "adapter_config.json";

  /** Keys that change what is computed; only that they are not set, or say nothing, is taken. */
  private static final List<String> NOT_PLAIN =
      List.of(
          "use_dora",
          "use_qalora",
          "use_bdlora",
          "lora_bias",
          "layer_replication",
          "target_parameters",
          "trainable_token_indices",
          "alora_invocation_tokens",
          "arrow_config",
          "megatron_config",
          "corda_config",
          "auto_mapping_code");

  /** Ways to begin that leave the base's weights as they are. */
  private static final Set<String> BEGINNINGS =
      Set.of("true", "false", "gaussian", "eva", "orthogonal");

  private static final Pattern LITERAL = Pattern.compile("\\^?[\\w.-]+");

  /** What PEFT stores whole for a task, whether the file says so or not. */
  private static final Map<String, List<String>> HEADS =
      Map.of(
          "SEQ_CLS", List.of("classifier", "score"),
          "TOKEN_CLS", List.of("classifier", "score"),
          "QUESTION_ANS", List.of("qa_outputs"));

  private static final Map<String, Task> TASKS =
      Map.of(
          "SEQ_CLS", Task.SEQUENCE_CLASSIFICATION,
          "TOKEN_CLS", Task.TOKEN_CLASSIFICATION,
          "QUESTION_ANS", Task.QUESTION_ANSWERING);

  private final Path file;
  private final JsonNode json;
  private final List<String> saved = new ArrayList<>();
  private final Map<String, Double> alphas;
  private final Map<String, Double> ranks;

  private LoraConfig(Path file, JsonNode json) throws ConversionException {
    this.file = file;
    this.json = json;
    requirePlain();
    json.path("modules_to_save").forEach(module -> saved.add(module.asString("")));
    saved.addAll(HEADS.getOrDefault(taskType(), List.of()));
    alphas = patterns("alpha_pattern");
    ranks = patterns("rank_pattern");
  }

  /**
   * Reads it.
   *
   * @param directory the adapter's
   * @throws ConversionException if the adapter is of another kind than plain LoRA
   */
  static LoraConfig read(Path directory) throws IOException {
    Path file = directory.resolve(FILE);
    return new LoraConfig(file, JsonFile.read(file));
  }

  private ConversionException refused(String what) {
    return new ConversionException("%s: %s".formatted(file, what));
  }

  private void requirePlain() throws ConversionException {
    String kind = json.path("peft_type").asString("");
    if (!kind.equals("LORA")) {
      throw refused(
          kind.isEmpty()
              ? "it has no \"peft_type\"; it is needed to know what the adapter is"
              : "an adapter of the kind %s is not merged here, only LORA is; merge it with PEFT (merge_and_unload) and take the merged model"
                  .formatted(kind));
    }
    for (String key : NOT_PLAIN) {
      JsonNode value = json.path(key);
      boolean unset =
          value.isMissingNode()
              || value.isNull()
              || value.isBoolean() && !value.asBoolean()
              || value.isContainer() && value.isEmpty();
      if (!unset) {
        throw notPlain("\"%s\" %s".formatted(key, value));
      }
    }
    String bias = json.path("bias").asString("none");
    if (!bias.equals("none")) {
      throw notPlain("\"bias\" \"%s\"".formatted(bias));
    }
    JsonNode beginning = json.path("init_lora_weights");
    if (!beginning.isMissingNode()
        && !beginning.isNull()
        && !BEGINNINGS.contains(beginning.asString("").toLowerCase(Locale.ROOT))) {
      throw notPlain(
          "\"init_lora_weights\" \"%s\", which changed the base's weights, "
              .formatted(beginning.asString("?")));
    }
  }

  private ConversionException notPlain(String what) {
    return refused(
        "an adapter with %s is not plain LoRA, and is not merged here; merge it with PEFT (merge_and_unload) and take the merged model"
            .formatted(what.strip()));
  }

  private String taskType() {
    return json.path("task_type").asString("");
  }

  private Map<String, Double> patterns(String key) throws ConversionException {
    var patterns = new LinkedHashMap<String, Double>();
    for (Map.Entry<String, JsonNode> entry : json.path(key).properties()) {
      if (!LITERAL.matcher(entry.getKey()).matches()) {
        throw refused(
            "\"%s\" has the pattern \"%s\"; names of modules are read here, not regular expressions"
                .formatted(key, entry.getKey()));
      }
      patterns.put(entry.getKey(), number(entry.getValue(), key));
    }
    return patterns;
  }

  private double number(JsonNode value, String key) throws ConversionException {
    if (!value.isNumber() || !Double.isFinite(value.asDouble())) {
      throw refused("\"%s\" has the value %s; a number is needed".formatted(key, value));
    }
    return value.asDouble();
  }

  /** The model that it was made for; empty where the file does not say. */
  Optional<String> base() {
    return base(json);
  }

  /** The same, of an adapter of any kind. */
  static Optional<String> base(JsonNode json) {
    return Optional.of(json.path("base_model_name_or_path").asString(""))
        .filter(name -> !name.isEmpty());
  }

  /** What the model answers with the adapter; empty where that is left to the base. */
  Optional<Task> task() {
    return Optional.ofNullable(TASKS.get(taskType()));
  }

  /** Whether a tensor belongs to a module that is stored whole. */
  boolean isSaved(String name) {
    return saved.stream()
        .anyMatch(module -> name.startsWith(module + ".") || name.contains("." + module + "."));
  }

  /**
   * What the product of both matrices is multiplied with: α / r, or α / √r.
   *
   * @param module its name in the base model
   * @param rank of its matrices
   * @throws ConversionException if the file gives the module another rank, or does not target it
   */
  double scale(String module, int rank) throws ConversionException {
    requireTarget(module);
    JsonNode given = json.path("r");
    double declared = of(module, ranks, given.isMissingNode() ? 8 : number(given, "r"));
    if (declared != rank) {
      throw refused(
          "it gives module \"%s\" the rank %s, but its matrices have the rank %d"
              .formatted(module, plain(declared), rank));
    }
    JsonNode alpha = json.path("lora_alpha");
    double scale = of(module, alphas, alpha.isMissingNode() ? 8 : number(alpha, "lora_alpha"));
    return json.path("use_rslora").asBoolean(false) ? scale / Math.sqrt(rank) : scale / rank;
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  private static double of(String module, Map<String, Double> patterns, double usual) {
    return patterns.entrySet().stream()
        .filter(
            entry ->
                entry.getKey().startsWith("^")
                    ? module.equals(entry.getKey().substring(1))
                    : isNamed(module, entry.getKey()))
        .findFirst()
        .map(Map.Entry::getValue)
        .orElse(usual);
  }

  private static boolean isNamed(String module, String name) {
    return module.equals(name) || module.endsWith("." + name);
  }

  /** A list names modules; a text is a pattern, or "all-linear", and is not held against them. */
  private void requireTarget(String module) throws ConversionException {
    JsonNode targets = json.path("target_modules");
    if (!targets.isArray()) {
      return;
    }
    for (JsonNode target : targets) {
      if (isNamed(module, target.asString(""))) {
        return;
      }
    }
    throw refused(
        "\"target_modules\" is %s, but the adapter has weights for \"%s\"; its files do not belong together"
            .formatted(targets, module));
  }

  /** Whether matrices are said to stand the other way round, which linear layers' never do. */
  boolean isFanInFanOut() {
    return json.path("fan_in_fan_out").asBoolean(false);
  }
}
