package org.mekiki.weights.converter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mekiki.transformer.file.ElementType;
import org.mekiki.transformer.file.ModelFile;
import org.mekiki.weights.converter.TinyCheckpoint.Stored;
import org.mekiki.weights.converter.file.ConversionException;
import org.mekiki.weights.converter.torch.TorchWriter;

/**
 * A LoRA adapter beside its base gives the model whose weights were merged by hand. All numbers are
 * multiples of 1/64 and small, so that W + s·B·A is exact, and files are compared byte for byte.
 */
final class LoraAdapterTest {
  private static final String QUERY = "bert.encoder.layer.0.attention.self.query";
  private static final String VALUE = "bert.encoder.layer.1.attention.self.value";
  private static final String WIDE = "bert.encoder.layer.1.intermediate.dense";
  private static final String WORDS = "bert.embeddings.word_embeddings";

  @TempDir private Path folder;

  private final Random random = new Random(5);
  private final Map<String, String> config = new LinkedHashMap<>();
  private final Map<String, Stored> adapter = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();

  LoraAdapterTest() {
    config.put("peft_type", "\"LORA\"");
    config.put("base_model_name_or_path", "\"tohoku/bert\"");
    config.put("task_type", "\"SEQ_CLS\"");
    config.put("r", "2");
    config.put("lora_alpha", "3");
    config.put("bias", "\"none\"");
    config.put("init_lora_weights", "true");
    config.put("target_modules", "[\"query\", \"value\", \"intermediate.dense\"]");
  }

  private Stored random(int... shape) {
    int size = shape[0] * (shape.length > 1 ? shape[1] : 1);
    return new Stored(
        "F32", shape, random.ints(size, -31, 32).mapToDouble(i -> i / 64.0).toArray());
  }

