package org.mekiki.weights.converter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.transformer.Classifier;
import org.mekiki.transformer.file.ElementType;
import org.mekiki.transformer.file.ModelContent.StoredTensor;
import org.mekiki.transformer.file.ModelFile;
import org.mekiki.transformer.file.ModelFileException;
import org.mekiki.weights.converter.file.ConversionException;

/** Checkpoints in, one file out, whole or not at all. */
final class ConverterTest {
  private static final int[] SCALAR = {};
  @TempDir private Path folder;
  private int count;

  private Path fresh() {
    return folder.resolve("checkpoint" + count++);
  }

  private byte[] converted(Path checkpoint, ElementType... type) throws IOException {
    Path target = folder.resolve("model" + count++ + ".mekiki");
    Converter.convert(checkpoint, target, Optional.ofNullable(type.length > 0 ? type[0] : null));
    return Files.readAllBytes(target);
  }

  private byte[] converted(TinyCheckpoint checkpoint, ElementType... type) throws IOException {
    return converted(checkpoint.writeTo(fresh()), type);
  }

  /** Conversion fails with one sentence that has the words, and leaves everything as it was. */
  private void refused(Path checkpoint, Optional<ElementType> type, String... words)
      throws IOException {
    Path output = Files.createDirectories(folder.resolve("output"));
    Path target = output.resolve("model.mekiki");
    Files.writeString(target, "an older model");
    var thrown = assertThrows(IOException.class, () -> Converter.convert(checkpoint, target, type));
    assertTrue(
        thrown instanceof ConversionException || thrown instanceof ModelFileException,
        thrown.toString());
    for (String word : words) {
      assertTrue(thrown.getMessage().contains(word), thrown.getMessage());
    }
    assertEquals(1, thrown.getMessage().lines().count(), thrown.getMessage());
    assertEquals("an older model", Files.readString(target));
    try (var files = Files.list(output)) {
      assertEquals(List.of(target), files.toList(), "nothing but the older model stays");
    }
  }

  private void refused(TinyCheckpoint checkpoint, String... words) throws IOException {
    refused(checkpoint.writeTo(fresh()), Optional.empty(), words);
  }

