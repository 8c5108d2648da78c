package org.mekiki.adapters;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.mekiki.core.model.Link;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.sig.Explainer;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.SequentialIntegratedGradients;
import org.mekiki.sig.WordScore;
import org.mekiki.transformer.Classifier;

/**
 * A classifier that says which words its decisions are made of. Immutable, safe for many threads.
 */
public final class ExplainedClassifier {
  /** The share of the largest word score that an error may have where nothing else is asked for. */
  private static final double TOLERANCE = 0.01;

  private final Classifier model;
  private final Explainer explainer;

  private ExplainedClassifier(Classifier model, Explainer explainer) {
    if (model.link() == Link.IDENTITY) {
      throw new IllegalArgumentException(
          "the model answers with numbers; a classifier, which decides for a class, is needed");
    }
    this.model = model;
    this.explainer = explainer;
  }

  /**
   * Loads a converted classifier.
   *
   * @param path the file
   * @param context where to load and compute; stays the caller's
   * @return the classifier, explained by Sequential Integrated Gradients to 1 % of the largest word
   *     score
   * @throws IOException if the file cannot be read or is no sound sequence classifier
   * @throws IllegalArgumentException if the model answers with numbers instead of classes
   */
  public static ExplainedClassifier load(Path path, ComputeContext context) throws IOException {
    return of(Classifier.load(path, context));
  }

  /**
   * {@return the same for a classifier that is there already}
   *
   * @param model the classifier
   * @throws IllegalArgumentException if the model answers with numbers instead of classes
   */
  public static ExplainedClassifier of(Classifier model) {
    return new ExplainedClassifier(model, SequentialIntegratedGradients.adaptive(TOLERANCE));
  }

  /**
   * {@return the same classifier, explained in another way}
   *
   * @param other the method, its precision and the explained class
   */
  public ExplainedClassifier withExplainer(Explainer other) {
    return new ExplainedClassifier(model, other);
  }

  /** {@return the classifier} */
  public Classifier model() {
    return model;
  }

  /**
   * Decides and explains.
   *
   * @param text the text, cut off where it is too long for the model
   * @return the decision, or what speaks for the class that the explainer names
   * @throws org.mekiki.sig.NothingToExplainException if it has no word
   */
  public ExplainedDecision explain(String text) {
    Explanation why = explainer.explain(model, text);
    return new ExplainedDecision(
        text,
        why.targetLabel(),
        why.probabilities().get(why.target()),
        IntStream.range(0, why.labels().size())
            .mapToObj(i -> new ClassProbability(why.labels().get(i), why.probabilities().get(i)))
            .toList(),
        why.words().stream().map(ExplainedClassifier::word).toList(),
        certificate(why),
        why.text().truncated());
  }

  /**
   * Decides about several texts and explains each.
   *
   * @param texts any number of texts
   * @return one decision a text, in their order
   * @throws org.mekiki.sig.NothingToExplainException if one has no word
   */
  public List<ExplainedDecision> explain(List<String> texts) {
    return texts.stream().map(this::explain).toList();
  }

  private static DecisionWord word(WordScore word) {
    return new DecisionWord(
        word.text(), word.start(), word.end(), word.score(), word.delta(), word.raw());
  }

  private static Certificate certificate(Explanation why) {
    double error = why.attribution().maxAbsDelta();
    return new Certificate(
        error == 0 ? 0 : error / why.attribution().largestScore(),
        why.attribution().converged(),
        why.counts().total());
  }
}
