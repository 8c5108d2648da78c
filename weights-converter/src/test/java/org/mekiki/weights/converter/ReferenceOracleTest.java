package org.mekiki.weights.converter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mekiki.core.tensor.Shape;
import org.mekiki.weights.converter.file.ConversionException;
import org.mekiki.weights.converter.file.JsonFile;
import org.mekiki.weights.converter.reference.ReferenceConfig;
import org.mekiki.weights.converter.reference.ReferenceFamilies;
import org.mekiki.weights.converter.reference.ReferenceFamilies.Model;
import org.mekiki.weights.converter.reference.ReferenceFamilies.Output;
import org.mekiki.weights.converter.reference.ReferenceWeights;
import tools.jackson.databind.JsonNode;

/** The second implementation itself, against reference values where there are some. */
final class ReferenceOracleTest {
  private static final Path SHARED = Path.of(System.getProperty("mekiki.shared", "absent"));
  private static final double BOUND = 1e-8;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bert",
        "distilbert",
        "roberta",
        "xlm-roberta",
        "electra",
        "deberta-v2",
        "families/mobilebert",
        "families/squeezebert",
        "families/convbert"
      })
  void equalsTheReferenceValues(String family) throws IOException {
    Path directory = SHARED.resolve("golden").resolve(family);
    assumeTrue(Files.isDirectory(directory), "no reference data at " + directory);
    JsonNode golden = JsonFile.read(directory.resolve("golden.json"));
    var config = new ReferenceConfig(JsonFile.read(directory.resolve("config.json")));
    try (CheckpointWeights file = CheckpointWeights.open(directory, _ -> {})) {
      int labels = golden.path("sentences").path(0).path("logits").size();
      Model model = ReferenceFamilies.classifier(config, stored(file), labels);
      for (JsonNode sentence : golden.path("sentences")) {
        check(model, sentence);
      }
    }
  }

  private static ReferenceWeights stored(CheckpointWeights file) throws ConversionException {
    Map<String, Shape> shapes = file.shapes();
    return (name, shape) -> {
      assertEquals(Shape.of(shape), shapes.get(name), name);
      try {
        float[] values = file.read(name);
        double[] wide = new double[values.length];
        Arrays.setAll(wide, i -> values[i]);
        return wide;
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  private static void check(Model model, JsonNode sentence) {
    JsonNode ids = sentence.path("input_ids");
    double[][] words = new double[ids.size()][];
    int[] types = new int[words.length];
    double[] table = model.words();
    for (int i = 0; i < words.length; i++) {
      int at = ids.path(i).asInt() * model.width();
      words[i] = Arrays.copyOfRange(table, at, at + model.width());
      types[i] = sentence.path("token_type_ids").path(i).asInt(0);
    }
    Output output = model.of(words, types);
    for (int i = 0; i < output.logits().length; i++) {
      assertEquals(sentence.path("logits").path(i).asDouble(), output.logits()[i], BOUND);
    }
    JsonNode states = sentence.path("detail").path("hidden_states");
    for (int k = 0; k < states.size(); k++) {
      for (int i = 0; i < words.length; i++) {
        double[] row = output.states().get(k)[i];
        for (int j = 0; j < row.length; j++) {
          assertEquals(states.path(k).path(i).path(j).asDouble(), row[j], BOUND);
        }
      }
    }
  }
}
