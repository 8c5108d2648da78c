package org.mekiki.transformer.head;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.tensor.Shape;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.RowRange;
import org.mekiki.transformer.encoder.UnsupportedModelException;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.encoder.Weights;

/**
 * One vector a text: rows are pooled, then go through the steps that a sentence-transformers
 * directory names. A bare encoder, which names none, has its rows averaged.
 *
 * @param architecture class name of the bare encoder
 */
public record SentenceEmbedding(String architecture) implements HeadForm {
  /** What families call the numbers of a row, in the order in which they are looked for. */
  private static final List<String> WIDTHS = List.of("hidden_size", "dim", "d_model", "n_embd");

  /** Option: poolings with a plus between them. */
  private static final String POOLING = "pooling";

  /** Option: steps after pooling with commas between them. */
  private static final String STAGES = "stages";

  /** Option: whether pooling was not said anywhere. */
  private static final String ASSUMED = "pooling_assumed";

  /** Option: whether texts are read in lower case. */
  private static final String LOWER_CASE = "lower_case";

  /** Option: whether a prompt's rows are pooled too. */
  private static final String INCLUDE_PROMPT = "include_prompt";

  /** Options: texts of prompts, by name. */
  private static final String PROMPT = "prompt";

  /** Option: name of the prompt that stands before a text where none is chosen. */
  private static final String DEFAULT_PROMPT = "default_prompt";

  /** Option: tokens at most. */
  private static final String MAX_LENGTH = "max_length";

  @Override
  public Task task() {
    return Task.SENTENCE_EMBEDDING;
  }

  @Override
  public List<List<String>> marks() {
    return List.of();
  }

  @Override
  public HeadConfig config(ConfigValues config, Map<String, Shape> shapes) {
    var modules = new SentenceModules(config);
    HeadConfig head = modules.present() ? of(modules) : averaged(config);
    for (Map.Entry<String, String> prompt : modules.prompts().entrySet()) {
      head = head.with(PROMPT + "." + prompt.getKey(), prompt.getValue());
    }
    return modules.defaultPrompt().isPresent()
        ? head.with(DEFAULT_PROMPT, modules.defaultPrompt().get())
        : head;
  }

  /** Of a bare encoder. */
  private HeadConfig averaged(ConfigValues config) {
    int width = WIDTHS.stream().filter(config::has).findFirst().map(config::integer).orElse(768);
    return new HeadConfig(
        task(), width, Map.of(POOLING, Pooling.MEAN.label(), STAGES, "", ASSUMED, "true"));
  }

  private HeadConfig of(SentenceModules modules) {
    String stages =
        modules.stages().stream().map(EmbeddingStage::label).collect(Collectors.joining(","));
    var head =
        new HeadConfig(
            task(),
            modules.width(),
            Map.of(POOLING, Pooling.label(modules.pooling()), STAGES, stages, ASSUMED, "false"));
    if (modules.isLowerCase()) {
      head = head.with(LOWER_CASE, "true");
    }
    if (!modules.poolsPrompt()) {
      head = head.with(INCLUDE_PROMPT, "false");
    }
    return modules.maxLength().isPresent()
        ? head.with(MAX_LENGTH, Integer.toString(modules.maxLength().getAsInt()))
        : head;
  }

  /**
   * {@return the prompts that a text can be read behind, by their names}
   *
   * @param head the head's configuration
   */
  public static SortedMap<String, String> prompts(HeadConfig head) {
    var prompts = new TreeMap<String, String>();
    for (String name : head.values().below(PROMPT)) {
      prompts.put(name, head.values().text(PROMPT + "." + name));
    }
    return prompts;
  }

  /**
   * {@return the name of the prompt that stands before a text where none is chosen}
   *
   * @param head the head's configuration
   */
  public static Optional<String> defaultPrompt(HeadConfig head) {
    return Optional.of(head.values().text(DEFAULT_PROMPT, "")).filter(name -> !name.isEmpty());
  }

  /**
   * {@return whether texts are read in lower case}
   *
   * @param head the head's configuration
   */
  public static boolean isLowerCase(HeadConfig head) {
    return head.values().truth(LOWER_CASE, false);
  }

  /**
   * {@return whether the rows of a prompt are pooled with those of the text}
   *
   * @param head the head's configuration
   */
  public static boolean poolsPrompt(HeadConfig head) {
    return head.values().truth(INCLUDE_PROMPT, true);
  }

  /** With a last step to length 1. */
  static HeadConfig normalized(HeadConfig head) {
    String stages = head.values().text(STAGES);
    String last = new EmbeddingStage.Normalize().label();
    return head.with(STAGES, stages.isEmpty() ? last : stages + "," + last);
  }

  private static List<Pooling> poolings(HeadConfig head) {
    return Pooling.of(head.values().text(POOLING));
  }

