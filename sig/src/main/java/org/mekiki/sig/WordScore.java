package org.mekiki.sig;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mekiki.core.model.EncodedText;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.BothEnds;
import org.mekiki.sig.attribution.UnitAttribution;
import org.mekiki.sig.text.TextPart;

/**
 * The score of a word or phrase of the text, whose tokens are moved together.
 *
 * @param text the word as it stands in the caller's string
 * @param part where it stands, and its tokens
 * @param raw attribution in units of F
 * @param score attribution divided by the Euclidean norm of the raw scores of all words
 * @param delta absolute integration error divided by the same norm; 0 for methods without an error
 *     a word
 * @param shares what each token has of the raw score; empty for methods that do not integrate
 * @param nodes gradients evaluated on its path
 * @param converged whether its errors are within the tolerance
 * @param ends what it does in the full and in the masked text, in units of F; empty for methods
 *     that do not look at both
 * @param margin half of the raw score's 95 % interval, in units of F; 0 where chance had no part in
 *     it, empty for methods that estimate none
 */
public record WordScore(
    String text,
    TextPart part,
    double raw,
    double score,
    double delta,
    List<Double> shares,
    int nodes,
    boolean converged,
    Optional<BothEnds> ends,
    OptionalDouble margin) {

  /** Of each part, with the words' norm. */
  static List<WordScore> of(
      List<TextPart> parts, List<TextPart> words, EncodedText text, Attribution attribution) {
    double norm =
        Math.sqrt(
            words.stream()
                .mapToDouble(word -> attribution.unit(word.tokens()).raw())
                .map(raw -> raw * raw)
                .sum());
    return parts.stream().map(part -> of(part, norm, text, attribution)).toList();
  }

  private static WordScore of(
      TextPart part, double norm, EncodedText text, Attribution attribution) {
    UnitAttribution unit = attribution.unit(part.tokens());
    return new WordScore(
        part.in(text),
        part,
        unit.raw(),
        norm == 0 ? 0 : unit.raw() / norm,
        norm == 0 ? 0 : Math.abs(unit.delta().orElse(0)) / norm,
        unit.shares(),
        unit.nodes(),
        unit.converged(),
        unit.ends(),
        unit.margin());
  }

  /** {@return 0 for the text, 1 for the second text} */
  public int sequence() {
    return part.sequence();
  }

  /** {@return the first UTF-16 index in that string} */
  public int start() {
    return part.start();
  }

  /** {@return the index after the last} */
  public int end() {
    return part.end();
  }

  /** {@return the number of its first token} */
  public int firstToken() {
    return part.tokens().row(0);
  }

  /** {@return the number of its last token} */
  public int lastToken() {
    return part.tokens().row(part.tokens().size() - 1);
  }
}
