package org.mekiki.langchain4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Vectors of a published model are those of the framework's own one, on ONNX Runtime. */
final class PublishedModelTest {
  private static final double LEAST_COSINE = 0.99999;

  @TempDir private Path folder;

  @Test
  void vectorsAreThoseOfTheFrameworksModel() throws Exception {
    List<TextSegment> texts;
    try (InputStream in = PublishedModelTest.class.getResourceAsStream("texts.txt")) {
      texts =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .map(TextSegment::from)
              .toList();
    }
    assertEquals(50, texts.size());
    EmbeddingModel theirs = PublishedModel.framework();
    List<Embedding> expected = theirs.embedAll(texts).content();
    Path file = PublishedModel.converted(folder);
    try (var ours = MekikiEmbeddingModel.builder().modelPath(file).threads(2).build()) {
      assertEquals(theirs.dimension(), ours.dimension());
      List<Embedding> vectors = ours.embedAll(texts).content();
      for (int i = 0; i < texts.size(); i++) {
        double cosine = cosine(expected.get(i).vector(), vectors.get(i).vector());
        assertTrue(cosine >= LEAST_COSINE, texts.get(i).text() + ": cosine " + cosine);
      }
    }
  }

  private static double cosine(float[] a, float[] b) {
    double dot = 0;
    double first = 0;
    double second = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
      first += (double) a[i] * a[i];
      second += (double) b[i] * b[i];
    }
    return dot / Math.sqrt(first * second);
  }
}
