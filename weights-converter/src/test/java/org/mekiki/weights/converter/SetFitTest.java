package org.mekiki.weights.converter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.transformer.Classifier;
import org.mekiki.transformer.SentenceEncoder;
import org.mekiki.transformer.TaskModel;
import org.mekiki.transformer.file.ModelFile;
import org.mekiki.transformer.head.Task;
import org.mekiki.weights.converter.file.ConversionException;
import org.mekiki.weights.converter.setfit.LogisticFiles;

/** SetFit's directories: the vector of sentence-transformers, and scikit-learn's classifier. */
final class SetFitTest {
  private static final String TEXT = "fine films! a film";

  @TempDir private Path folder;
  private Path directory;

  @BeforeEach
  void model() throws IOException {
    directory = folder.resolve("setfit");
    SentenceCheckpoint.write(directory, "", "\"pooling_mode_mean_tokens\":true", 4);
    LogisticFiles.writeTwo(directory.resolve("model_head.pkl"));
  }

  private TaskModel converted(Optional<Task> task) throws IOException {
    Path file = folder.resolve("m.mekiki");
    Converter.convert(directory, file, Optional.empty(), task, _ -> {});
    return TaskModel.load(file, ComputeContext.sequential());
  }

  private void config(String json) throws IOException {
    Files.writeString(directory.resolve("config_setfit.json"), json);
  }

  @Test
  void theSharesAreThoseOfTheLogisticRegression() throws IOException {
    var vectors = (SentenceEncoder) converted(Optional.of(Task.SENTENCE_EMBEDDING));
    float[] v = vectors.embed(vectors.encode(TEXT, null, 0));
    double score = 1.5 * v[0] - 2.25 * v[1] + 0.5 * v[2] + 0.75;
    for (String json : new String[] {"{}", "{\"labels\":null,\"normalize_embeddings\":true}"}) {
      config(json); // the directory's vectors have the length 1 already
      var model = (Classifier) converted(Optional.empty());
      assertEquals(List.of("0", "1"), model.labels());
      List<Double> shares = model.predict(model.encode(TEXT, null, 0)).probabilities();
      assertEquals(1 / (1 + Math.exp(-score)), shares.get(1), 1e-6);
    }
    config("{\"labels\":[\"no\",\"yes\"]}");
    assertEquals(List.of("no", "yes"), ((Classifier) converted(Optional.empty())).labels());
  }

  @Test
  void whatWouldBeReadInAnotherWayIsRefused() throws IOException {
    Files.writeString(
        directory.resolve("config_sentence_transformers.json"),
        "{\"prompts\":{\"query\":\"a fine \"},\"default_prompt_name\":\"query\"}");
    refused("with a prompt");
    Files.delete(directory.resolve("config_sentence_transformers.json"));
    Files.writeString(directory.resolve("sentence_bert_config.json"), "{\"do_lower_case\":true}");
    refused("lower case");
  }

  private void refused(String words) {
    String message =
        assertThrows(ConversionException.class, () -> converted(Optional.empty())).getMessage();
    assertTrue(message.contains(words), message);
  }

  @Test
  void itIsNotExported() throws IOException {
    converted(Optional.empty());
    try (ModelFile file = ModelFile.open(folder.resolve("m.mekiki"))) {
      String message =
          assertThrows(
                  ConversionException.class,
                  () -> Exporter.export(file, folder.resolve("exported"), false))
              .getMessage();
      assertTrue(message.contains("model_head.pkl"), message);
    }
  }
}
