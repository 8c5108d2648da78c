package org.mekiki.transformer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.Link;
import org.mekiki.core.model.Token;
import org.mekiki.transformer.encoder.RowRange;

/**
 * Where an answer may start and end.
 *
 * @param text question and passage
 * @param startLogits one a token of the text, added ones and the question's included
 * @param endLogits one a token
 * @param passage the tokens that can be in an answer
 */
public record AnswerPrediction(
    EncodedText text, List<Double> startLogits, List<Double> endLogits, RowRange passage) {
  /** Copies. */
  public AnswerPrediction {
    startLogits = List.copyOf(startLogits);
    endLogits = List.copyOf(endLogits);
  }

  /**
   * {@return the probabilities that an answer starts at the tokens of the passage, one a token in
   * order, which are 1 together}
   */
  public List<Double> starts() {
    return probabilities(startLogits);
  }

  /**
   * {@return the probabilities that an answer ends at the tokens of the passage, one a token in
   * order, which are 1 together}
   */
  public List<Double> ends() {
    return probabilities(endLogits);
  }

  /**
   * The probability that the passage has no answer, as models trained for that say it: by the first
   * token (Rajpurkar et al. 2018, Devlin et al. 2019). Here both softmaxes go over the passage and
   * that token.
   *
   * @return that of the first token as start times that as end; 0 where the passage begins the text
   */
  public double noAnswer() {
    return passage.from() == 0 ? 0 : first(startLogits) * first(endLogits);
  }

  private double first(List<Double> logits) {
    var all = new ArrayList<>(logits.subList(passage.from(), passage.to()));
    all.addFirst(logits.getFirst());
    return Link.SOFTMAX.probabilities(all).getFirst();
  }

  /**
   * {@return whether the first token, as start and end, is above an answer: the passage has none}
   *
   * @param best the best answer
   */
  public boolean prefersNoAnswer(Answer best) {
    return passage.from() > 0
        && startLogits.getFirst() + endLogits.getFirst()
            > startLogits.get(best.firstToken()) + endLogits.get(best.lastToken());
  }

  private List<Double> probabilities(List<Double> logits) {
    return Link.SOFTMAX.probabilities(logits.subList(passage.from(), passage.to()));
  }

  /**
   * The best answers, the best first; of equal ones that which starts and ends first. Of several
   * that are the same part of the passage, the best alone.
   *
   * @param most how many
   * @param longest tokens of an answer at most
   * @return at most that many; fewer where the passage has not so many parts
   */
  public List<Answer> best(int most, int longest) {
    List<Double> starts = starts();
    List<Double> ends = ends();
    Comparator<Answer> order =
        Comparator.comparingDouble((Answer answer) -> -answer.score())
            .thenComparingInt(Answer::firstToken)
            .thenComparingInt(Answer::lastToken);
    var found = new PriorityQueue<Answer>(order.reversed());
    // Pieces of one character share its offsets, so equal parts stand near each other.
    int kept = most > Integer.MAX_VALUE / 16 ? most : 16 * most;
    for (int i = 0; i < starts.size(); i++) {
      for (int j = i; j < Math.min(ends.size(), (long) i + longest); j++) {
        found.add(answer(i, j, starts.get(i) * ends.get(j)));
        if (found.size() > kept) {
          found.poll();
        }
      }
    }
    var best = new ArrayList<Answer>();
    found.stream().sorted(order).forEach(answer -> addNew(answer, best, most));
    return List.copyOf(best);
  }

  private static void addNew(Answer answer, List<Answer> best, int most) {
    boolean known =
        best.stream()
            .anyMatch(other -> other.start() == answer.start() && other.end() == answer.end());
    if (!known && best.size() < most) {
      best.add(answer);
    }
  }

  private Answer answer(int i, int j, double score) {
    Token first = text.tokens().get(passage.from() + i);
    Token last = text.tokens().get(passage.from() + j);
    return new Answer(
        passage.from() + i,
        passage.from() + j,
        first.start(),
        Math.max(first.start(), last.end()),
        score);
  }
}
