package org.mekiki.cli.evaluate;

import java.util.List;
import org.mekiki.sig.judge.Metric.Direction;
import org.mekiki.sig.judge.Metric.Sharing;

/**
 * What one asks of explanations, and the measures that answer it: the first one that was taken
 * counts. Measures of how many words the scores lie on answer none, since they do not say whether
 * those are the right words.
 */
enum Question {
  KNOWN_WORD(
      ExaminationKind.SHORTCUT,
      "Does it find the word that is known to decide?",
      Sharing.NONE,
      higher("found, once")),
  KNOWN_COPIES(
      ExaminationKind.SHORTCUT,
      "Does it find both words where either one is enough?",
      Sharing.NONE,
      higher("found, twice")),
  WITHOUT_MASKS(
      ExaminationKind.FAITHFULNESS,
      "Which words does the answer hang on, asked without masking?",
      Sharing.NONE,
      higher("soft-comprehensiveness"),
      higher("soft-sufficiency")),
  LOST(
      ExaminationKind.FAITHFULNESS,
      "Without which words is the answer lost?",
      Sharing.RELATED,
      higher("comprehensiveness"),
      higher("normalised-comprehensiveness")),
  ENOUGH(
      ExaminationKind.FAITHFULNESS,
      "Which words alone are enough for the answer?",
      Sharing.RELATED,
      lower("sufficiency"),
      higher("normalised-sufficiency")),
  MASKED(
      ExaminationKind.FAITHFULNESS,
      "Which words change the answer most when they are masked?",
      Sharing.OPERATION,
      lower("log-odds"),
      lower("deletion"),
      higher("insertion")),
  HOW_MUCH(
      ExaminationKind.FAITHFULNESS,
      "How much does masking a set of words change the answer?",
      Sharing.OPERATION,
      lower("infidelity")),
  LEARNT_MASKS(
      ExaminationKind.F_FIDELITY,
      "Which words matter to a model that has learnt to read masked texts?",
      Sharing.OPERATION,
      higher("difference")),
  STEADY(
      ExaminationKind.FAITHFULNESS,
      "Does it stay the same when embeddings change a little?",
      Sharing.NONE,
      lower("max-sensitivity")),
  REWORDED(
      ExaminationKind.STABILITY,
      "Does it stay the same when one other word is exchanged?",
      Sharing.NONE,
      higher("one other word")),
  PEOPLE(
      ExaminationKind.PLAUSIBILITY,
      "Which words would people have marked?",
      Sharing.NONE,
      higher("AUPRC"));

  private final ExaminationKind kind;
  private final String words;
  private final Sharing sharing;

  /** Made by {@link List#of}, which nobody can change. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<Answer> answers;

  /**
   * A measure that answers.
   *
   * @param measure its key
   * @param direction which values are good
   */
  record Answer(String measure, Direction direction) {}

  Question(ExaminationKind kind, String words, Sharing sharing, Answer... answers) {
    this.kind = kind;
    this.words = words;
    this.sharing = sharing;
    this.answers = List.of(answers);
  }

  private static Answer higher(String measure) {
    return new Answer(measure, Direction.HIGHER);
  }

  private static Answer lower(String measure) {
    return new Answer(measure, Direction.LOWER);
  }

  /** The examination that measures it. */
  ExaminationKind kind() {
    return kind;
  }

  /** The question as a reader would put it. */
  String words() {
    return words;
  }

  /** What the measures have in common with methods that mask words. */
  Sharing sharing() {
    return sharing;
  }

  /** The measures that answer it, the best one first. */
  List<Answer> answers() {
    return answers;
  }

  /** Whether a metric answers none of these, and says nothing of which words are right. */
  static boolean isOfShape(String metric) {
    return metric.equals("complexity") || metric.equals("sparseness");
  }

  /** Whether some question is answered by this metric. */
  static boolean uses(String metric) {
    for (Question question : values()) {
      if (question.answers.stream().anyMatch(answer -> answer.measure().equals(metric))) {
        return true;
      }
    }
    return false;
  }
}
