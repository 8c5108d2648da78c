package org.mekiki.cli.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mekiki.cli.audit.count.Decision;
import org.mekiki.cli.audit.findings.TextFinding;

/**
 * What is counted of whole texts. Counts of parts of the texts add up to those of all, bit for bit,
 * whatever the parts and their order.
 */
final class TextCounts {
  private final Overview overview;
  private final ProbeResults probes;
  private final TurningResults turning;
  private final List<RuleResult> rules = new ArrayList<>();
  private final Optional<ComparisonResults> comparison;

  /**
   * Of no text yet.
   *
   * @param comparison with an earlier audit, of no text yet either
   */
  TextCounts(
      AuditData data,
      Probes probes,
      List<RuleFile.Written> rules,
      int rows,
      Optional<ComparisonResults> comparison) {
    int classes = data.labels().size();
    this.overview = new Overview(classes, data.groups().size());
    this.probes = new ProbeResults(probes, classes, rows);
    this.turning = new TurningResults(classes);
    rules.forEach(rule -> this.rules.add(new RuleResult(rule, rows)));
    this.comparison = comparison;
  }

  /**
   * Counts a text.
   *
   * @param before what an earlier audit found, or null where there is none
   * @param decisions that were found
   */
  void add(TextFinding finding, TextFinding before, List<Decision> decisions) {
    comparison.ifPresent(counts -> counts.add(before, finding));
    overview.add(finding, decisions);
    turning.add(finding);
    probes.add(finding, decisions);
    rules.forEach(rule -> rule.add(finding, decisions));
  }

  /** Adds what was counted of other texts. */
  void add(TextCounts other) {
    comparison.ifPresent(counts -> counts.add(other.comparison.orElseThrow()));
    overview.add(other.overview);
    turning.add(other.turning);
    probes.add(other.probes);
    for (int i = 0; i < rules.size(); i++) {
      rules.get(i).add(other.rules.get(i));
    }
  }

  Overview overview() {
    return overview;
  }

  ProbeResults probes() {
    return probes;
  }

  TurningResults turning() {
    return turning;
  }

  List<RuleResult> rules() {
    return List.copyOf(rules);
  }

  Optional<ComparisonResults> comparison() {
    return comparison;
  }
}