  /** Adds both matrices of a module, and to the checkpoint's weight their product. */
  private void lora(TinyCheckpoint merged, String module, int rank, double scale) {
    Stored weight = merged.tensors().get(module + ".weight");
    int rows = weight.shape()[0];
    int columns = weight.shape()[1];
    Stored down = random(rank, columns);
    Stored up = random(rows, rank);
    adapter.put("base_model.model." + module + ".lora_A.weight", down);
    adapter.put("base_model.model." + module + ".lora_B.weight", up);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        double sum = 0;
        for (int k = 0; k < rank; k++) {
          sum += up.values()[i * rank + k] * down.values()[k * columns + j];
        }
        weight.values()[i * columns + j] += scale * sum;
      }
    }
  }

  private Path written(String name) throws IOException {
    Path directory = Files.createDirectories(folder.resolve(name));
    Files.writeString(
        directory.resolve("adapter_config.json"),
        config.entrySet().stream()
            .map(entry -> "\"%s\":%s".formatted(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(",", "{", "}")));
    Files.write(
        directory.resolve("adapter_model.safetensors"), TinyCheckpoint.safetensors(adapter));
    return directory;
  }

  private byte[] converted(TinyCheckpoint base, Optional<Path> lora, Optional<ElementType> type)
      throws IOException {
    Path target = folder.resolve("m.mekiki");
    notes.clear();
    Path directory = base.writeTo(folder.resolve("base"));
    Converter.convert(directory, lora, target, type, Optional.empty(), notes::add);
    return Files.readAllBytes(target);
  }

  private void assertMerged(TinyCheckpoint merged, TinyCheckpoint base) throws IOException {
    byte[] expected = converted(merged, Optional.empty(), Optional.empty());
    assertArrayEquals(expected, converted(base, Optional.of(written("lora")), Optional.empty()));
    Path directory = folder.resolve("base");
    try (ModelFile memory =
        Converter.inMemory(directory, Optional.of(folder.resolve("lora")), _ -> {})) {
      Path target = folder.resolve("e.mekiki");
      Files.write(target, expected);
      try (ModelFile file = ModelFile.open(target)) {
        assertEquals(file.sha256(), memory.sha256());
      }
    }
  }

  @Test
  void theProductIsAddedToTheWeight() throws IOException {
    TinyCheckpoint merged = TinyCheckpoint.bert();
    lora(merged, QUERY, 2, 1.5);
    lora(merged, VALUE, 2, 1.5);
    lora(merged, WIDE, 2, 1.5);
    assertMerged(merged, TinyCheckpoint.bert());
    assertEquals(List.of(), notes);
  }

  @Test
  void ranksAndScalesOfSingleModulesAndTheStableScaleCount() throws IOException {
    TinyCheckpoint merged = TinyCheckpoint.bert();
    config.put("use_rslora", "true");
    config.put("r", "4");
    config.put("lora_alpha", "6");
    config.put("rank_pattern", "{\"layer.1.attention.self.value\": 1}");
    config.put("alpha_pattern", "{\"^%s\": 5, \"nothing\": 9}".formatted(WIDE));
    lora(merged, QUERY, 4, 3);
    lora(merged, VALUE, 1, 6);
    lora(merged, WIDE, 4, 2.5);
    assertMerged(merged, TinyCheckpoint.bert());
  }

  @Test
  void tablesOfEmbeddingsAreChangedByTheTranspose() throws IOException {
    TinyCheckpoint merged = TinyCheckpoint.bert();
    config.put("target_modules", "\".*word_embeddings\"");
    Stored words = merged.tensors().get(WORDS + ".weight");
    int count = words.shape()[0];
    Stored down = random(2, count);
    Stored up = random(4, 2);
    adapter.put("base_model.model." + WORDS + ".lora_embedding_A", down);
    adapter.put("base_model.model." + WORDS + ".lora_embedding_B", up);
    for (int word = 0; word < count; word++) {
      for (int i = 0; i < 4; i++) {
        for (int k = 0; k < 2; k++) {
          words.values()[word * 4 + i] +=
              1.5 * down.values()[k * count + word] * up.values()[i * 2 + k];
        }
      }
    }
    assertMerged(merged, TinyCheckpoint.bert());
  }

  /** The base is a language model, named without its prefix; the head comes with the adapter. */
  @Test
  void aClassifierThatIsStoredWholeMakesAClassifierOfAnyBase() throws IOException {
    TinyCheckpoint merged = TinyCheckpoint.bert();
    lora(merged, QUERY, 2, 1.5);
    adapter.put("base_model.model.classifier.weight", merged.tensors().get("classifier.weight"));
    adapter.put("base_model.model.classifier.bias", merged.tensors().get("classifier.bias"));
    TinyCheckpoint base =
        TinyCheckpoint.bert()
            .config("architectures", "[\"BertForMaskedLM\"]")
            .without("classifier.weight")
            .without("classifier.bias")
            .random("cls.predictions.bias", TinyCheckpoint.VOCABULARY.size());
    assertMerged(merged, base);
    assertMerged(
        merged, base.renamed(name -> name.startsWith("cls") ? null : name.replace("bert.", "")));
    config.put("modules_to_save", "[\"classifier\"]");
    config.remove("task_type");
    assertMerged(merged, TinyCheckpoint.bert().withValue("classifier.bias", 1, 9));
  }

  @Test
  void whatPyTorchSavedIsMergedToo() throws IOException {
    TinyCheckpoint merged = TinyCheckpoint.bert();
    lora(merged, QUERY, 2, 1.5);
    byte[] expected = converted(merged, Optional.empty(), Optional.empty());
    Path lora = written("lora");
    Files.delete(lora.resolve("adapter_model.safetensors"));
    var writer = new TorchWriter();
    adapter.forEach(
        (name, stored) ->
            writer.tensor(
                name,
                "FloatStorage",
                4,
                java.util.Arrays.stream(stored.shape()).asLongStream().toArray(),
                stored.bytes()));
    Files.write(lora.resolve("adapter_model.bin"), writer.zip());
    assertArrayEquals(
        expected, converted(TinyCheckpoint.bert(), Optional.of(lora), Optional.empty()));
  }

  /** Of half precision, what is changed is kept in single precision. */
  @Test
  void whatIsChangedLosesNothing() throws IOException {
    TinyCheckpoint merged = TinyCheckpoint.bert().as("F16");
    lora(merged, QUERY, 2, 1.5);
    Stored exact = merged.tensors().get(QUERY + ".weight");
    merged.with(QUERY + ".weight", "F32", exact.shape(), exact.values());
    assertMerged(merged, TinyCheckpoint.bert().as("F16"));
    assertArrayEquals(
        converted(merged, Optional.empty(), Optional.of(ElementType.BF16)),
        converted(
            TinyCheckpoint.bert().as("F16"),
            Optional.of(written("lora")),
            Optional.of(ElementType.BF16)));
  }

  @Test
  void anAdapterBesideItsBaseIsMergedWhenNamed() throws IOException {
    TinyCheckpoint merged = TinyCheckpoint.bert();
    lora(merged, QUERY, 2, 1.5);
    byte[] expected = converted(merged, Optional.empty(), Optional.empty());
    TinyCheckpoint base = TinyCheckpoint.bert();
    Path both = base.writeTo(written("base"));
    assertThrows(
        ConversionException.class, () -> converted(base, Optional.empty(), Optional.empty()));
    assertArrayEquals(expected, converted(base, Optional.of(both), Optional.empty()));
    config.put("fan_in_fan_out", "true");
    assertArrayEquals(expected, converted(base, Optional.of(written("base")), Optional.empty()));
    assertTrue(notes.getFirst().contains("fan_in_fan_out"), notes.toString());
  }

  private String refused() {
    String message =
        assertThrows(
                ConversionException.class,
                () ->
                    converted(
                        TinyCheckpoint.bert(), Optional.of(written("lora")), Optional.empty()))
            .getMessage();
    assertEquals(1, message.lines().count(), message);
    assertTrue(Files.notExists(folder.resolve("m.mekiki")), "half a file");
    return message;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "peft_type | \"IA3\" | of the kind IA3",
        "peft_type | \"ADALORA\" | of the kind ADALORA",
        "peft_type | null | no \"peft_type\"",
        "use_dora | true | \"use_dora\" true is not plain LoRA",
        "bias | \"lora_only\" | \"bias\" \"lora_only\"",
        "bias | \"all\" | \"bias\" \"all\"",
        "lora_bias | true | \"lora_bias\"",
        "layer_replication | [[0,2]] | \"layer_replication\"",
        "trainable_token_indices | [1] | \"trainable_token_indices\"",
        "target_parameters | [\"x\"] | \"target_parameters\"",
        "init_lora_weights | \"pissa\" | which changed the base's weights",
        "r | 3 | the rank 3, but its matrices have the rank 2",
        "r | \"two\" | a number is needed",
        "rank_pattern | {\"query\": 7} | the rank 7",
        "alpha_pattern | {\"layer\\\\..*query\": 7} | not regular expressions",
        "target_modules | [\"key\"] | do not belong together"
      })
  void whatIsNotPlainIsRefusedByName(String key, String value, String words) {
    lora(TinyCheckpoint.bert(), QUERY, 2, 1);
    config.put(key, value);
    String message = refused();
    assertTrue(message.contains(words), message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "base_model.model." + QUERY + ".lora_magnitude_vector",
        "base_model.model." + QUERY + ".lora_B.bias",
        "base_model.model." + QUERY + ".ia3_l",
        "base_model.model.bert.pooler.dense.weight"
      })
  void tensorsOfOtherAdaptersAreRefused(String name) {
    lora(TinyCheckpoint.bert(), QUERY, 2, 1);
    adapter.put(name, random(4, 4));
    String message = refused();
    assertTrue(message.contains("\"" + name + "\""), message);
  }

  @Test
  void whatDoesNotFitTheBaseIsRefused() {
    lora(TinyCheckpoint.bert(), QUERY, 2, 1);
    String a = "base_model.model." + QUERY + ".lora_A.weight";
    Stored right = adapter.get(a);
    adapter.remove(a);
    assertTrue(refused().endsWith("one of its two matrices, lora_A is missing"));
    adapter.put(a, random(2, 5));
    String message = refused();
    assertTrue(
        message.endsWith(
            "is changed by [4, 5], but \"%s.weight\" of the base model has the shape [4, 4]; the"
                    .formatted(QUERY)
                + " adapter was made for \"tohoku/bert\""),
        message);
    adapter.put(a, random(3, 4));
    assertTrue(refused().contains("have the shapes [3, 4] and [4, 2]"));
    adapter.put(a, random(8));
    assertTrue(refused().contains("have the shapes [8] and [4, 2]"));
    adapter.put(a, right);
    adapter.put("base_model.model.bert.encoder.layer.7.attention.self.query.lora_A.weight", right);
    adapter.put("base_model.model.bert.encoder.layer.7.attention.self.query.lora_B.weight", right);
    assertTrue(refused().contains("[2, 4] and [2, 4]") || refused().contains("layer.7"));
    adapter.put(
        "base_model.model.bert.encoder.layer.7.attention.self.query.lora_B.weight", random(4, 2));
    assertTrue(
        refused().contains("layer.7.attention.self.query\", which the base model does not have"));
  }

  @Test
  void whatIsNoAdapterIsRefused() throws IOException {
    TinyCheckpoint base = TinyCheckpoint.bert();
    for (Map.Entry<Path, String> wrong :
        Map.of(
                folder.resolve("nowhere"), "is not a directory; an adapter is one",
                Files.createDirectories(folder.resolve("empty")), "is not a PEFT adapter")
            .entrySet()) {
      String message =
          assertThrows(
                  ConversionException.class,
                  () -> converted(base, Optional.of(wrong.getKey()), Optional.empty()))
              .getMessage();
      assertTrue(message.contains(wrong.getValue()), message);
    }
    assertTrue(refused().endsWith("it holds no tensors of an adapter"));
    Files.delete(folder.resolve("lora/adapter_model.safetensors"));
    String message =
        assertThrows(
                ConversionException.class,
                () -> converted(base, Optional.of(folder.resolve("lora")), Optional.empty()))
            .getMessage();
    assertTrue(message.endsWith("has none of adapter_model.safetensors, adapter_model.bin"));
  }
}
