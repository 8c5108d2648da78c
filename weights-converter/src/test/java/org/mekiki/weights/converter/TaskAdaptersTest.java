package org.mekiki.weights.converter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.transformer.SentenceEncoder;
import org.mekiki.transformer.TaskModel;
import org.mekiki.weights.converter.TinyCheckpoint.Stored;
import org.mekiki.weights.converter.file.ConversionException;
import org.mekiki.weights.converter.file.JsonFile;
import org.mekiki.weights.converter.reference.RandomWeights;
import org.mekiki.weights.converter.reference.ReferenceConfig;
import org.mekiki.weights.converter.reference.ReferenceFamilies;
import org.mekiki.weights.converter.reference.ReferenceFamilies.Model;

/**
 * Checkpoints as jina-embeddings-v3's own code saves them, with adapters for tasks among their
 * weights, against a second implementation in double precision that adds the products itself.
 */
final class TaskAdaptersTest {
  private static final List<String> TASKS = List.of("retrieval.query", "separation", "matching");
  private static final int RANK = 2;
  private static final double SCALE = 3.0 / RANK;
  private static final String QUERY = "a fine ";
  private static final String TEXT = "a film not fine !";
  private static final String CODE = "jinaai/xlm-roberta-flash-implementation--";
  private static final String WORDS = "roberta.embeddings.word_embeddings.parametrizations.weight.";

  private static final String SIZES =
      """
      "vocab_size": 12, "hidden_size": 12, "num_hidden_layers": 2, "num_attention_heads": 3,
      "intermediate_size": 20, "type_vocab_size": 1, "max_position_embeddings": 64,
      "pad_token_id": 0, "hidden_act": "gelu", "rotary_emb_base": 300.0
      """;

  @TempDir private Path folder;

  private final Map<String, Stored> tensors = new LinkedHashMap<>();
  private final Map<String, String> config = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();
  private RandomWeights plain;
  private int width;

  /** Weights that the reference asks for, and adapters of all of its matrices. */
  @BeforeEach
  void checkpoint() throws IOException {
    plain = new RandomWeights(11);
    Model reference = reference(Optional.empty());
    width = reference.width();
    reference.words();
    reference.of(new double[2][width], new int[2]);
    plain.tensors().forEach(this::store);
    config.put("architectures", "[\"XLMRobertaModel\"]");
    config.put("model_type", "\"xlm-roberta\"");
    config.put("position_embedding_type", "\"rotary\"");
    config.put(
        "auto_map",
        "{\"AutoConfig\": \"%1$sconfiguration_xlm_roberta.XLMRobertaFlashConfig\", \"AutoModel\": \"%1$smodeling_lora.XLMRobertaLoRA\"}"
            .formatted(CODE));
    config.put("lora_adaptations", "[\"retrieval.query\", \"separation\", \"matching\"]");
    config.put("lora_rank", Integer.toString(RANK));
    config.put("lora_alpha", "3");
    config.put("task_instructions", "{\"retrieval.query\": \"a fine \", \"separation\": \"\"}");
  }

  private void store(String name, RandomWeights.Stored made) {
    if (name.startsWith("classifier.")) {
      return;
    }
    if (made.shape().length < 2) {
      tensors.put(name, new Stored("F32", made.shape(), made.values()));
      return;
    }
    String base = name.replace(".weight", ".parametrizations.weight.");
    tensors.put(base + "original", new Stored("F32", made.shape(), made.values()));
    for (String side : List.of("A", "B")) {
      int[] shape = shape(name, side, made.shape());
      tensors.put(base + "0.lora_" + side, new Stored("F32", shape, numbers(name + side, shape)));
    }
  }

  private static boolean isTable(String name) {
    return name.contains("embeddings");
  }

  private static int[] shape(String name, String side, int[] weight) {
    boolean ofRows = side.equals(isTable(name) ? "A" : "B");
    return ofRows
        ? new int[] {TASKS.size(), weight[0], RANK}
        : new int[] {TASKS.size(), RANK, weight[1]};
  }

  private static double[] numbers(String name, int[] shape) {
    var random = new Random(name.hashCode());
    double[] numbers = new double[shape[0] * shape[1] * shape[2]];
    Arrays.setAll(numbers, _ -> (float) (0.2 * random.nextGaussian()));
    return numbers;
  }

  /** The model of a task, written with the keys of transformers' class. */
  private Model reference(Optional<String> task) throws IOException {
    Path file = folder.resolve("reference.json");
    Files.writeString(file, "{\"model_type\": \"jina_embeddings_v3\", %s}".formatted(SIZES));
    return ReferenceFamilies.classifier(
        new ReferenceConfig(JsonFile.read(file)),
        (name, shape) -> {
          double[] weight = plain.get(name, shape);
          return task.isPresent() && shape.length == 2 && !name.startsWith("classifier.")
              ? adapted(name, weight, shape, TASKS.indexOf(task.get()))
              : weight;
        },
        2);
  }