  private static StoredTensor tensor(byte[] model, String name) throws IOException {
    return ModelFile.of(model, "model").content().tensors().stream()
        .filter(tensor -> tensor.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theFileHoldsTheCheckpoint() throws IOException {
    TinyCheckpoint checkpoint = TinyCheckpoint.bert();
    byte[] bytes = converted(checkpoint);
    try (ModelFile file = ModelFile.of(bytes, "model")) {
      assertEquals(List.of("bad", "so so", "good"), file.labels());
      assertEquals("bert", file.configuration().get("family"));
      assertEquals("3", file.configuration().get("labels"));
      Set<String> names =
          file.content().tensors().stream().map(StoredTensor::name).collect(Collectors.toSet());
      assertEquals(checkpoint.tensors().size(), names.size());
      assertTrue(names.contains("head.out.weight"), names.toString());
    }
    double[] expected = checkpoint.tensors().get("classifier.weight").values();
    StoredTensor weight = tensor(bytes, "head.out.weight");
    assertArrayEquals(new int[] {3, 4}, weight.shape().toArray());
    float[] actual = weight.source().read();
    for (int i = 0; i < expected.length; i++) {
      assertEquals((float) expected[i], actual[i], 0);
    }
  }

  @Test
  void theModelInMemoryIsThatOfTheFile() throws IOException {
    Path checkpoint = TinyCheckpoint.bert().writeTo(fresh());
    try (ModelFile file = ModelFile.of(converted(checkpoint), "model");
        ModelFile memory = Converter.inMemory(checkpoint)) {
      assertEquals(file.sha256(), memory.sha256());
      var context = ComputeContext.sequential().withScalarKernels();
      Classifier one = Classifier.of(file, context);
      Classifier other = Classifier.of(memory, context);
      assertEquals(
          one.predict(one.encode("fine films!", null)).logits(),
          other.predict(other.encode("fine films!", null)).logits());
    }
  }

  @Test
  void oneFileAndManyGiveTheSameBytes() throws IOException {
    byte[] single = converted(TinyCheckpoint.bert());
    for (int shards : new int[] {1, 2, 3, 7}) {
      assertArrayEquals(
          single,
          converted(TinyCheckpoint.bert().writeSharded(fresh(), shards)),
          shards + " shards");
    }
    byte[] other = converted(TinyCheckpoint.bert().withValue("classifier.bias", 1, 0.25));
    assertFalse(java.util.Arrays.equals(single, other), "another weight gives another file");
  }

  @Test
  void theOrderOfTensorsDoesNotMatter() throws IOException {
    assertArrayEquals(
        converted(TinyCheckpoint.bert()), converted(TinyCheckpoint.bert().reversed()));
  }

  @Test
  void convertingAgainReplacesTheFileByTheSame() throws IOException {
    Path checkpoint = TinyCheckpoint.bert().writeTo(fresh());
    Path target = folder.resolve("again.mekiki");
    Converter.convert(checkpoint, target, Optional.empty());
    byte[] first = Files.readAllBytes(target);
    Files.writeString(target, "something else");
    Converter.convert(checkpoint, target, Optional.empty());
    assertArrayEquals(first, Files.readAllBytes(target));
  }

  @Test
  void theFileHasTheRightsOfAnyNewFile() throws IOException {
    Path ordinary = Files.createFile(folder.resolve("ordinary"));
    Path target = folder.resolve("rights.mekiki");
    Converter.convert(TinyCheckpoint.bert().writeTo(fresh()), target, Optional.empty());
    if (Files.getFileStore(target).supportsFileAttributeView("posix")) {
      assertEquals(Files.getPosixFilePermissions(ordinary), Files.getPosixFilePermissions(target));
    } else {
      assertTrue(Files.isReadable(target));
    }
  }

  @ParameterizedTest
  @CsvSource({"F32, F32", "F64, F32", "F16, F16", "BF16, BF16"})
  void numbersKeepTheirValuesAndHalfPrecisionItsSize(String dtype, ElementType stored)
      throws IOException {
    byte[] reference = converted(TinyCheckpoint.bert());
    byte[] bytes = converted(TinyCheckpoint.bert().as(dtype));
    for (StoredTensor tensor : ModelFile.of(reference, "reference").content().tensors()) {
      StoredTensor same = tensor(bytes, tensor.name());
      assertEquals(stored, same.type());
      assertArrayEquals(tensor.source().read(), same.source().read(), tensor.name());
    }
    assertArrayEquals(
        reference, converted(TinyCheckpoint.bert().as(dtype), ElementType.F32), "widened");
  }

  @Test
  void theAskedTypeIsUsedAndRoundsToTheNearest() throws IOException {
    TinyCheckpoint checkpoint =
        TinyCheckpoint.bert()
            .withValue("classifier.bias", 0, 1 + 0x1p-8)
            .withValue("classifier.bias", 1, 1 + 0x1.8p-7)
            .withValue("classifier.bias", 2, -1 - 0x1.2p-8);
    StoredTensor bf16 = tensor(converted(checkpoint, ElementType.BF16), "head.out.bias");
    assertEquals(ElementType.BF16, bf16.type());
    assertArrayEquals(new float[] {1, 1 + 0x1p-6f, -1 - 0x1p-7f}, bf16.source().read());
    StoredTensor f16 = tensor(converted(checkpoint, ElementType.F16), "head.out.bias");
    assertEquals(ElementType.F16, f16.type());
    assertArrayEquals(new float[] {1 + 0x1p-8f, 1 + 0x1.8p-7f, -1 - 0x1p-8f}, f16.source().read());
  }

  @Test
  void aWeightTooLargeForTheAskedTypeIsNamed() throws IOException {
    Path checkpoint =
        TinyCheckpoint.bert().withValue("classifier.bias", 2, 70_000).writeTo(fresh());
    refused(checkpoint, Optional.of(ElementType.F16), "head.out.bias", "70000", "element 2", "f16");
    converted(checkpoint, ElementType.BF16);
    Path larger =
        TinyCheckpoint.bert().withValue("classifier.bias", 0, Float.MAX_VALUE).writeTo(fresh());
    refused(larger, Optional.of(ElementType.BF16), "head.out.bias", "bf16");
    converted(larger);
    refused(
        TinyCheckpoint.bert().as("F64").withValue("classifier.bias", 0, 1e300),
        "classifier.bias",
        "too large");
  }

  @ParameterizedTest
  @ValueSource(strings = {"F32", "F64", "F16", "BF16"})
  void weightsThatAreNoNumbersAreNamed(String dtype) throws IOException {
    for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      Path checkpoint =
          TinyCheckpoint.bert()
              .as(dtype)
              .withValue("bert.pooler.dense.weight", 5, value)
              .writeTo(fresh());
      String sentence =
          "weight \"bert.pooler.dense.weight\" has the value %s at element 5; all weights must be finite"
              .formatted(value);
      refused(checkpoint, Optional.empty(), sentence);
      var thrown =
          assertThrows(ConversionException.class, () -> Converter.inMemory(checkpoint).close());
      assertEquals(sentence, thrown.getMessage());
    }
  }

  @Test
  void buffersThatOlderVersionsSavedAreIgnored() throws IOException {
    double[] positions = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    assertArrayEquals(
        converted(TinyCheckpoint.bert()),
        converted(
            TinyCheckpoint.bert()
                .with("bert.embeddings.position_ids", "I64", new int[] {1, 12}, positions)
                .with("bert.embeddings.token_type_ids", "I64", new int[] {1, 12}, positions)
                .with("cls.predictions.bias", "F32", new int[] {2}, 1, Double.NaN)));
  }

  @Test
  void layerNormsOfOldCheckpointsAndNamesWithoutFamilyAreFound() throws IOException {
    byte[] reference = converted(TinyCheckpoint.bert());
    assertArrayEquals(
        reference,
        converted(
            TinyCheckpoint.bert()
                .renamed("LayerNorm.weight", "LayerNorm.gamma")
                .renamed("LayerNorm.bias", "LayerNorm.beta")));
    assertArrayEquals(reference, converted(TinyCheckpoint.bert().renamed("bert.", "")));
    TinyCheckpoint wrapped =
        TinyCheckpoint.bert()
            .renamed("bert.", "module.model.bert.")
            .renamed("classifier.", "module.model.classifier.");
    assertArrayEquals(reference, converted(wrapped));
  }

  @Test
  void everythingThatDoesNotFitIsNamedAtOnce() throws IOException {
    refused(
        TinyCheckpoint.bert()
            .without("bert.pooler.dense.bias")
            .with("classifier.bias", "F32", new int[] {2}, 1, 2)
            .with("adapter.weight", "F32", SCALAR, 1),
        "\"bert.pooler.dense.bias\" is missing",
        "\"classifier.bias\" has shape [2], needs [3]",
        "\"adapter.weight\" is not expected");
  }

  @Test
  void aLongListOfProblemsIsCut() throws IOException {
    TinyCheckpoint checkpoint = TinyCheckpoint.bert();
    for (int i = 0; i < 13; i++) {
      checkpoint.with("extra" + i, "F32", SCALAR, 1);
    }
    refused(checkpoint, "\"extra9\"", "and 3 more");
  }

  @Test
  void aTransposedWeightIsMisshapen() throws IOException {
    double[] values = new double[24];
    refused(
        TinyCheckpoint.bert()
            .with("bert.encoder.layer.1.output.dense.weight", "F32", new int[] {6, 4}, values),
        "bert.encoder.layer.1.output.dense.weight",
        "[6, 4]",
        "[4, 6]");
  }

  @Test
  void integersWhereAWeightIsNeededAreRefused() throws IOException {
    refused(
        TinyCheckpoint.bert().with("classifier.bias", "I64", new int[] {3}, 1, 2, 3),
        "classifier.bias",
        "I64");
  }

  @Test
  void otherHeadsAreRefused() throws IOException {
    refused(TinyCheckpoint.bert().without("classifier.weight"), "classifier.weight");
    refused(
        TinyCheckpoint.bert().with("classifier.weight", "F32", new int[] {4}, 1, 2, 3, 4),
        "classifier.weight",
        "[4]");
    refused(
        TinyCheckpoint.bert().config("architectures", "[\"BertForMaskedLM\"]"),
        "not a masked language model");
    refused(
        TinyCheckpoint.bert().config("architectures", "[\"BertForNextSentencePrediction\"]"),
        "BertForNextSentencePrediction",
        "BertForTokenClassification");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "model_type | null | model_type",
        "model_type | \"gpt2\" | gpt2",
        "hidden_act | \"prelu\" | hidden_act",
        "hidden_size | \"four\" | hidden_size",
        "hidden_size | 4.5 | hidden_size",
        "hidden_size | 5 | hidden size 5",
        "hidden_size | -4 | size",
        "hidden_size | 99999999999 | hidden_size",
        "hidden_size | 2147483646 | size",
        "vocab_size | 2147483647 | size",
        "vocab_size | 0 | size",
        "num_hidden_layers | -1 | size",
        "num_hidden_layers | 2147483647 | layers",
        "num_hidden_layers | 3 | encoder.layer.2",
        "num_hidden_layers | 1 | encoder.layer.1",
        "num_attention_heads | 0 | size",
        "max_position_embeddings | 0 | size",
        "type_vocab_size | -1 | size",
        "layer_norm_eps | \"tiny\" | layer_norm_eps",
        "layer_norm_eps | -1 | epsilon",
        "position_embedding_type | \"alibi\" | alibi",
        "is_decoder | true | is_decoder"
      })
  void configurationsThatCannotBeAreRefused(String key, String json, String word)
      throws IOException {
    refused(TinyCheckpoint.bert().config(key, json), word);
  }

