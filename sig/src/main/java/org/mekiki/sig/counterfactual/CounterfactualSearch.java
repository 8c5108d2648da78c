package org.mekiki.sig.counterfactual;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.mekiki.core.model.Baseline;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.Link;
import org.mekiki.core.model.TextModel;
import org.mekiki.sig.NothingToExplainException;
import org.mekiki.sig.attribution.Monitor;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.evaluation.Logits;
import org.mekiki.sig.text.TextPart;
import org.mekiki.sig.text.TextUnits;

/**
 * Looks for the smallest sets of words whose change turns a decision, and for those that keep it
 * alone. A set is called minimal where all smaller ones were tried.
 *
 * @param operation what is done to words
 * @param baseline what takes the place of masked words
 * @param replacements what stands in the place of others; null for other operations
 * @param units words, or their pieces
 * @param limits how far sets are looked for
 * @param keeping whether sets that keep the decision are looked for too
 */
public record CounterfactualSearch(
    Operation operation,
    Baseline baseline,
    Replacements replacements,
    TextUnits units,
    SearchLimits limits,
    boolean keeping) {
  /** Masks words, within the usual limits. */
  public static final CounterfactualSearch DEFAULT =
      new CounterfactualSearch(
          Operation.MASK, Baseline.MASK, null, TextUnits.WORDS, SearchLimits.DEFAULT, true);

  /** Checks. */
  public CounterfactualSearch {
    if (operation == Operation.REPLACE) {
      Objects.requireNonNull(replacements, "replacements");
    }
  }

  /**
   * Searches.
   *
   * @param model that decides between classes
   * @param text the text's tokens, as the model cut them
   * @param of the class that is looked at where each is there or not; empty for the most probable
   * @param towards the class that the decision has to turn to; empty for any
   * @param monitor is told of progress and may cancel
   * @return what was found
   * @throws NothingToExplainException if the text has no word
   * @throws IllegalArgumentException if the model's answer is a number, the operation cannot be
   *     carried out, or the decision is the asked one already
   */
  public Counterfactual of(
      TextModel model, EncodedText text, OptionalInt of, OptionalInt towards, Monitor monitor) {
    List<TextPart> words = units.parts(text);
    if (words.isEmpty()) {
      throw new NothingToExplainException();
    }
    monitor.begins(1L + words.size(), text.size());
    List<Double> logits = Logits.of(model, text, model.embeddings(text)).list();
    Decision decision = decision(model, logits, of, towards);
    Changes turning;
    try (EditedText edited = edited(model, text, words, false)) {
      turning = found(model, words, edited, decision::distance, 1, monitor);
    }
    Optional<Changes> alone = Optional.empty();
    if (keeping && operation != Operation.REPLACE) {
      var same =
          new Decision(decision.index(), decision.there(), decision.link(), OptionalInt.empty());
      try (EditedText edited = edited(model, text, words, true)) {
        alone =
            Optional.of(
                found(
                    model,
                    words,
                    edited,
                    answer -> -same.distance(answer),
                    operation == Operation.DELETE ? 1 : 0,
                    monitor));
      }
    }
    return new Counterfactual(
        text,
        model.labels(),
        logits,
        model.link().probabilities(logits),
        decision.index(),
        decision.there() || decision.link() == Link.SOFTMAX,
        operation,
        words,
        turning,
        alone);
  }

  private static Decision decision(
      TextModel model, List<Double> logits, OptionalInt of, OptionalInt towards) {
    int best = Logits.best(logits);
    return switch (model.link()) {
      case IDENTITY ->
          throw new IllegalArgumentException(
              "the model's answer is a number, so there is no decision that could turn");
      case SOFTMAX -> {
        if (towards.isPresent() && towards.getAsInt() == best) {
          throw new IllegalArgumentException(
              "the decision is \"%s\" already".formatted(model.labels().get(best)));
        }
        yield new Decision(best, false, Link.SOFTMAX, towards);
      }
      case SIGMOID -> {
        if (towards.isPresent()) {
          throw new IllegalArgumentException(
              "each class of this model is present or not; a decision cannot turn to another"
                  + " class");
        }
        int index = of.orElse(best);
        yield new Decision(index, logits.get(index) >= 0, Link.SIGMOID, OptionalInt.empty());
      }
    };
  }

  private EditedText edited(
      TextModel model, EncodedText text, List<TextPart> words, boolean others) {
    List<RowSet> rows = TextPart.rows(words);
    return switch (operation) {
      case MASK -> new MaskedWords(model, text, rows, baseline, others);
      case DELETE -> new DeletedWords(model, text, rows, others);
      case REPLACE -> new ReplacedWords(model, text, words, replacements);
    };
  }

  private Changes found(
      TextModel model,
      List<TextPart> words,
      EditedText edited,
      java.util.function.ToDoubleFunction<double[]> distance,
      int smallest,
      Monitor monitor) {
    SetSearch.Result result = new SetSearch(edited, distance, limits, monitor).find(smallest);
    var sets = new ArrayList<Change>();
    for (SetSearch.Tried tried : result.sets()) {
      double[] logits = edited.verified(tried.edit());
      if (distance.applyAsDouble(logits) < 0) {
        sets.add(change(model, words, edited, tried.edit(), logits));
      }
    }
    return new Changes(
        sets,
        result.reaching(),
        result.excluded(),
        limits.words(),
        result.passes() + result.sets().size());
  }

  private static Change change(
      TextModel model, List<TextPart> words, EditedText edited, Edit edit, double[] logits) {
    List<Double> answer = DoubleStream.of(logits).boxed().toList();
    List<String> replacements =
        IntStream.range(0, edit.size())
            .mapToObj(i -> edited.replacement(edit.words().get(i), edit.choices().get(i)))
            .filter(Objects::nonNull)
            .toList();
    return new Change(
        edit.words().stream().map(words::get).toList(),
        replacements,
        answer,
        model.link().probabilities(answer));
  }
}
