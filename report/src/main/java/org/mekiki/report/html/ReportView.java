package org.mekiki.report.html;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.mekiki.report.page.SignedNumber;
import org.mekiki.report.wording.EffectReading;
import org.mekiki.report.wording.PairKind;
import org.mekiki.report.wording.Subject;
import org.mekiki.report.wording.Texts;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.Interactions;
import org.mekiki.sig.WordScore;
import org.mekiki.sig.effect.Effects;
import org.mekiki.sig.text.TextPart;

/**
 * One explanation of a text as a page shows it.
 *
 * @param subject what it is about
 * @param effects of masked words, where they were asked about
 * @param millis what it took, with those that were computed together; empty where nobody knows
 */
public record ReportView(
    Explanation explanation, Subject subject, Optional<Effects> effects, OptionalLong millis) {
  /** A score below this share of the strongest one has no colour. */
  static final double VISIBLE = 0.06;

  /** Shades of a colour. */
  static final int SHADES = 10;

  /** What happens without words, where that was asked. */
  public Optional<EffectReading> effectReading(Texts texts) {
    return effects.map(found -> new EffectReading(explanation, subject, found, texts));
  }

  /** What two words are to each other, in a few words. */
  public String kind(Interactions.Pair pair, Texts texts) {
    return EffectReading.kind(pair, explanation, effects, texts);
  }

  /** Whether one of two words can do without the other. */
  boolean overlap(Interactions.Pair pair) {
    return PairKind.of(pair, explanation, effects).kind().overlaps();
  }

  public boolean signed() {
    return explanation.attributor().signed();
  }

  public double largest() {
    return largest(explanation.words());
  }

  static double largest(List<WordScore> scores) {
    return scores.stream().mapToDouble(word -> Math.abs(word.score())).max().orElse(0);
  }

  /** How the style sheet names what a value has for a colour; empty where it has none. */
  static String shade(double value, double largest) {
    double strength = largest == 0 ? 0 : Math.abs(value) / largest;
    return strength < VISIBLE
        ? ""
        : (value > 0 ? "for s" : "against s")
            + Math.max(1, Math.round(SHADES * Math.min(1, strength)));
  }

  /** A score, with a sign where it has a meaning. */
  public String number(int decimals, double value) {
    return signed() ? signed(decimals, value) : unsigned(decimals, value);
  }

  /**
   * A number with its sign, the minus as wide as the plus; none where nothing but zeros is left.
   */
  static String signed(int decimals, double value) {
    return SignedNumber.of("%+." + decimals + "f", value);
  }

  static String unsigned(int decimals, double value) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /** The words by their places, in the text's order. */
  public Map<Spot, WordScore> scores() {
    var scores = new LinkedHashMap<Spot, WordScore>();
    explanation.words().forEach(word -> scores.put(Spot.of(word.part()), word));
    return scores;
  }

  /** A place in a text, the same for all explanations of it. */
  public record Spot(int sequence, int start, int end) implements Comparable<Spot> {
    static Spot of(TextPart part) {
      return new Spot(part.sequence(), part.start(), part.end());
    }

    @Override
    public int compareTo(Spot other) {
      return sequence != other.sequence
          ? Integer.compare(sequence, other.sequence)
          : start != other.start
              ? Integer.compare(start, other.start)
              : Integer.compare(end, other.end);
    }
  }
}
