package org.mekiki.langchain4j;

import dev.langchain4j.classification.ClassificationResult;
import dev.langchain4j.classification.ScoredLabel;
import dev.langchain4j.classification.TextClassifier;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.mekiki.adapters.ExplainedClassifier;
import org.mekiki.core.model.Link;
import org.mekiki.transformer.Prediction;

/**
 * A fine-tuned classifier behind the framework's interface: its classes are the labels. Safe for
 * many threads; to be closed where it has threads of its own.
 *
 * @param <L> type of the labels
 */
public final class MekikiTextClassifier<L> implements TextClassifier<L>, AutoCloseable {
  private static final double LIKELY = 0.5;

  private final Computing computing;
  private final ExplainedClassifier model;
  private final List<L> labels;

  private MekikiTextClassifier(
      Computing computing, ExplainedClassifier model, Function<String, L> mapping) {
    this.computing = computing;
    this.model = model;
    labels = model.model().labels().stream().map(mapping).toList();
  }

  /** {@return a builder for labels that are the model's names of its classes} */
  public static Builder<String> builder() {
    return new Builder<>(Function.identity());
  }

  /**
   * {@return a builder for labels of another type}
   *
   * @param mapping from the model's name of a class to the label, for each class
   * @param <L> type of the labels
   */
  public static <L> Builder<L> builder(Map<String, L> mapping) {
    Map<String, L> known = new LinkedHashMap<>(mapping);
    return new Builder<>(
        name -> {
          if (!known.containsKey(name)) {
            throw new IllegalArgumentException(
                "the model has a class \"%s\", and no label was given for it".formatted(name));
          }
          return known.get(name);
        });
  }

  /**
   * {@return a builder for labels that are constants of an enum, called as the model's classes are;
   * upper and lower case are the same, and {@code _} stands for whatever no name can have}
   *
   * @param type the enum
   * @param <L> type of the labels
   */
  public static <L extends Enum<L>> Builder<L> builder(Class<L> type) {
    return new Builder<>(name -> constant(type, name));
  }

  private static <L extends Enum<L>> L constant(Class<L> type, String name) {
    return Stream.of(type.getEnumConstants())
        .filter(constant -> plain(constant.name()).equals(plain(name)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the model has a class \"%s\", and %s has no constant of this name"
                        .formatted(name, type.getSimpleName())));
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "_");
  }

  /**
   * {@return the class that the model decides for; of a model whose classes do not exclude each
   * other those that are likelier than not, the likeliest first, perhaps none}
   */
  @Override
  public List<L> classify(String text) {
    Stream<ScoredLabel<L>> scored = classifyWithScores(text).scoredLabels().stream();
    boolean several = model.model().link() == Link.SIGMOID;
    return (several ? scored.filter(label -> label.score() >= LIKELY) : scored.limit(1))
        .map(ScoredLabel::label)
        .toList();
  }

  /** {@return all classes with their probabilities, the likeliest first} */
  @Override
  public ClassificationResult<L> classifyWithScores(String text) {
    Prediction prediction = model.model().predict(text);
    Comparator<ScoredLabel<L>> likeliest =
        Comparator.comparingDouble((ScoredLabel<L> label) -> label.score()).reversed();
    return new ClassificationResult<>(
        IntStream.range(0, labels.size())
            .mapToObj(i -> new ScoredLabel<>(labels.get(i), prediction.probabilities().get(i)))
            .sorted(likeliest)
            .toList());
  }

  /** {@return the same classifier, saying which words a decision is made of} */
  public ExplainedClassifier explained() {
    return model;
  }

  /** Ends the model's own threads; a shared context goes on. */
  @Override
  public void close() {
    computing.close();
  }

  /**
   * Makes a classifier.
   *
   * @param <L> type of the labels
   */
  public static final class Builder<L> extends ModelBuilder<Builder<L>> {
    private final Function<String, L> mapping;

    private Builder(Function<String, L> mapping) {
      this.mapping = mapping;
    }

    @Override
    Builder<L> self() {
      return this;
    }

    /**
     * Loads the model.
     *
     * @return the classifier, to be closed where it has threads of its own
     * @throws java.io.UncheckedIOException if the file cannot be read or is no sequence classifier
     * @throws IllegalArgumentException if a class has no label, the model answers with numbers, or
     *     settings contradict each other
     */
    public MekikiTextClassifier<L> build() {
      Computing computing = computing();
      return computing.load(
          file(),
          (path, where) ->
              new MekikiTextClassifier<>(
                  computing, ExplainedClassifier.load(path, where), mapping));
    }
  }
}
