///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//DEPS org.mekiki:mekiki-sig:0.1.0-SNAPSHOT
//DEPS org.mekiki:mekiki-transformer:0.1.0-SNAPSHOT
//RUNTIME_OPTIONS --add-modules=jdk.incubator.vector
//DESCRIPTION Says which words made a model decide as it did

import java.io.IOException;
import java.nio.file.Path;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.sig.Explainer;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.SequentialIntegratedGradients;
import org.mekiki.sig.WordScore;
import org.mekiki.transformer.Classifier;

/** A program of one file: the words of each text, with their scores. */
public class explain {
  public static void main(String[] args) throws IOException {
    if (args.length < 2) {
      System.err.println("usage: explain MODEL.mekiki TEXT...");
      System.exit(2);
    }
    try (ComputeContext context = ComputeContext.ownedPool(2)) {
      Classifier model = Classifier.load(Path.of(args[0]), context);
      Explainer sig = SequentialIntegratedGradients.adaptive(0.01);
      for (int i = 1; i < args.length; i++) {
        Explanation why = sig.explain(model, args[i]);
        System.out.println(why.targetLabel() + ": " + args[i]);
        for (WordScore word : why.words()) {
          System.out.printf("  %+.3f  %s%n", word.score(), word.text());
        }
      }
    }
  }
}
