package org.mekiki.transformer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.transformer.file.ModelFileException;
import org.mekiki.transformer.head.ProblemType;

/**
 * How well texts go with a query: by a cross-encoder, which reads the query and a text together and
 * has one output, or by the cosine of the vectors that a sentence encoder makes of both. Immutable,
 * safe for many threads.
 */
public final class Reranker {
  private static final String NO_SCORE =
      "texts are ranked by a model with one score for two texts: a cross-encoder with one output,"
          + " or one that makes vectors; this one is for %s";

  private final TaskModel model;

  private Reranker(TaskModel model) {
    this.model = model;
  }

  /**
   * A text's place among others.
   *
   * @param place of the text in the list that was given, from 0
   * @param score how well it goes with the query
   */
  public record Ranked(int place, double score) {}

  /**
   * Loads a converted model.
   *
   * @param path the file
   * @param context where to load and compute; stays the caller's
   * @return the model, which needs the file no more; a sentence encoder reads queries and texts
   *     behind its prompts for these, if it has such
   * @throws IOException if the file cannot be read or its model has no one score for two texts
   */
  public static Reranker load(Path path, ComputeContext context) throws IOException {
    TaskModel model = TaskModel.load(path, context);
    if (!ranks(model)) {
      throw new ModelFileException(NO_SCORE.formatted(model.task().label()));
    }
    return new Reranker(
        model instanceof SentenceEncoder vectors
            ? vectors.withPrompts(vectors.forQueries().prompt(), vectors.forDocuments().prompt())
            : model);
  }

  /**
   * {@return a model's scores of two texts}
   *
   * @param model a classifier with one output, or a sentence encoder, whose first prompt is for
   *     queries and whose second one for texts
   * @throws IllegalArgumentException if it is another one
   */
  public static Reranker of(TaskModel model) {
    if (!ranks(model)) {
      throw new IllegalArgumentException(NO_SCORE.formatted(model.task().label()));
    }
    return new Reranker(model);
  }

  /**
   * {@return whether a model has one score for two texts}
   *
   * @param model any
   */
  public static boolean ranks(TaskModel model) {
    return model instanceof SentenceEncoder
        || model instanceof Classifier classifier && classifier.labels().size() == 1;
  }

  /** {@return the model that scores} */
  public TaskModel model() {
    return model;
  }

  /**
   * {@return how well a text goes with a query: a cross-encoder's probability, or its number if it
   * is a regression; else the cosine, −1 to 1}
   *
   * @param query what is looked for
   * @param text what may answer it
   * @throws ArithmeticException if a number is not finite
   */
  public double score(String query, String text) {
    return scores(query, List.of(text)).getFirst();
  }

  /**
   * The same for many texts, on the threads of the context.
   *
   * @param query what is looked for
   * @param texts any number of them; what is too long for the model is cut off
   * @return one score a text, in their order, the same as of each by itself
   * @throws ArithmeticException if a number is not finite
   */
  public List<Double> scores(String query, List<String> texts) {
    return switch (model) {
      case SentenceEncoder vectors -> cosines(vectors, query, texts);
      case Classifier classifier -> {
        List<EncodedText> pairs =
            ManyTexts.encoded(texts, text -> classifier.encode(query, text), classifier.context());
        boolean number = classifier.problem() == ProblemType.REGRESSION;
        yield classifier.predict(pairs).stream()
            .map(answer -> (number ? answer.logits() : answer.probabilities()).getFirst())
            .toList();
      }
      default -> throw new IllegalStateException(model.task().label());
    };
  }

  private static List<Double> cosines(SentenceEncoder vectors, String query, List<String> texts) {
    float[] wanted = vectors.embed(query);
    String prompt = vectors.pairPrompt();
    return vectors.withPrompts(prompt, prompt).embedAll(texts).stream()
        .map(vector -> cosine(wanted, vector))
        .toList();
  }

  private static double cosine(float[] a, float[] b) {
    double lengths = Math.sqrt(dot(a, a) * dot(b, b));
    return lengths == 0 ? 0 : dot(a, b) / lengths;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  /**
   * The texts in the order of their scores.
   *
   * @param query what is looked for
   * @param texts any number of them
   * @return all of them, the best first; of equal ones the first
   */
  public List<Ranked> rank(String query, List<String> texts) {
    List<Double> scores = scores(query, texts);
    return IntStream.range(0, texts.size())
        .mapToObj(place -> new Ranked(place, scores.get(place)))
        .sorted(Comparator.comparingDouble(Ranked::score).reversed())
        .toList();
  }
}
