package org.mekiki.cli.audit.findings;

import java.util.List;
import org.mekiki.cli.audit.count.Place;

/**
 * All that the model was asked about one text.
 *
 * @param number of the text, from 0
 * @param text as the data has it
 * @param skipped why nothing was asked, or null
 * @param unknown how many tokens are unknown to the model
 * @param cut whether the text was longer than the model's limit
 * @param answer of the model
 * @param words places of the words
 * @param phrases first and last word of the phrases
 * @param explained the scores, by explained class
 * @param probed the answers after substitutions
 * @param turned what turns the decision, or null where that was not asked
 */
public record TextFinding(
    long number,
    AuditText text,
    String skipped,
    int unknown,
    boolean cut,
    Answer answer,
    List<Place> words,
    List<Phrase> phrases,
    List<Explained> explained,
    List<Probed> probed,
    Turned turned) {

  /** Of a text that cannot be explained. */
  public static TextFinding skipped(long number, AuditText text, String reason) {
    return new TextFinding(
        number, text, reason, 0, false, null, List.of(), List.of(), List.of(), List.of(), null);
  }

  /**
   * The model's answer.
   *
   * @param logits one a class
   * @param probabilities one a class
   */
  public record Answer(double[] logits, double[] probabilities) {
    /** The class of largest logit; of equal ones the first. */
    public int best() {
      int best = 0;
      for (int i = 1; i < logits.length; i++) {
        best = logits[i] > logits[best] ? i : best;
      }
      return best;
    }
  }

  /**
   * Neighbouring words.
   *
   * @param first number of the first
   * @param last number of the last
   */
  public record Phrase(int first, int last) {}

  /**
   * Attributions for a class.
   *
   * @param target the class
   * @param words one a word
   * @param phrases one a phrase
   */
  public record Explained(int target, double[] words, double[] phrases) {}

  /**
   * What became of the answer.
   *
   * @param swap number of the substitution
   * @param answer to the new text
   */
  public record Probed(int swap, Answer answer) {}

  /**
   * The smallest sets of words whose masking turns the decision.
   *
   * @param excluded no set of so many words or fewer turns it, all of them were tried
   * @param sets all of one size, the most decisive first; none where none was found
   */
  public record Turned(int excluded, List<TurningSet> sets) {
    /** Words of the sets. */
    public int size() {
      return sets.getFirst().words().size();
    }

    /** Whether no smaller set turns the decision. */
    public boolean minimal() {
      return !sets.isEmpty() && size() == excluded + 1;
    }
  }

  /**
   * Words whose masking turns the decision.
   *
   * @param words their numbers, ascending
   * @param answer with these words masked
   */
  public record TurningSet(List<Integer> words, Answer answer) {}

  /** The text, and the second one where there is one. */
  public List<String> texts() {
    return text.pair() == null ? List.of(text.text()) : List.of(text.text(), text.pair());
  }
}
