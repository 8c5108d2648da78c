package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mekiki.cli.option.ModelOption;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.sig.Explainer;
import org.mekiki.sig.SequentialIntegratedGradients;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.Monitor;
import org.mekiki.transformer.Classifier;
import org.mekiki.transformer.file.ModelFile;

/** What adaptive integration costs, and what it leaves as error, on sentences of SST-2. */
final class DevelopmentSetTest {
  private static final Path SENTENCES =
      Path.of(System.getProperty("mekiki.shared", "absent"), "data", "sst2", "dev.tsv");
  private static final int EVERY = 40;

  @Test
  void fewNodesAreEnough() throws IOException {
    assumeTrue(Files.exists(SENTENCES), "no sentences at " + SENTENCES);
    List<String> lines = Files.readAllLines(SENTENCES);
    long nodes = 0;
    long words = 0;
    try (var pool = ComputeContext.ownedPool(2)) {
      Classifier model = embedded(pool);
      for (int line = 7; line < lines.size(); line += EVERY) {
        EncodedText text = model.encode(lines.get(line).split("\t", 2)[1], null);
        Attribution found = explain(SequentialIntegratedGradients.adaptive(0.01), model, text);
        assertTrue(found.converged(), lines.get(line));
        Tensor exact = explain(SequentialIntegratedGradients.withSteps(32), model, text).features();
        double error = error(found.features(), exact);
        assertTrue(error < 0.05, error + " in: " + lines.get(line));
        for (int i = 0; i < text.size(); i++) {
          nodes += found.nodes(i);
          words += text.tokens().get(i).added() ? 0 : 1;
        }
      }
    }
    assertTrue(words > 400, "only " + words + " words");
    assertTrue(nodes <= 4 * words, (double) nodes / words + " nodes per word");
  }

  private static Classifier embedded(ComputeContext context) throws IOException {
    try (InputStream in =
            ModelOption.class.getResourceAsStream("/org/mekiki/cli/sst2-small.mekiki");
        ModelFile file = ModelFile.of(in.readAllBytes(), "the embedded model")) {
      return Classifier.of(file, context);
    }
  }

  private static Attribution explain(Explainer explainer, Classifier model, EncodedText text) {
    return explainer.explain(model, text, Monitor.NONE).attribution();
  }

  /** The largest error of a feature as a share of the largest feature. */
  private static double error(Tensor found, Tensor exact) {
    double worst = 0;
    double largest = 0;
    for (int i = 0; i < exact.size(); i++) {
      worst = Math.max(worst, Math.abs((double) found.getFlat(i) - exact.getFlat(i)));
      largest = Math.max(largest, Math.abs(exact.getFlat(i)));
    }
    return worst / largest;
  }
}
