package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.transformer.Classifier;
import org.mekiki.transformer.Prediction;
import org.mekiki.transformer.file.ModelContent.StoredTensor;
import org.mekiki.transformer.file.ModelFile;
import org.mekiki.weights.converter.Converter;

/** The embedded model is as good as its card says, and better than the one that it replaced. */
final class EmbeddedModelTest {
  private static final Path SHARED = Path.of(System.getProperty("mekiki.shared", "absent"));
  private static final Path CARD =
      Path.of(System.getProperty("user.dir")).resolveSibling("docs/embedded-model.md");

  @Test
  void itIsAsGoodAsItsCardSays() throws IOException {
    Path data = SHARED.resolve("data/sst2");
    Path predecessor = SHARED.resolve("models/sst2-small");
    assumeTrue(Files.isDirectory(data), "no SST-2 at " + data);
    assumeTrue(Files.isDirectory(predecessor), "no model at " + predecessor);
    String card = Files.readString(CARD);
    try (var context = ComputeContext.ownedPool(2);
        InputStream in =
            EmbeddedModelTest.class.getResourceAsStream("/org/mekiki/cli/sst2-small.mekiki");
        ModelFile present = ModelFile.of(in.readAllBytes(), "the embedded model");
        ModelFile before = Converter.inMemory(predecessor)) {
      assertTrue(weights(present) <= weights(before), weights(present) + " weights");
      Classifier model = Classifier.of(present, context);
      Classifier old = Classifier.of(before, context);
      for (String name : List.of("dev.tsv", "test.tsv")) {
        List<String> rows = Files.readAllLines(data.resolve(name));
        double accuracy = accuracy(model, rows);
        String figure = String.format(Locale.ROOT, "%.2f %%", accuracy);
        assertTrue(card.contains(figure), figure + " of " + name + " is not on the card");
        assertTrue(accuracy > accuracy(old, rows), figure + " of " + name);
      }
    }
  }

  private static long weights(ModelFile file) {
    return file.content().tensors().stream()
        .map(StoredTensor::shape)
        .mapToLong(shape -> shape.size())
        .sum();
  }

  /** In percent, of the rows after the first: class, tab, text. */
  private static double accuracy(Classifier model, List<String> rows) {
    List<String[]> texts = rows.stream().skip(1).map(row -> row.split("\t", 2)).toList();
    List<Prediction> answers =
        model.predict(texts.stream().map(text -> model.encode(text[1], null)).toList());
    int right = 0;
    for (int i = 0; i < texts.size(); i++) {
      right += answers.get(i).best() == Integer.parseInt(texts.get(i)[0]) ? 1 : 0;
    }
    return 100.0 * right / texts.size();
  }
}
