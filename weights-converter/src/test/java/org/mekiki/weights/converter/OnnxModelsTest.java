package org.mekiki.weights.converter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.Token;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.transformer.SentenceEncoder;
import org.mekiki.transformer.TaskModel;
import org.mekiki.weights.converter.file.JsonFile;
import tools.jackson.databind.JsonNode;

/**
 * Published models in Maven artifacts, whose tokens are those of Hugging Face's library and whose
 * vectors are those of ONNX Runtime; of quantised ones, those that the weights have in double
 * precision. Artifacts that the local repository does not have are skipped; {@code .ci/run} fetches
 * them.
 */
final class OnnxModelsTest {
  private static final double TOLERANCE = 1e-5;

  /** ONNX Runtime quantises what is multiplied with quantised weights, so its answers differ. */
  private static final double LEAST_COSINE = 0.99;

  @TempDir private Path folder;

  private static JsonNode reference() throws IOException {
    return JsonFile.read(Path.of("src/test/resources/onnx-vectors.json"));
  }

  static Stream<String> artifacts() throws IOException {
    return reference().path("models").valueStream().map(model -> model.path("artifact").asString());
  }

  private static Path jar(String artifact, String version) {
    String home = Path.of(System.getProperty("user.home"), ".m2", "repository").toString();
    String ofBuild = System.getProperty("localRepository", home); // what Surefire tells its tests
    return Path.of(System.getProperty("maven.repo.local", ofBuild))
        .resolve("dev/langchain4j")
        .resolve(artifact)
        .resolve(version)
        .resolve(artifact + "-" + version + ".jar");
  }

  @ParameterizedTest
  @MethodSource("artifacts")
  void tokensAndVectorsAreThoseOfTheReference(String artifact) throws IOException {
    JsonNode reference = reference();
    JsonNode model =
        reference
            .path("models")
            .valueStream()
            .filter(each -> each.path("artifact").asString().equals(artifact))
            .findFirst()
            .orElseThrow();
    Path jar = jar(artifact, model.path("version").asString());
    assumeTrue(Files.exists(jar), () -> jar + " is not there; .ci/run fetches it");
    String graph = model.path("graph").asString();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (String name : List.of(graph + ".onnx", graph + "-tokenizer.json")) {
        try (InputStream in = zip.getInputStream(zip.getEntry(name))) {
          Files.copy(in, folder.resolve(name));
        }
      }
    }
    var notes = new ArrayList<String>();
    var encoder =
        (SentenceEncoder)
            TaskModel.of(
                Converter.inMemory(folder.resolve(graph + ".onnx"), notes::add),
                ComputeContext.sequential());
    boolean quantised = model.path("quantised").asBoolean();
    assertEquals(
        quantised, notes.stream().anyMatch(note -> note.contains("quantised")), notes.toString());
    for (int i = 0; i < reference.path("texts").size(); i++) {
      String text = reference.path("texts").get(i).asString();
      EncodedText encoded = encoder.encode(text, null, 0);
      assertEquals(
          model.path("tokens").get(i).valueStream().map(JsonNode::asInt).toList(),
          encoded.tokens().stream().map(Token::id).toList());
      double[] vector = unit(encoder.embed(encoded));
      JsonNode answer = model.path("vectors").get(i);
      close(quantised ? model.path("dequantised").get(i) : answer, vector, text);
      if (quantised) {
        double cosine = 0;
        for (int j = 0; j < vector.length; j++) {
          cosine += vector[j] * answer.get(j).asDouble();
        }
        assertTrue(cosine >= LEAST_COSINE, text + ": cosine " + cosine);
      }
    }
  }

  private static void close(JsonNode expected, double[] vector, String text) {
    for (int j = 0; j < expected.size(); j++) {
      assertEquals(expected.get(j).asDouble(), vector[j], TOLERANCE, text + ", number " + j);
    }
  }

  private static double[] unit(float[] vector) {
    double[] values = IntStream.range(0, vector.length).mapToDouble(j -> vector[j]).toArray();
    double length = Math.sqrt(Arrays.stream(values).map(value -> value * value).sum());
    return Arrays.stream(values).map(value -> value / length).toArray();
  }
}
