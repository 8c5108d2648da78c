package org.mekiki.sig.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.WordScore;

/**
 * The parts of a text between white space, which do not depend on a tokenizer.
 *
 * @param spans where they stand
 */
record SpacedWords(List<Example.Span> spans) {
  static SpacedWords of(String text) {
    var spans = new ArrayList<Example.Span>();
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean space = i == text.length() || Character.isWhitespace(text.charAt(i));
      if (!space && start < 0) {
        start = i;
      } else if (space && start >= 0) {
        spans.add(new Example.Span(start, i));
        start = -1;
      }
    }
    return new SpacedWords(spans);
  }

  /**
   * The scores that methods gave, added up where the tokenizer cut finer; 0 for what was cut off.
   *
   * @param left number of a word to leave out, or −1
   */
  double[] scores(Explanation explanation, int left) {
    double[] all = scores(explanation);
    return IntStream.range(0, all.length).filter(i -> i != left).mapToDouble(i -> all[i]).toArray();
  }

  double[] scores(Explanation explanation) {
    double[] scores = new double[spans.size()];
    for (WordScore word : explanation.words()) {
      for (int i = 0; word.sequence() == 0 && i < scores.length; i++) {
        if (overlap(spans.get(i), word)) {
          scores[i] += word.raw();
        }
      }
    }
    return scores;
  }

  private static boolean overlap(Example.Span span, WordScore word) {
    return word.start() < span.end() && word.end() > span.start();
  }
}
