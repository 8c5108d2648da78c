package consumer;

import java.io.IOException;
import java.nio.file.Path;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.SequentialIntegratedGradients;
import org.mekiki.sig.WordScore;
import org.mekiki.transformer.Classifier;

/** Explains a text with published artifacts alone. */
public final class Consumer {
  private Consumer() {}

  /** Arguments: a model's file, the text. */
  public static void main(String[] args) throws IOException {
    try (ComputeContext context = ComputeContext.ownedPool(2)) {
      Classifier model = Classifier.load(Path.of(args[0]), context);
      Explanation why = SequentialIntegratedGradients.adaptive(0.01).explain(model, args[1]);
      System.out.printf("%s, converged: %s%n", why.targetLabel(), why.attribution().converged());
      for (WordScore word : why.words()) {
        System.out.printf("%-8s %+.3f%n", word.text(), word.score());
      }
    }
  }
}
