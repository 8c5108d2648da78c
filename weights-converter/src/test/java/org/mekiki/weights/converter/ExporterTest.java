package org.mekiki.weights.converter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Shape;
import org.mekiki.transformer.TaskModel;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.family.EncoderFamilies;
import org.mekiki.transformer.family.EncoderFamily;
import org.mekiki.transformer.file.ElementType;
import org.mekiki.transformer.file.ModelContent;
import org.mekiki.transformer.file.ModelContent.StoredTensor;
import org.mekiki.transformer.file.ModelFile;
import org.mekiki.transformer.head.HeadConfig;
import org.mekiki.transformer.head.HeadForm;
import org.mekiki.transformer.head.Task;
import org.mekiki.weights.converter.FamilyVariants.Variant;
import org.mekiki.weights.converter.file.ConversionException;
import org.mekiki.weights.converter.file.JsonFile;
import org.mekiki.weights.converter.safetensors.SafetensorsFile;
import org.mekiki.weights.converter.safetensors.TensorEntry;
import tools.jackson.databind.JsonNode;

/** A model, exported and converted again, is the same model. */
final class ExporterTest {
  private static final Path SHARED = Path.of(System.getProperty("mekiki.shared", "absent"));

  /** Of the encoders of T5, which have no variants of the second implementation. */
  private static final String SMALL_T5 =
      """
      {"vocab_size": 12, "d_model": 24, "num_heads": 4, "d_kv": 6, "d_ff": 36, "num_layers": 2}
      """;

  private static final List<String> FOLDERS = List.of("golden", "golden/heads", "models");
  @TempDir private Path folder;
  private int count;

  /** Exports and converts again. */
  private Path requireSame(ModelFile before) throws IOException {
    Path exported = folder.resolve("exported" + count++);
    Exporter.export(before, exported, false);
    try (ModelFile after = Converter.inMemory(exported)) {
      assertEquals(before.configuration(), after.configuration());
      assertEquals(before.labels(), after.labels());
      assertArrayEquals(before.content().tokenizer(), after.content().tokenizer());
      // Names, shapes, types and numbers of all weights are in it.
      assertEquals(before.sha256(), after.sha256());
      TaskModel.of(after, ComputeContext.sequential());
    }
    return exported;
  }

  private Path requireSame(Path checkpoint) throws IOException {
    try (ModelFile before = Converter.inMemory(checkpoint)) {
      return requireSame(before);
    }
  }

  static Stream<Path> checkpoints() throws IOException {
    var found = new TreeSet<Path>();
    for (String parent : FOLDERS) {
      if (Files.isDirectory(SHARED.resolve(parent))) {
        try (Stream<Path> inside = Files.list(SHARED.resolve(parent))) {
          inside
              .filter(path -> Files.exists(path.resolve("model.safetensors")))
              .forEach(found::add);
        }
      }
    }
    return found.isEmpty() ? Stream.of(SHARED) : found.stream();
  }

  @ParameterizedTest
  @MethodSource("checkpoints")
  void referenceModelsStayTheSame(Path checkpoint) throws IOException {
    assumeTrue(Files.isDirectory(checkpoint), "no reference data at " + checkpoint);
    Path exported = requireSame(checkpoint);
    // Every tensor of the encoder and the head stands there under the name that it had.
    Map<String, TensorEntry> original = tensors(checkpoint);
    tensors(exported)
        .forEach(
            (name, entry) -> {
              assertTrue(original.containsKey(name), name);
              assertEquals(original.get(name).shape(), entry.shape(), name);
            });
  }

  private static Map<String, TensorEntry> tensors(Path checkpoint) throws IOException {
    var tensors = new HashMap<String, TensorEntry>();
    try (var file = SafetensorsFile.open(checkpoint.resolve("model.safetensors"))) {
      file.tensors().forEach(entry -> tensors.put(entry.name(), entry));
    }
    return tensors;
  }

  static List<Variant> variants() {
    return FamilyVariants.all();
  }

  @ParameterizedTest
  @MethodSource("variants")
  void everyVariantOfEveryFamilyStaysTheSame(Variant variant) throws IOException {
    Path checkpoint = Files.createDirectory(folder.resolve("checkpoint"));
    FamilyReferenceTest.writeCheckpoint(variant, checkpoint);
    requireSame(checkpoint);
  }