  /** Any other value in config.json converts or is refused; it is never an internal fault. */
  @ParameterizedTest
  @ValueSource(strings = {"config.json", "model.safetensors.index.json", "tokenizer_config.json"})
  void anyOtherValueConvertsOrIsRefused(String name) throws IOException {
    Path checkpoint = TinyCheckpoint.bert().writeSharded(fresh(), 2);
    Path file = checkpoint.resolve(name);
    if (name.equals("tokenizer_config.json")) {
      Files.writeString(
          file,
          """
          {"do_lower_case": true, "strip_accents": null, "tokenize_chinese_chars": true,
           "cls_token": "[CLS]", "sep_token": {"content": "[SEP]"}, "unk_token": "[UNK]",
           "model_max_length": 12}
          """);
    }
    int refused = 0;
    for (String json : JsonChanges.of(Files.readString(file))) {
      Files.writeString(file, json);
      try {
        Classifier.of(Converter.inMemory(checkpoint), ComputeContext.sequential());
      } catch (ConversionException e) {
        refused++;
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
      } catch (IOException | RuntimeException e) {
        throw new AssertionError(json, e);
      }
    }
    assertTrue(refused > 5, "only " + refused);
  }

  @Test
  void aVocabularyLargerThanTheTableIsRefused() throws IOException {
    double[] rows = new double[9 * 4];
    refused(
        TinyCheckpoint.bert()
            .config("vocab_size", 9)
            .with("bert.embeddings.word_embeddings.weight", "F32", new int[] {9, 4}, rows),
        "10 tokens",
        "9 rows");
  }