  private static List<EmbeddingStage> stages(HeadConfig head) {
    return Stream.of(head.values().text(STAGES).split(","))
        .filter(label -> !label.isEmpty())
        .map(EmbeddingStage::of)
        .toList();
  }

  /**
   * {@return the names of the ways in which rows are pooled, for readers: {@code mean}, {@code
   * cls+mean}}
   *
   * @param head the head's configuration
   */
  public static String pooling(HeadConfig head) {
    return head.values().text(POOLING);
  }

  /**
   * {@return whether the checkpoint does not say how rows are pooled, so that the mean is taken}
   *
   * @param head the head's configuration
   */
  public static boolean isAssumed(HeadConfig head) {
    return head.values().truth(ASSUMED, false);
  }

  /**
   * {@return the tokens of a text at most, by the head's configuration; 0 where it says nothing}
   *
   * @param head the head's configuration
   */
  public static int maxLength(HeadConfig head) {
    return head.values().integer(MAX_LENGTH, 0);
  }

  /**
   * The modules of a sentence-transformers directory that {@link #config} reads as this head;
   * module N is number N, and its weights' names begin with {@code modules.N.}.
   *
   * @param head the head's configuration
   * @param width M, the length of the encoder's rows
   * @return the modules in order; empty where the checkpoint does not say how rows are pooled
   */
  public static List<SentenceModule> modules(HeadConfig head, int width) {
    if (isAssumed(head)) {
      return List.of();
    }
    var modules = new ArrayList<SentenceModule>();
    var transformer = new LinkedHashMap<String, Object>();
    if (maxLength(head) > 0) {
      transformer.put("max_seq_length", maxLength(head));
    }
    transformer.put("do_lower_case", isLowerCase(head));
    modules.add(new SentenceModule("Transformer", transformer));
    var pooling = new LinkedHashMap<String, Object>();
    pooling.put("word_embedding_dimension", width);
    for (Pooling each : Pooling.values()) {
      pooling.put(each.key(), poolings(head).contains(each));
    }
    if (!poolsPrompt(head)) {
      pooling.put("include_prompt", false);
    }
    modules.add(new SentenceModule("Pooling", pooling));
    for (EmbeddingStage stage : stages(head)) {
      // Modules that were left out on the way here computed nothing; others keep their numbers.
      while (modules.size() < stage.number()) {
        modules.add(new SentenceModule("Dropout", Map.of("dropout", 0.0)));
      }
      modules.add(stage.described());
    }
    return modules;
  }

  @Override
  public List<WeightSpec> weights(EncoderConfig encoder, HeadConfig head) {
    int pooled = encoder.hiddenSize() * poolings(head).size();
    int width = pooled;
    for (EmbeddingStage stage : stages(head)) {
      width = stage.widthAfter(width);
    }
    if (width != head.labels()) {
      throw new UnsupportedModelException(
          "modules.json makes vectors of length %d, but pooling makes some of length %d"
              .formatted(head.labels(), pooled));
    }
    return stages(head).stream().flatMap(stage -> stage.weights().stream()).toList();
  }

  @Override
  public RowRange reads() {
    return RowRange.ALL;
  }

  @Override
  public RowRange reads(HeadConfig head) {
    return poolings(head).equals(List.of(Pooling.CLS)) ? RowRange.FIRST : RowRange.ALL;
  }

  @Override
  public Head head(EncoderConfig encoder, HeadConfig head, Weights weights) {
    List<Pooling> poolings = poolings(head);
    var steps = new ArrayList<Head>();
    stages(head).forEach(stage -> steps.add(stage.head(weights)));
    return new Pooled(poolings, steps, normalizes(head));
  }

  /**
   * {@return whether the last step gives vectors the length 1}
   *
   * @param head the head's configuration
   */
  public static boolean normalizes(HeadConfig head) {
    List<EmbeddingStage> stages = stages(head);
    return !stages.isEmpty() && stages.getLast() instanceof EmbeddingStage.Normalize;
  }

  /** Rows pooled, and what follows. */
  private record Pooled(List<Pooling> poolings, List<Head> steps, boolean normalizes)
      implements Head {
    @Override
    public Head unnormalized() {
      return normalizes ? new Pooled(poolings, steps.subList(0, steps.size() - 1), false) : this;
    }

    @Override
    public Variable outputs(Variable rows) {
      return outputs(rows, 0);
    }

    @Override
    public Variable outputs(Variable rows, int prompt) {
      return EmbeddingStage.after(pooled(rows, prompt), steps);
    }

    private Variable pooled(Variable rows, int prompt) {
      if (poolings.size() == 1) {
        return poolings.getFirst().of(rows, prompt);
      }
      return Ops.concat(
          1, poolings.stream().map(pooling -> pooling.of(rows, prompt)).toArray(Variable[]::new));
    }
  }
}