  /** Every head of every family, with weights of chance. */
  static Stream<HeadForm> heads() {
    return EncoderFamilies.all().stream().flatMap(family -> family.heads().stream());
  }

  @ParameterizedTest
  @MethodSource("heads")
  void everyHeadStaysTheSame(HeadForm form) throws IOException {
    EncoderFamily family =
        EncoderFamilies.all().stream()
            .filter(each -> each.heads().contains(form))
            .findFirst()
            .orElseThrow();
    ModelContent content = content(family, form);
    ModelFile before = ModelFile.of(content);
    if (!form.architecture().endsWith("ForPreTraining")) {
      requireSame(before);
      return;
    }
    // Of its two heads there is one; that is what the export says.
    Path exported = folder.resolve("exported");
    Exporter.export(before, exported, false);
    JsonNode config = JsonFile.read(exported.resolve("config.json"));
    assertEquals(
        form.architecture().replace("ForPreTraining", "ForMaskedLM"),
        config.path("architectures").path(0).asString());
    requireSame(exported);
  }

  private static ModelContent content(EncoderFamily family, HeadForm form) throws IOException {
    String small =
        FamilyVariants.all().stream()
            .filter(each -> each.name().startsWith(family.name() + " "))
            .map(Variant::json)
            .findFirst()
            .orElse(SMALL_T5);
    var flat =
        new HashMap<>(
            JsonFile.flatten(tools.jackson.databind.json.JsonMapper.shared().readTree(small)));
    int width = family.config(new ConfigValues(flat)).hiddenSize();
    flat.put("hidden_size", flat.getOrDefault("hidden_size", "" + width));
    var values = new ConfigValues(flat);
    EncoderConfig config = family.config(values);
    int outputs =
        switch (form.task()) {
          case MASKED_LM -> config.vocabularySize();
          case QUESTION_ANSWERING -> 2;
          default -> 3;
        };
    HeadConfig head = head(family, form, values, config, outputs);
    var specs = new ArrayList<>(family.weights(config));
    specs.addAll(form.weights(config, head));
    var configuration = config.toMap();
    configuration.putAll(head.toMap());
    boolean named = head.task().hasNamedLabels();
    return new ModelContent(
        configuration,
        named ? List.of("a", "b", "b") : List.of(),
        tokenizer(),
        specs.stream()
            .map(ExporterTest::random)
            .sorted(java.util.Comparator.comparing(StoredTensor::name))
            .toList());
  }

  private static HeadConfig head(
      EncoderFamily family, HeadForm form, ConfigValues values, EncoderConfig config, int outputs) {
    if (form.task() == Task.SENTENCE_EMBEDDING) {
      return EncoderFamilies.config(family, form, values, Map.of());
    }
    Map<String, Shape> shapes = new HashMap<>();
    var guess = new HeadConfig(form.task(), outputs).with("activation", "gelu");
    for (WeightSpec spec : form.weights(config, guess)) {
      spec.checkpointNames().forEach(name -> shapes.put(name, spec.checkpointShape()));
    }
    return EncoderFamilies.config(family, form, values, shapes);
  }

  private static StoredTensor random(WeightSpec spec) {
    var random = new Random(spec.name().hashCode());
    float[] values = new float[spec.shape().size()];
    if (!spec.checkpointNames().isEmpty()) {
      float[] whole = new float[spec.checkpointShape().size()];
      for (int i = 0; i < whole.length; i++) {
        whole[i] = random.nextFloat() - 0.5f;
      }
      values = spec.of(whole);
    }
    float[] numbers = values;
    return new StoredTensor(spec.name(), ElementType.F32, spec.shape(), () -> numbers);
  }

