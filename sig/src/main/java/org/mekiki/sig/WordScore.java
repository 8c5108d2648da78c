package org.mekiki.sig;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.Token;

/**
 * The score of a word of the text: the sum over its pieces.
 *
 * @param text the word as it stands in the caller's string
 * @param sequence 0 for the text, 1 for the second text
 * @param start first UTF-16 index in that string
 * @param end index after the last
 * @param firstToken number of its first token
 * @param lastToken number of its last token
 * @param raw attribution in units of F
 * @param score attribution normalised over the sentence's tokens
 * @param delta sum of the pieces' absolute integration errors divided by the same norm; 0 for
 *     methods without an error a word
 */
public record WordScore(
    String text,
    int sequence,
    int start,
    int end,
    int firstToken,
    int lastToken,
    double raw,
    double score,
    double delta) {

  static List<WordScore> of(Explanation explanation) {
    EncodedText text = explanation.text();
    Attribution attribution = explanation.attribution();
    double norm = norm(attribution);
    var words = new ArrayList<WordScore>();
    int size = text.size();
    for (int first = 0; first < size; ) {
      int last = first;
      while (last + 1 < size && sameWord(text.tokens().get(first), text.tokens().get(last + 1))) {
        last++;
      }
      if (!text.tokens().get(first).added()) {
        words.add(word(text, attribution, norm, first, last));
      }
      first = last + 1;
    }
    return List.copyOf(words);
  }

  private static WordScore word(
      EncodedText text, Attribution attribution, double norm, int first, int last) {
    double raw = 0;
    double score = 0;
    double delta = 0;
    int start = Integer.MAX_VALUE;
    int end = 0;
    for (int i = first; i <= last; i++) {
      raw += attribution.raw(i);
      score += attribution.score(i);
      OptionalDouble error = attribution.delta(i);
      delta += error.isPresent() && norm > 0 ? Math.abs(error.getAsDouble()) / norm : 0;
      start = Math.min(start, text.tokens().get(i).start());
      end = Math.max(end, text.tokens().get(i).end());
    }
    int sequence = text.tokens().get(first).sequence();
    String source = sequence == 0 ? text.text() : text.pair();
    return new WordScore(
        source.substring(start, end), sequence, start, end, first, last, raw, score, delta);
  }

  private static boolean sameWord(Token a, Token b) {
    return !a.added() && !b.added() && a.sequence() == b.sequence() && a.word() == b.word();
  }

  private static double norm(Attribution attribution) {
    double squares = 0;
    for (int i = 0; i < attribution.size(); i++) {
      squares += attribution.raw(i) * attribution.raw(i);
    }
    return Math.sqrt(squares);
  }
}
