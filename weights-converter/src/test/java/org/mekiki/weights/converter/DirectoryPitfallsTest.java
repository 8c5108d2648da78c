package org.mekiki.weights.converter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mekiki.transformer.file.ModelFile;
import org.mekiki.transformer.head.HeadConfig;
import org.mekiki.transformer.head.ProblemType;
import org.mekiki.weights.converter.file.ConversionException;

/** Directories that say one thing and compute another. */
final class DirectoryPitfallsTest {
  private static final String DECODER = "cls.predictions.decoder.weight";
  private static final String WORDS = "bert.embeddings.word_embeddings.weight";

  private static final int HIDDEN = 4;

  @TempDir private Path folder;

  private final List<String> notes = new ArrayList<>();

  private ModelFile read(TinyCheckpoint checkpoint) throws IOException {
    checkpoint.writeTo(folder);
    notes.clear();
    return Converter.inMemory(folder, notes::add);
  }

  @ParameterizedTest
  @ValueSource(strings = {"adapter_config.json", "adapter_model.safetensors", "adapter_model.bin"})
  void anAdapterIsNotIgnored(String name) throws IOException {
    read(TinyCheckpoint.bert());
    Files.writeString(folder.resolve(name), "{}");
    var thrown = assertThrows(ConversionException.class, () -> Converter.inMemory(folder));
    assertTrue(
        thrown.getMessage().contains("--adapter " + folder + " to merge it"), thrown.getMessage());
    assertTrue(thrown.getMessage().contains(name), thrown.getMessage());
    assertEquals(1, thrown.getMessage().lines().count());
  }

  private static TinyCheckpoint masked() {
    return TinyCheckpoint.bert()
        .config("architectures", "[\"BertForMaskedLM\"]")
        .without("classifier.weight")
        .without("classifier.bias")
        .linear("cls.predictions.transform.dense", HIDDEN, HIDDEN)
        .norm("cls.predictions.transform.LayerNorm")
        .random("cls.predictions.bias", TinyCheckpoint.VOCABULARY.size());
  }

  @Test
  void aTableUnderTheDecodersNameIsTheWordEmbeddings() throws IOException {
    float[] right = tensor(read(masked()), "embeddings.word");
    assertEquals(false, hasMatrix(read(masked())));
    TinyCheckpoint renamed = masked().renamed(WORDS, DECODER);
    assertTrue(java.util.Arrays.equals(right, tensor(read(renamed), "embeddings.word")));
    assertEquals(false, hasMatrix(read(renamed)));
  }

  @Test
  void twoTablesThatDifferBothCount() throws IOException {
    TinyCheckpoint twice = masked();
    TinyCheckpoint.Stored words = twice.tensors().get(WORDS);
    ModelFile same = read(twice.with(DECODER, "F32", words.shape(), words.values()));
    assertEquals(false, hasMatrix(same));
    assertEquals(List.of(), notes);
    ModelFile differs = read(masked().random(DECODER, TinyCheckpoint.VOCABULARY.size(), HIDDEN));
    assertEquals(true, hasMatrix(differs));
    assertTrue(notes.getFirst().contains(DECODER), notes.toString());
  }

  private static boolean hasMatrix(ModelFile file) {
    return file.content().tensors().stream()
        .anyMatch(tensor -> tensor.name().equals("head.decoder.weight"));
  }

  private static float[] tensor(ModelFile file, String name) throws IOException {
    return file.content().tensors().stream()
        .filter(tensor -> tensor.name().equals(name))
        .findFirst()
        .orElseThrow()
        .source()
        .read();
  }

  /** CrossEncoder's function, from each place where it may be said; three outputs. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "config.json | sentence_transformers | {'activation_fn': 'torch.nn.Sigmoid'} | MULTI | 0",
        "config.json | sbert_ce_default_activation_function | 'torch.nn.Sigmoid' | MULTI | 0",
        "other | activation_fn | 'torch.nn.modules.activation.Sigmoid' | MULTI | 0",
        "other | activation_fn | 'torch.nn.modules.activation.Softmax' | SINGLE | 0",
        "other | activation_fn | 'torch.nn.modules.linear.Identity' | SINGLE | 1",
        "other | activation_fn | 'own.Function' | SINGLE | 1"
      })
  void theCrossEncodersFunctionCounts(String file, String key, String value, String type, int told)
      throws IOException {
    String json = value.replace('\'', '"');
    TinyCheckpoint checkpoint = TinyCheckpoint.bert();
    if (file.equals("other")) {
      Files.writeString(
          folder.resolve("config_sentence_transformers.json"), "{\"" + key + "\": " + json + "}");
    } else {
      checkpoint.config(key, json);
    }
    HeadConfig head = HeadConfig.fromMap(read(checkpoint).content().configuration());
    String found = ProblemType.of(head) == ProblemType.MULTI_LABEL ? "MULTI" : "SINGLE";
    assertEquals(type, found);
    assertEquals(told, notes.size(), notes.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"Regression\"",
        "\"multi-label-classification\"",
        "\"\"",
        "[\"regression\"]",
        "{\"a\": 1}"
      })
  void oddProblemTypesAreRefused(String value) {
    var thrown =
        assertThrows(
            ConversionException.class,
            () -> read(TinyCheckpoint.bert().config("problem_type", value)));
    assertTrue(thrown.getMessage().contains("problem_type"), thrown.getMessage());
    assertTrue(thrown.getMessage().contains(ProblemType.REGRESSION.label()), thrown.getMessage());
  }
}
