package org.mekiki.cli.audit;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.mekiki.cli.audit.count.Decision;
import org.mekiki.cli.audit.count.Place;
import org.mekiki.cli.audit.count.Rule;
import org.mekiki.cli.audit.count.TopList;
import org.mekiki.cli.audit.findings.TextFinding;
import org.mekiki.cli.audit.statistics.Moments;

/** What became of a rule. */
final class RuleResult {
  private final RuleFile.Written written;
  private final Moments shares = new Moments();
  private final TopList<Violation> violations;
  private long texts;
  private long broken;

  /**
   * A text that breaks the rule.
   *
   * @param number of the text
   * @param target the explained class
   * @param place of the strongest of the rule's words
   * @param share of all the rule's words
   * @param rank of the strongest
   */
  record Violation(long number, int target, Place place, double share, int rank) {}

  /** Nothing yet; the {@code most} worst violations are kept. */
  RuleResult(RuleFile.Written written, int most) {
    this.written = written;
    violations =
        new TopList<>(
            most,
            Comparator.comparingDouble((Violation violation) -> -Math.abs(violation.share()))
                .thenComparingLong(Violation::number)
                .thenComparingInt(Violation::target));
  }

  /** Counts a text; one of several explained classes counts once. */
  void add(TextFinding finding, List<Decision> decisions) {
    boolean holds = false;
    boolean breaks = false;
    for (Decision decision : decisions) {
      if (!written.rule().isAbout(decision.target())) {
        continue;
      }
      Optional<Rule.Finding> found = written.rule().examine(decision, finding.texts());
      if (found.isPresent()) {
        holds = true;
        breaks |= found.get().broken();
        add(decision, found.get());
      }
    }
    texts += holds ? 1 : 0;
    broken += breaks ? 1 : 0;
  }

  private void add(Decision decision, Rule.Finding found) {
    shares.add(found.share());
    if (found.broken()) {
      violations.add(
          new Violation(
              decision.number(), decision.target(), found.place(), found.share(), found.rank()));
    }
  }

  /** Adds what was counted of other texts. */
  void add(RuleResult other) {
    shares.add(other.shares);
    violations.add(other.violations);
    texts += other.texts;
    broken += other.broken;
  }

  RuleFile.Written written() {
    return written;
  }

  /** Texts that hold the rule's words. */
  long texts() {
    return texts;
  }

  /** Texts that break it. */
  long broken() {
    return broken;
  }

  /** What the words have together, one number a decision. */
  Moments shares() {
    return shares;
  }

  TopList<Violation> violations() {
    return violations;
  }

  /** Whether the words have too much on average. */
  boolean meanBroken() {
    Rule.Limits limits = written.rule().limits();
    double mean = limits.either() ? Math.abs(shares.mean()) : shares.mean();
    return limits.meanShare().isPresent()
        && shares.count() > 0
        && mean > limits.meanShare().getAsDouble();
  }

  /** Whether all is as the rule wants it. */
  boolean kept() {
    return written.rule().allowed().covers(broken, texts) && !meanBroken();
  }
}
