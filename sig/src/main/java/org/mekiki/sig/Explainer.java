package org.mekiki.sig;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.mekiki.core.model.Baseline;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.TextModel;
import org.mekiki.core.tensor.Tensor;

/**
 * Explains texts with one method and one set of choices; immutable.
 *
 * @param method how F is attributed
 * @param settings how paths are integrated
 * @param baseline what words are moved from
 * @param targets the explained classes
 * @param output what of a class is explained
 * @param units what is scored beside the tokens
 */
public record Explainer(
    AttributionMethod method,
    PathSettings settings,
    Baseline baseline,
    TargetChoice targets,
    OutputKind output,
    TextUnits units) {

  /** Explains the logit of the predicted class, from the mask token, adaptively to 1 %. */
  public static Explainer of(AttributionMethod method) {
    return new Explainer(
        method,
        PathSettings.DEFAULT,
        Baseline.MASK,
        TargetChoice.predicted(),
        OutputKind.LOGIT,
        TextUnits.WORDS);
  }

  /** The same, adaptive with another tolerance and the default limit of nodes. */
  public Explainer withTolerance(double tolerance) {
    return withSettings(PathSettings.adaptive(tolerance).withBatchRows(settings.batchRows()));
  }

  /** The same with a fixed number of nodes a path, of the fixed rule so far or Gauss–Legendre. */
  public Explainer withSteps(int steps) {
    QuadratureRule rule =
        settings.integration() instanceof FixedRule fixed
            ? fixed.quadrature()
            : QuadratureRule.GAUSS_LEGENDRE;
    return withSettings(PathSettings.fixed(rule, steps).withBatchRows(settings.batchRows()));
  }

  /** The same with a fixed rule, of the fixed number of nodes so far or 50. */
  public Explainer withQuadrature(QuadratureRule rule) {
    int steps = settings.integration() instanceof FixedRule fixed ? fixed.steps() : 50;
    return withSettings(PathSettings.fixed(rule, steps).withBatchRows(settings.batchRows()));
  }

  /** The same, integrating in another way. */
  public Explainer withSettings(PathSettings other) {
    return new Explainer(method, other, baseline, targets, output, units);
  }

  /** The same from another baseline. */
  public Explainer withBaseline(Baseline other) {
    return new Explainer(method, settings, other, targets, output, units);
  }

  /** The same for the class with this label or index; null for the predicted one. */
  public Explainer withTarget(String labelOrIndex) {
    return withTargets(
        labelOrIndex == null ? TargetChoice.predicted() : TargetChoice.of(List.of(labelOrIndex)));
  }

  /** The same for these classes. */
  public Explainer withTargets(TargetChoice other) {
    return new Explainer(method, settings, baseline, other, output, units);
  }

  /** The same for another output of the class. */
  public Explainer withOutput(OutputKind other) {
    return new Explainer(method, settings, baseline, targets, other, units);
  }

  /** The same with other pieces, phrases or interactions. */
  public Explainer withUnits(TextUnits other) {
    return new Explainer(method, settings, baseline, targets, output, other);
  }

  /** Explains a text. */
  public Explanation explain(TextModel model, String text) {
    return explain(model, model.encode(text, null), Monitor.NONE);
  }

  /**
   * Explains a text that is cut into tokens already, for the first of the chosen classes.
   *
   * @throws NothingToExplainException if it has no word
   * @throws IllegalArgumentException if the model has no such class or baseline token, or the text
   *     no such phrase
   */
  public Explanation explain(TextModel model, EncodedText text, Monitor monitor) {
    return explainAll(model, text, monitor).getFirst();
  }

  /** Explains a text for all chosen classes, which share what they can. */
  public List<Explanation> explainAll(TextModel model, EncodedText text, Monitor monitor) {
    List<TextPart> words = units.parts(text);
    if (words.isEmpty()) {
      throw new NothingToExplainException();
    }
    List<TextPart> phrases = Phrases.all(units.phrases(), text);
    AttributionInput input =
        input(model, text)
            .withWords(words.stream().map(TextPart::tokens).toList())
            .withPhrases(phrases.stream().map(TextPart::tokens).toList());
    Logits logits = Logits.of(model, text, input.rows());
    List<Integer> classes = targets.resolve(model.labels(), logits.values());
    List<Target> explained = classes.stream().map(index -> new Target(index, output)).toList();
    LogitFunction function = new ModelLogits(model, text);
    List<Attribution> attributions =
        method.attribute(function, explained, input, settings, model.context(), monitor);
    attributions.forEach(Explainer::requireFinite);
    List<Scores> scores;
    try (var evaluator =
        new Evaluator(function, explained, input, settings.batchRows(), model.context(), monitor)) {
      scores = scores(words, phrases, text, attributions, evaluator);
    }
    return IntStream.range(0, explained.size())
        .mapToObj(
            t ->
                explanation(
                    model, text, logits, classes.get(t), attributions.get(t), scores.get(t)))
        .toList();
  }

  private record Scores(
      List<WordScore> words, List<WordScore> phrases, Optional<Interactions> pairs) {}

  private List<Scores> scores(
      List<TextPart> words,
      List<TextPart> phrases,
      EncodedText text,
      List<Attribution> attributions,
      Evaluator evaluator) {
    List<List<WordScore>> ofWords =
        attributions.stream().map(found -> WordScore.of(words, words, text, found)).toList();
    List<Interactions> pairs =
        units.interactingWords() == 0
            ? List.of()
            : new PairwiseInteractions(evaluator, attributions)
                .of(ofWords, units.interactingWords());
    return IntStream.range(0, attributions.size())
        .mapToObj(
            t ->
                new Scores(
                    ofWords.get(t),
                    WordScore.of(phrases, words, text, attributions.get(t)),
                    pairs.isEmpty() ? Optional.empty() : Optional.of(pairs.get(t))))
        .toList();
  }

  private Explanation explanation(
      TextModel model,
      EncodedText text,
      Logits logits,
      int index,
      Attribution attribution,
      Scores scores) {
    return new Explanation(
        text,
        model.labels(),
        logits.list(),
        logits.softmax(),
        index,
        output,
        method.name(),
        method.integrates() ? Optional.of(settings.integration()) : Optional.empty(),
        baseline,
        attribution,
        scores.words(),
        scores.phrases(),
        scores.pairs());
  }

  /** Words move from the baseline; tokens that the tokenizer added stay. */
  private AttributionInput input(TextModel model, EncodedText text) {
    Tensor rows = model.embeddings(text);
    Tensor from = model.baselineRow(baseline);
    int width = rows.shape().dim(1);
    float[] starts = rows.toArray();
    boolean[] movable = new boolean[text.size()];
    for (int i = 0; i < movable.length; i++) {
      movable[i] = !text.tokens().get(i).added();
      if (movable[i]) {
        System.arraycopy(from.array(), from.offset(), starts, i * width, width);
      }
    }
    return new AttributionInput(rows, Tensor.wrap(starts, 0, rows.shape()), movable);
  }

  private static void requireFinite(Attribution attribution) {
    for (int i = 0; i < attribution.size(); i++) {
      if (!Double.isFinite(attribution.raw(i))) {
        throw new ArithmeticException(
            "the gradient at token %d is not finite; the model's weights are not usable"
                .formatted(i));
      }
    }
  }
}