  @Test
  void aUnigramTokenizerIsConvertedAndReadAgain() throws IOException {
    Path checkpoint = TinyCheckpoint.bert().writeTo(folder);
    Files.writeString(
        checkpoint.resolve("tokenizer.json"),
        """
        {"added_tokens": [{"id": 1, "content": "<s>", "special": true, "normalized": false}],
         "normalizer": {"type": "Sequence", "normalizers": [{"type": "NFKC"},
           {"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": " "}]},
         "pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "add_prefix_space": true},
         "post_processor": {"type": "TemplateProcessing",
           "single": [{"SpecialToken": {"id": "<s>", "type_id": 0}},
                      {"Sequence": {"id": "A", "type_id": 0}}],
           "pair": [{"Sequence": {"id": "A"}}, {"Sequence": {"id": "B", "type_id": 1}}],
           "special_tokens": {"<s>": {"id": "<s>", "ids": [1], "tokens": ["<s>"]}}},
         "model": {"type": "Unigram", "unk_id": 0,
           "vocab": [["<unk>", 0], ["<s>", 0], ["▁fi", -1], ["▁film", -1.5], ["lm", -1]]}}
        """);
    Path file = folder.resolve("unigram.mekiki");
    Converter.convert(checkpoint, file, Optional.empty());
    var tokens = Classifier.load(file, ComputeContext.sequential()).encode("ﬁlm  ﬁ x", null);
    assertEquals(
        List.of("<s>[0,0]", "▁film[0,3]", "▁fi[4,6]", "<unk>[6,8]"),
        tokens.tokens().stream()
            .map(token -> "%s[%d,%d]".formatted(token.text(), token.start(), token.end()))
            .toList());
  }

