package org.mekiki.report.wording;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.effect.Effects;

/**
 * What speaks against believing an explanation, however accurately it was computed.
 *
 * @param read how much of the text the model could read
 * @param effects of masked words, where they were asked about
 */
public record TrustReading(
    Explanation explanation,
    Subject subject,
    Legibility read,
    Optional<Effects> effects,
    Texts texts) {
  /** Below it, of the most probable answer, the model is hardly sure. */
  private static final double SURE = 0.7;

  /** Of the probability of the answer, what it has without any word: more is suspicious. */
  private static final double WITHOUT_WORDS = 0.9;

  /** Of the whole, what three or more words do only together. */
  private static final double TOGETHER = 0.25;

  /** The reasons, a sentence each; none where nothing was found. */
  public List<String> doubts() {
    var doubts = new ArrayList<>(read.sentences(texts));
    unsure().ifPresent(doubts::add);
    effects.flatMap(this::withoutWords).ifPresent(doubts::add);
    together().ifPresent(doubts::add);
    return doubts;
  }

  private Optional<String> unsure() {
    List<Double> probabilities = explanation.probabilities();
    if (probabilities.size() < 2 || subject.shares().isEmpty()) {
      return Optional.empty();
    }
    double best = probabilities.stream().mapToDouble(p -> p).max().orElseThrow();
    return isUnsure(best)
        ? Optional.of(texts.of("trust.unsure", texts.percent(best)))
        : Optional.empty();
  }

  /** Whether a model is hardly sure of its most probable answer. */
  public static boolean isUnsure(double probability) {
    return probability < SURE;
  }

  private Optional<String> withoutWords(Effects found) {
    int target = explanation.target();
    if (!subject.predicted()
        || found.whole().probabilities().isEmpty()
        || found.turns(found.all(), target)) {
      return Optional.empty();
    }
    double left = found.all().without().value(target);
    return left < WITHOUT_WORDS * found.whole().value(target)
        ? Optional.empty()
        : Optional.of(texts.of("trust.nothing", texts.percent(left)));
  }

  private Optional<String> together() {
    var attribution = explanation.attribution();
    if (attribution.beyondPairs().isEmpty()) {
      return Optional.empty();
    }
    double whole = attribution.fInput() - attribution.fBaseline().orElseThrow();
    return Math.abs(attribution.beyondPairs().getAsDouble()) <= TOGETHER * Math.abs(whole)
        ? Optional.empty()
        : Optional.of(texts.of("trust.together"));
  }
}
