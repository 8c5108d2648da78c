package org.mekiki.report.wording;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.mekiki.report.page.SignedNumber;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.Interactions;
import org.mekiki.sig.WordScore;
import org.mekiki.sig.effect.Answer;
import org.mekiki.sig.effect.Effect;
import org.mekiki.sig.effect.Effects;

/**
 * What happens without words, in sentences and in probabilities.
 *
 * @param explanation of one class
 * @param subject what the explanation is about
 * @param effects of its words
 */
public record EffectReading(
    Explanation explanation, Subject subject, Effects effects, Texts texts) {
  /** Words that are named because the decision turns without them. */
  private static final int NAMED = 3;

  /** Two words that each are enough: without both the probability falls by this at least. */
  private static final double NOTABLE = 0.01;

  /** And by so many times what it falls without either. */
  private static final double TIMES = 3;

  private static final String CLASS = "name.class";

  /** What a reader has to know first: what decides, and what happens without it. */
  public List<String> lead() {
    var sentences = new ArrayList<String>();
    if (isNumber()) {
      strongest().ifPresent(effect -> sentences.add(number(effect)));
      sentences.add(texts.of("effect.all.value", shown(effects.all().without())));
      return sentences;
    }
    if (!subject.predicted()) {
      strongest().ifPresent(effect -> sentences.add(other(effect)));
      return sentences;
    }
    List<Effect> turning = turning();
    if (turning.isEmpty()) {
      strongest().ifPresent(effect -> sentences.add(none(effect)));
      pair().ifPresent(sentences::add);
    } else {
      sentences.add(turned(turning.getFirst()));
      List<String> more =
          turning.stream().skip(1).limit(NAMED - 1L).map(effect -> word(effect, 0)).toList();
      if (!more.isEmpty()) {
        String either = more.size() == 1 ? more.getFirst() : texts.of("effect.or", more.toArray());
        sentences.add(texts.of("effect.turns.also", either));
      }
    }
    sentences.add(all());
    return sentences;
  }

  /** Whether the answer is a number, which has no probability. */
  public boolean isNumber() {
    return effects.whole().probabilities().isEmpty();
  }

  private int target() {
    return explanation.target();
  }

  private double value(Answer answer) {
    return answer.value(target());
  }

  private List<Effect> turning() {
    return effects.words().stream()
        .filter(effect -> effects.turns(effect, target()))
        .sorted(Comparator.comparingDouble(effect -> value(effect.without())))
        .toList();
  }

  /** The word without which the value changes most; of equal ones the first. */
  private Optional<Effect> strongest() {
    return effects.words().stream()
        .max(Comparator.comparingDouble(effect -> Math.abs(effects.change(effect, target()))));
  }

  private String word(Effect effect, int number) {
    return names().of(effect.words().get(number));
  }

  private WordNames names() {
    return new WordNames(
        explanation.text(), explanation.words().stream().map(WordScore::part).toList(), texts);
  }

  private String percent(double probability, int digits) {
    return texts.of("percent.text", Percentages.format(100 * probability, digits));
  }

  private int digits(Effect effect) {
    return Percentages.digits(100 * value(effects.whole()), 100 * value(effect.without()));
  }

  private String turned(Effect effect) {
    return isClass()
        ? texts.of(
            "effect.turns.class",
            word(effect, 0),
            answer(effect.without()),
            percent(effect.without().value(effect.without().best()), 1))
        : texts.of(
            "effect.turns",
            word(effect, 0),
            texts.quoted(subject.name()),
            percent(value(effect.without()), 1),
            percent(value(effects.whole()), 1));
  }

  /** Whether a sentence can say what the answer would be: the classes exclude each other. */
  private boolean isClass() {
    return subject.name().key().equals(CLASS)
        && effects.whole().probabilities().size() > 1
        && effects.excludes();
  }

  private String answer(Answer answer) {
    return names().quoted(explanation.labels().get(answer.best()));
  }

  private String none(Effect effect) {
    int digits = digits(effect);
    String still = texts.quoted(subject.name());
    String without = percent(value(effect.without()), digits);
    String whole = percent(value(effects.whole()), digits);
    return effects.left() == 0
        ? texts.of("effect.none", word(effect, 0), still, without, whole)
        : texts.of(
            "effect.none.some", word(effect, 0), still, without, whole, effects.words().size());
  }

  private String other(Effect effect) {
    int digits = digits(effect);
    return texts.of(
        "effect.other",
        word(effect, 0),
        texts.quoted(subject.name()),
        percent(value(effect.without()), digits),
        percent(value(effects.whole()), digits));
  }

  private String number(Effect effect) {
    return texts.of(
        "effect.value", word(effect, 0), shown(effect.without()), shown(effects.whole()));
  }

  private String shown(Answer answer) {
    return Percentages.format(value(answer), 3);
  }

  /** Two words of which one is enough, where there are such. */
  private Optional<String> pair() {
    return effects.pairs().stream()
        .filter(this::eitherIsEnough)
        .max(Comparator.comparingDouble(pair -> effects.change(pair, target())))
        .map(
            pair ->
                effects.turns(pair, target()) && isClass()
                    ? texts.of(
                        "effect.either.turns",
                        word(pair, 0),
                        word(pair, 1),
                        answer(pair.without()),
                        percent(pair.without().value(pair.without().best()), 1))
                    : texts.of(
                        "effect.either",
                        word(pair, 0),
                        word(pair, 1),
                        percent(value(pair.without()), 1)));
  }

  private boolean eitherIsEnough(Effect pair) {
    double both = effects.change(pair, target());
    return both >= NOTABLE
        && pair.words().stream()
            .allMatch(
                word ->
                    effects
                        .of(word)
                        .filter(effect -> TIMES * effects.change(effect, target()) <= both)
                        .isPresent());
  }

  private String all() {
    Effect all = effects.all();
    String key = effects.turns(all, target()) ? "effect.all.turns" : "effect.all";
    return isClass()
        ? texts.of(
            key, answer(all.without()), percent(all.without().value(all.without().best()), 1))
        : texts.of(
            "effect.all.other", texts.quoted(subject.name()), percent(value(all.without()), 1));
  }

  /** The answer without a word, as a table shows it; empty where that was not asked. */
  public Optional<String> without(WordScore word) {
    return effects
        .of(word.part())
        .map(effect -> isNumber() ? shown(effect.without()) : percent(value(effect.without()), 1));
  }

  /**
   * What a word adds, with a sign, in percentage points, or in units of the answer where that is a
   * number; empty where it was not asked.
   */
  public Optional<String> change(WordScore word) {
    return effects
        .of(word.part())
        .map(
            effect -> {
              double change = effects.change(effect, target());
              return isNumber()
                  ? SignedNumber.of("%+.3f", change)
                  : SignedNumber.of("%+.1f", 100 * change);
            });
  }

  /** The same with its unit, and what it would be without the word. */
  public Optional<String> spoken(WordScore word) {
    return change(word)
        .map(
            change ->
                isNumber()
                    ? change
                    : texts.of("effect.spoken", change, without(word).orElseThrow()));
  }

  /** What two words are to each other, in a few words. */
  public static String kind(
      Interactions.Pair pair, Explanation explanation, Optional<Effects> effects, Texts texts) {
    var names =
        new WordNames(
            explanation.text(), explanation.words().stream().map(WordScore::part).toList(), texts);
    PairKind.Found found = PairKind.of(pair, explanation, effects);
    String first = names.of(pair.first().part());
    String second = names.of(pair.second().part());
    return found.second()
        ? texts.of(found.kind().key(), first, second)
        : texts.of(found.kind().key(), second, first);
  }

  /**
   * The four answers about two words: with both, with either one alone, with neither; empty where
   * they were not asked about.
   */
  public Optional<String> cells(Interactions.Pair pair) {
    Optional<Effect> first = effects.of(pair.first().part());
    Optional<Effect> second = effects.of(pair.second().part());
    Optional<Effect> both = effects.of(pair.first().part(), pair.second().part());
    if (first.isEmpty() || second.isEmpty() || both.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        texts.of(
            "pairs.cells",
            names().of(pair.first().part()),
            names().of(pair.second().part()),
            cell(effects.whole()),
            cell(second.get().without()),
            cell(first.get().without()),
            cell(both.get().without())));
  }

  private String cell(Answer answer) {
    return isNumber() ? shown(answer) : percent(value(answer), 1);
  }
}
