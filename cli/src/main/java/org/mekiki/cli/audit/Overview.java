package org.mekiki.cli.audit;

import java.util.Arrays;
import java.util.List;
import org.mekiki.cli.audit.count.Confusion;
import org.mekiki.cli.audit.count.Decision;
import org.mekiki.cli.audit.findings.TextFinding;
import org.mekiki.cli.audit.statistics.Moments;

/** What is counted of whole texts. */
final class Overview {
  private final Confusion confusion;
  private final Confusion[] groupConfusions;
  private final long[] answers;
  private final Moments[] certainty;
  private final long[][] groupAnswers;
  private final long[] decisions;
  private final long[][] groupDecisions;
  private final long[] judged;
  private final long[] wrong;
  private long texts;
  private long skipped;
  private long cut;
  private long unread;

  Overview(int classes, int groups) {
    confusion = new Confusion(classes);
    groupConfusions = new Confusion[groups];
    answers = new long[classes];
    certainty = new Moments[classes];
    groupAnswers = new long[groups][classes];
    decisions = new long[classes];
    groupDecisions = new long[classes][groups];
    judged = new long[classes];
    wrong = new long[classes];
    for (int i = 0; i < groups; i++) {
      groupConfusions[i] = new Confusion(classes);
    }
    for (int i = 0; i < classes; i++) {
      certainty[i] = new Moments();
    }
  }

  /** Adds what was counted of other texts. */
  void add(Overview other) {
    confusion.add(other.confusion);
    for (int group = 0; group < groupConfusions.length; group++) {
      groupConfusions[group].add(other.groupConfusions[group]);
      add(groupAnswers[group], other.groupAnswers[group]);
    }
    for (int target = 0; target < certainty.length; target++) {
      certainty[target].add(other.certainty[target]);
      add(groupDecisions[target], other.groupDecisions[target]);
    }
    add(answers, other.answers);
    add(decisions, other.decisions);
    add(judged, other.judged);
    add(wrong, other.wrong);
    texts += other.texts;
    skipped += other.skipped;
    cut += other.cut;
    unread += other.unread;
  }

  private static void add(long[] counts, long[] others) {
    Arrays.setAll(counts, i -> counts[i] + others[i]);
  }

  void add(TextFinding finding, List<Decision> explained) {
    texts++;
    if (finding.skipped() != null) {
      skipped++;
      return;
    }
    cut += finding.cut() ? 1 : 0;
    unread += finding.unknown() > 0 ? 1 : 0;
    int answer = finding.answer().best();
    int label = finding.text().label();
    int group = finding.text().group();
    answers[answer]++;
    certainty[answer].add(finding.answer().probabilities()[answer]);
    if (label >= 0) {
      confusion.add(label, answer);
    }
    if (group >= 0) {
      groupAnswers[group][answer]++;
      if (label >= 0) {
        groupConfusions[group].add(label, answer);
      }
    }
    explained.forEach(this::add);
  }

  private void add(Decision decision) {
    int target = decision.target();
    decisions[target]++;
    judged[target] += decision.judged() ? 1 : 0;
    wrong[target] += decision.wrong() ? 1 : 0;
    if (decision.group() >= 0) {
      groupDecisions[target][decision.group()]++;
    }
  }

  /** All texts. */
  long texts() {
    return texts;
  }

  /** Texts without a word. */
  long skipped() {
    return skipped;
  }

  /** Texts that were too long. */
  long cut() {
    return cut;
  }

  /** Texts with tokens that are unknown to the model. */
  long unread() {
    return unread;
  }

  /** Right answers against the model's. */
  Confusion confusion() {
    return confusion;
  }

  /** The same in a group. */
  Confusion confusion(int group) {
    return groupConfusions[group];
  }

  /** Texts that were given a class. */
  long answers(int target) {
    return answers[target];
  }

  /** The probability of the answer, where it is this class. */
  Moments certainty(int target) {
    return certainty[target];
  }

  /** Texts of a group that were given a class. */
  long answers(int group, int target) {
    return groupAnswers[group][target];
  }

  /** Explanations of a class. */
  long decisions(int target) {
    return decisions[target];
  }

  /** Explanations of a class in a group. */
  long decisions(int target, int group) {
    return groupDecisions[target][group];
  }

  /** Explanations of a class that is the answer, where the right one is known. */
  long judged(int target) {
    return judged[target];
  }

  /** Those where the answer was wrong. */
  long wrong(int target) {
    return wrong[target];
  }
}
