package org.mekiki.transformer.entity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A span with a label that fits it.
 *
 * @param span the words
 * @param label number of the label
 * @param score probability that the span has the label
 */
public record ScoredSpan(WordSpan span, int label, double score) {
  /**
   * Takes spans from the best to the worst, each unless one that was taken is in its way; of equal
   * scores the first comes first.
   *
   * @param spans in any order; the same span with the same label counts once
   * @param choice what may lie over what
   * @return those that are taken, by their first words
   */
  public static List<ScoredSpan> best(List<ScoredSpan> spans, EntityChoice choice) {
    List<ScoredSpan> ordered =
        spans.stream()
            .distinct()
            .sorted(Comparator.comparingDouble(ScoredSpan::score).reversed())
            .toList();
    var taken = new ArrayList<ScoredSpan>();
    for (ScoredSpan each : ordered) {
      if (taken.stream().noneMatch(other -> each.isBarred(other, choice))) {
        taken.add(each);
      }
    }
    taken.sort(Comparator.comparingInt(each -> each.span().first()));
    return taken;
  }

  private boolean isBarred(ScoredSpan taken, EntityChoice choice) {
    if (span.equals(taken.span)) {
      return !choice.severalLabels();
    }
    return span.overlaps(taken.span) && !(choice.nested() && span.nests(taken.span));
  }

  /**
   * The spans that three logits a word show: one begins at a word, ends at a word at or after it,
   * and goes through all between.
   *
   * @param probabilities of beginning, ending and going through, three for each word and label
   * @param labels how many there are
   * @param threshold which beginning and end must exceed, and none between may stay below
   * @param widest words of a span at most
   * @return the spans with the smallest of their probabilities
   */
  static List<ScoredSpan> ofWords(
      double[] probabilities, int labels, double threshold, int widest) {
    var spans = new ArrayList<ScoredSpan>();
    int row = TokenScorer.LOGITS * labels;
    int words = probabilities.length / row;
    for (int first = 0; first < words; first++) {
      for (int label = 0; label < labels; label++) {
        int column = TokenScorer.LOGITS * label;
        double smallest = probabilities[first * row + column];
        boolean begins = smallest > threshold;
        int end = (int) Math.min(words, (long) first + widest);
        for (int last = first; begins && last < end; last++) {
          double ends = probabilities[last * row + column + 1];
          double through = probabilities[last * row + column + 2];
          if (through < threshold) {
            break;
          }
          smallest = Math.min(smallest, through);
          if (ends > threshold) {
            spans.add(new ScoredSpan(new WordSpan(first, last), label, Math.min(smallest, ends)));
          }
        }
      }
    }
    return spans;
  }

  /**
   * The labels of spans that exceed a threshold.
   *
   * @param spans N of them
   * @param probabilities N times as many as there are labels
   */
  static List<ScoredSpan> above(List<WordSpan> spans, double[] probabilities, double threshold) {
    var found = new ArrayList<ScoredSpan>();
    int labels = spans.isEmpty() ? 0 : probabilities.length / spans.size();
    for (int i = 0; i < spans.size(); i++) {
      for (int label = 0; label < labels; label++) {
        double score = probabilities[i * labels + label];
        if (score > threshold) {
          found.add(new ScoredSpan(spans.get(i), label, score));
        }
      }
    }
    return found;
  }

  /** All spans of so many words, by their first words, then by their length. */
  static List<WordSpan> all(int words, int width) {
    var spans = new ArrayList<WordSpan>();
    for (int first = 0; first < words; first++) {
      for (int last = first; last < (int) Math.min(words, (long) first + width); last++) {
        spans.add(new WordSpan(first, last));
      }
    }
    return spans;
  }
}
