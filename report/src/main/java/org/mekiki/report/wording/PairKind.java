package org.mekiki.report.wording;

import java.util.Optional;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.Interactions;
import org.mekiki.sig.attribution.InteractionIndex;
import org.mekiki.sig.effect.Effect;
import org.mekiki.sig.effect.Effects;

/** What two words are to each other, by what each does with the other one there and without. */
public enum PairKind {
  /** Each does little while the other is there, and much without it. */
  EITHER("pairs.either"),
  /** Each does much while the other is there, and little without it. */
  TOGETHER("pairs.together"),
  /** With the other one there, one of them speaks for the opposite of what it says alone. */
  TURNED("pairs.turned"),
  /** With the other one there, one of them does little that does much without it. */
  SILENCED("pairs.silenced"),
  /** With the other one there, one of them does much that does little without it. */
  WOKEN("pairs.woken"),
  /** Each does more with the other one there. */
  MORE("pairs.more"),
  /** Each does less with the other one there. */
  LESS("pairs.less");

  /** What is little beside something else. */
  private static final double LITTLE = 0.5;

  /** What is too little beside the pair's other effects to be turned round. */
  private static final double NOTHING = 0.25;

  private final String key;

  PairKind(String key) {
    this.key = key;
  }

  /** Of its sentence, which names the word that acts first, then the one that is acted on. */
  String key() {
    return key;
  }

  /** Whether one of them can do without the other. */
  public boolean overlaps() {
    return this == EITHER || this == LESS || this == SILENCED;
  }

  /**
   * What was found of a pair.
   *
   * @param second whether the second word is the one that is acted on; it makes no difference where
   *     both are
   */
  public record Found(PairKind kind, boolean second) {}

  /**
   * Of a pair of an explanation.
   *
   * @param effects answers with the words masked, where they were asked about
   */
  public static Found of(
      Interactions.Pair pair, Explanation explanation, Optional<Effects> effects) {
    return effects
        .flatMap(found -> byAnswers(pair, explanation.target(), found))
        .orElseGet(() -> byScores(pair, explanation));
  }

  private static Optional<Found> byAnswers(Interactions.Pair pair, int target, Effects effects) {
    Optional<Effect> first = effects.of(pair.first().part());
    Optional<Effect> second = effects.of(pair.second().part());
    Optional<Effect> both = effects.of(pair.first().part(), pair.second().part());
    if (first.isEmpty() || second.isEmpty() || both.isEmpty()) {
      return Optional.empty();
    }
    double whole = effects.whole().logits().get(target);
    double onlySecond = first.get().without().logits().get(target);
    double onlyFirst = second.get().without().logits().get(target);
    double neither = both.get().without().logits().get(target);
    return Optional.of(
        of(whole - onlySecond, onlyFirst - neither, whole - onlyFirst, onlySecond - neither));
  }

  /** Scores of other methods and of indices over all contexts are other things than effects. */
  private static Found byScores(Interactions.Pair pair, Explanation explanation) {
    boolean last =
        explanation.interactions().filter(i -> i.index() == InteractionIndex.LAST).isPresent();
    double first = pair.first().raw();
    double second = pair.second().raw();
    return last
        ? of(first, first - pair.value(), second, second - pair.value())
        : new Found(first + second > 0 == pair.value() > 0 ? MORE : LESS, true);
  }

  /**
   * By effects.
   *
   * @param first what the first word does with the second one there
   * @param firstAlone and without it
   */
  static Found of(double first, double firstAlone, double second, double secondAlone) {
    double largest =
        Math.max(
            Math.max(Math.abs(first), Math.abs(firstAlone)),
            Math.max(Math.abs(second), Math.abs(secondAlone)));
    if (isTurned(second, secondAlone, largest) || isTurned(first, firstAlone, largest)) {
      return new Found(TURNED, isTurned(second, secondAlone, largest));
    }
    if (isLittle(first, firstAlone) && isLittle(second, secondAlone)) {
      return new Found(EITHER, true);
    }
    if (isLittle(firstAlone, first) && isLittle(secondAlone, second)) {
      return new Found(TOGETHER, true);
    }
    double least = NOTHING * largest;
    if (isSilenced(first, firstAlone, least) || isSilenced(second, secondAlone, least)) {
      return new Found(SILENCED, isSilenced(second, secondAlone, least));
    }
    if (isSilenced(firstAlone, first, least) || isSilenced(secondAlone, second, least)) {
      return new Found(WOKEN, isSilenced(secondAlone, second, least));
    }
    boolean more =
        Math.abs(first) + Math.abs(second) > Math.abs(firstAlone) + Math.abs(secondAlone);
    return new Found(more ? MORE : LESS, true);
  }

  /** Whether an effect that is not negligible becomes little. */
  private static boolean isSilenced(double effect, double other, double least) {
    return Math.abs(other) >= least && isLittle(effect, other);
  }

  private static boolean isTurned(double with, double alone, double largest) {
    double least = NOTHING * largest;
    return with * alone < 0 && Math.abs(with) >= least && Math.abs(alone) >= least;
  }

  private static boolean isLittle(double effect, double other) {
    return Math.abs(effect) < LITTLE * Math.abs(other);
  }
}