  @Test
  void aUnigramTokenizerWithoutAnUnknownTokenRefusesWhatItHasNoTokenFor() throws IOException {
    Path checkpoint = TinyCheckpoint.bert().writeTo(folder);
    String json =
        """
        {"model": {"type": "Unigram", "unk_id": null, "vocab": [["a", -1], ["b", -1.5]]}}
        """;
    Files.writeString(checkpoint.resolve("tokenizer.json"), json);
    Path file = folder.resolve("unigram.mekiki");
    Converter.convert(checkpoint, file, Optional.empty());
    var model = Classifier.load(file, ComputeContext.sequential());
    assertEquals(2, model.encode("ab", null).size());
    var thrown = assertThrows(IllegalArgumentException.class, () -> model.encode("aé", null));
    assertTrue(thrown.getMessage().contains("\"é\""), thrown.getMessage());
    Files.writeString(checkpoint.resolve("tokenizer.json"), json.replace("null", "2"));
    refused(checkpoint, Optional.empty(), "unk_id");
  }

  @Test
  void labelsWithoutNamesAreNumbered() throws IOException {
    byte[] bytes = converted(TinyCheckpoint.bert().config("id2label", "{\"1\":\"one\"}"));
    assertEquals(List.of("LABEL_0", "one", "LABEL_2"), ModelFile.of(bytes, "model").labels());
  }

  @Test
  void missingFilesAreNamed() throws IOException {
    for (String name : List.of("config.json", "vocab.txt", "model.safetensors")) {
      Path checkpoint = TinyCheckpoint.bert().writeTo(fresh());
      Files.delete(checkpoint.resolve(name));
      refused(checkpoint, Optional.empty(), name);
    }
    refused(folder.resolve("nowhere"), Optional.empty(), "nowhere does not exist");
  }

  @Test
  void damagedFilesAreNamed() throws IOException {
    for (String name : List.of("config.json", "model.safetensors")) {
      Path checkpoint = TinyCheckpoint.bert().writeTo(fresh());
      byte[] bytes = Files.readAllBytes(checkpoint.resolve(name));
      Files.write(checkpoint.resolve(name), java.util.Arrays.copyOf(bytes, bytes.length - 1));
      refused(checkpoint, Optional.empty(), name);
    }
    Path checkpoint = TinyCheckpoint.bert().writeTo(fresh());
    Files.write(checkpoint.resolve("vocab.txt"), new byte[] {'a', (byte) 0xC3, '\n'});
    refused(checkpoint, Optional.empty(), "vocab.txt is not valid UTF-8");
  }

  @Test
  void anOutputThatCannotBeWrittenIsRefused() throws IOException {
    Path checkpoint = TinyCheckpoint.bert().writeTo(fresh());
    Path target = folder.resolve("no/such/model.mekiki");
    var thrown =
        assertThrows(
            IOException.class, () -> Converter.convert(checkpoint, target, Optional.empty()));
    assertTrue(thrown.getMessage().contains("no/such"), thrown.getMessage());
    Path directory = Files.createDirectories(folder.resolve("a-directory"));
    thrown =
        assertThrows(
            IOException.class, () -> Converter.convert(checkpoint, directory, Optional.empty()));
    assertTrue(thrown.getMessage().contains("is a directory"), thrown.getMessage());
    try (var files = Files.list(directory)) {
      assertEquals(0, files.count());
    }
  }
}