  private static double[] adapted(String name, double[] weight, int[] shape, int task) {
    double[] a = numbers(name + "A", shape(name, "A", shape));
    double[] b = numbers(name + "B", shape(name, "B", shape));
    double[] changed = weight.clone();
    for (int i = 0; i < shape[0]; i++) {
      for (int j = 0; j < shape[1]; j++) {
        for (int k = 0; k < RANK; k++) {
          double left = (isTable(name) ? a : b)[(task * shape[0] + i) * RANK + k];
          double right = (isTable(name) ? b : a)[(task * RANK + k) * shape[1] + j];
          changed[i * shape[1] + j] += SCALE * left * right;
        }
      }
    }
    return changed;
  }

  private SentenceEncoder converted(String task) throws IOException {
    Path directory = Files.createDirectories(folder.resolve("model"));
    var json = new StringBuilder("{" + SIZES);
    config.forEach((key, value) -> json.append(",\n\"%s\": %s".formatted(key, value)));
    Files.writeString(directory.resolve("config.json"), json + "}");
    Files.writeString(
        directory.resolve("vocab.txt"),
        "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\nfine\nfilm\n##s\n!\nnot\ndull\n");
    Files.writeString(
        directory.resolve("tokenizer_config.json"), "{\"tokenizer_class\": \"BertTokenizer\"}");
    Files.write(directory.resolve("model.safetensors"), TinyCheckpoint.safetensors(tensors));
    notes.clear();
    return (SentenceEncoder)
        TaskModel.of(
            Converter.inMemory(directory, Optional.ofNullable(task).map(Path::of), notes::add),
            ComputeContext.sequential());
  }

  private String refused(String task) {
    return assertThrows(ConversionException.class, () -> converted(task)).getMessage();
  }

  /** That a text's vector is the mean of the reference's rows for the text behind a prompt. */
  private void check(Model reference, SentenceEncoder model, String prompt) {
    SentenceEncoder bare = model.withPrompts("", "");
    EncodedText text = bare.encode(prompt + TEXT, null, 0);
    double[][] words = new double[text.size()][];
    for (int i = 0; i < words.length; i++) {
      int id = text.tokens().get(i).id();
      words[i] = Arrays.copyOfRange(reference.words(), id * width, (id + 1) * width);
    }
    double[][] rows = reference.of(words, new int[words.length]).states().getLast();
    float[] vector = model.embed(model.encode(TEXT, null, 0));
    for (int j = 0; j < width; j++) {
      int column = j;
      double mean = Arrays.stream(rows).mapToDouble(row -> row[column]).average().orElseThrow();
      assertEquals(mean, vector[j], 1e-5);
    }
  }

  @ParameterizedTest
  @CsvSource({"retrieval.query, 'a fine '", "separation, ''", "matching, ''"})
  void eachTaskHasItsWeightsAndItsInstruction(String task, String prompt) throws IOException {
    SentenceEncoder model = converted(task);
    assertEquals(prompt, model.prompt());
    check(reference(Optional.of(task)), model, prompt);
    assertTrue(notes.stream().noneMatch(note -> note.contains("adapters")), notes::toString);
  }

  @Test
  void withoutATaskTheAdaptersAreLeftAside() throws IOException {
    SentenceEncoder model = converted(null);
    assertEquals("", model.prompt());
    assertEquals(Map.of("retrieval.query", QUERY, "separation", ""), model.prompts());
    check(reference(Optional.empty()), model, "");
    assertTrue(
        notes.contains(
            "the model has adapters for the tasks retrieval.query, separation, matching; none is"
                + " used, as by its own code without a task (--adapter NAME merges one)"),
        notes::toString);
  }

  @Test
  void theDirectorysOwnPromptsGoBeforeTheInstructions() throws IOException {
    Files.createDirectories(folder.resolve("model"));
    Files.writeString(
        folder.resolve("model/config_sentence_transformers.json"),
        "{\"prompts\": {\"separation\": \"not \"}, \"default_prompt_name\": null}");
    assertEquals("not ", converted("separation").prompt());
    assertEquals("", converted("matching").prompt());
  }

  @Test
  void whatIsNoTaskOrDoesNotFitIsRefused() {
    assertEquals(
        "retrieval is neither a directory with an adapter nor one of the model's own, which are"
            + " retrieval.query, separation, matching",
        refused("retrieval"));
    config.put("lora_rank", "1");
    assertTrue(
        refused("matching")
            .startsWith(
                "the adapters of \"roberta.embeddings.word_embeddings\" have the shapes [3, 12, 2]"
                    + " and [3, 2, 12]; by \"lora_adaptations\" and \"lora_rank\" of config.json"),
        refused("matching"));
    config.put("lora_rank", "\"two\"");
    assertTrue(
        refused("matching")
            .endsWith("\"lora_rank\" is \"two\" in the configuration; it must be a whole number"));
    config.put("lora_rank", "2");
    Stored left = tensors.remove(WORDS + "0.lora_A");
    assertEquals(
        "\"%soriginal\" is there, but \"%s0.lora_A\" is missing".formatted(WORDS, WORDS),
        refused(null));
    tensors.put(WORDS + "0.lora_A", left);
    config.put("position_embedding_type", "\"absolute\"");
    assertTrue(refused(null).endsWith("supported is \"rotary\""));
  }
}