  private static byte[] tokenizer() throws IOException {
    Path checkpoint = Files.createTempDirectory("tokenizer");
    try {
      return Converter.inMemory(TinyCheckpoint.bert().writeTo(checkpoint)).content().tokenizer();
    } finally {
      try (Stream<Path> files = Files.list(checkpoint)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(checkpoint);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"F32", "F16", "BF16"})
  void theWayOfStoringStays(String dtype) throws IOException {
    Path exported =
        requireSame(TinyCheckpoint.bert().as(dtype).writeTo(folder.resolve("checkpoint")));
    tensors(exported).forEach((name, entry) -> assertEquals(dtype, entry.dtype().name(), name));
    assertEquals(
        Map.of("F32", "float32", "F16", "float16", "BF16", "bfloat16").get(dtype),
        JsonFile.read(exported.resolve("config.json")).path("torch_dtype").asString());
  }

  @Test
  void sentenceModulesStayTheSame() throws IOException {
    for (String pooling :
        List.of("\"pooling_mode_cls_token\":true", "\"pooling_mode\":[\"max\",\"mean\"]")) {
      Path directory = folder.resolve("sentences" + count++);
      int width = pooling.contains("max") ? 8 : 4;
      SentenceCheckpoint.write(directory, "0_Transformer", pooling, width);
      Path exported = requireSame(directory);
      assertTrue(Files.isRegularFile(exported.resolve("modules.json")));
      assertTrue(tensors(exported).keySet().stream().noneMatch(name -> name.startsWith("bert.")));
    }
  }

  private ModelFile changed(String tensor, UnaryOperator<StoredTensor> change) throws IOException {
    Variant variant =
        FamilyVariants.all().stream()
            .filter(each -> each.name().startsWith("modernbert"))
            .findFirst()
            .orElseThrow();
    Path checkpoint = Files.createDirectory(folder.resolve("changed" + count++));
    FamilyReferenceTest.writeCheckpoint(variant, checkpoint);
    ModelContent content = Converter.inMemory(checkpoint).content();
    var tensors = new ArrayList<StoredTensor>();
    for (StoredTensor each : content.tensors()) {
      tensors.add(each.name().equals(tensor) ? change.apply(each) : each);
    }
    return ModelFile.of(
        new ModelContent(content.configuration(), content.labels(), content.tokenizer(), tensors));
  }

  private void refused(ModelFile model, String... words) throws IOException {
    Path target = folder.resolve("refused");
    var thrown =
        assertThrows(ConversionException.class, () -> Exporter.export(model, target, false));
    for (String word : words) {
      assertTrue(thrown.getMessage().contains(word), thrown.getMessage());
    }
    assertEquals(1, thrown.getMessage().lines().count());
    assertFalse(Files.exists(target), "nothing is written half");
    try (Stream<Path> left = Files.list(folder)) {
      assertTrue(left.noneMatch(path -> path.getFileName().toString().endsWith(".part")));
    }
  }

  @Test
  void whatACheckpointCannotHoldIsRefusedByName() throws IOException {
    String bias = "layers.0.query.bias";
    refused(
        changed(bias, old -> new StoredTensor(bias, old.type(), old.shape(), () -> ones(old))),
        bias,
        "not zero");
    refused(
        changed(bias, old -> new StoredTensor("own", old.type(), old.shape(), old.source())),
        "\"own\"");
  }

  private static float[] ones(StoredTensor tensor) {
    float[] ones = new float[tensor.shape().size()];
    java.util.Arrays.fill(ones, 1f);
    return ones;
  }

  @Test
  void aDirectoryIsReplacedWhereThatIsWantedAlone() throws IOException {
    Path checkpoint = TinyCheckpoint.bert().writeTo(folder.resolve("checkpoint"));
    Path target = folder.resolve("target");
    try (ModelFile model = Converter.inMemory(checkpoint)) {
      Exporter.export(model, target, false);
      var exists = assertThrows(IOException.class, () -> Exporter.export(model, target, false));
      assertTrue(exists.getMessage().contains("--force"), exists.getMessage());
      Files.writeString(target.resolve("note.txt"), "old");
      Exporter.export(model, target, true);
      assertFalse(Files.exists(target.resolve("note.txt")));
      Path other = Files.createDirectory(folder.resolve("other"));
      Files.writeString(other.resolve("precious.txt"), "");
      var foreign = assertThrows(IOException.class, () -> Exporter.export(model, other, true));
      assertTrue(foreign.getMessage().contains("holds no config.json"), foreign.getMessage());
      assertTrue(Files.exists(other.resolve("precious.txt")));
    }
  }
}
