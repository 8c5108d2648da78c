package org.mekiki.cli.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mekiki.cli.audit.count.Decision;

/**
 * What the findings say together, in memory that does not grow with their number.
 *
 * @param overview of the texts
 * @param terms words and phrases
 * @param probes and what became of them
 * @param rules and what became of them
 * @param turning how many words have to be masked until decisions turn
 * @param comparison with an earlier audit, where one was named
 */
record AuditResult(
    Overview overview,
    TermResults terms,
    ProbeResults probes,
    List<RuleResult> rules,
    TurningResults turning,
    Optional<ComparisonResults> comparison) {
  /** Reads the findings, several times where one reading would take too much memory. */
  static AuditResult of(
      FindingsFile file,
      AuditData data,
      Probes probes,
      List<RuleFile.Written> rules,
      AuditSettings settings,
      Optional<EarlierAudit> earlier)
      throws IOException {
    int classes = data.labels().size();
    int groups = data.groups().size();
    var folding = new Folding(settings.lowerCase());
    var overview = new Overview(classes, groups);
    var probed = new ProbeResults(probes, classes, settings.rows());
    var turning = new TurningResults(classes);
    var ruled = new ArrayList<RuleResult>();
    rules.forEach(rule -> ruled.add(new RuleResult(rule, settings.rows())));
    Optional<ComparisonResults> comparison =
        earlier.map(audit -> new ComparisonResults(probes, folding, classes, audit.model()));
    file.forEach(
        finding -> {
          if (comparison.isPresent()) {
            comparison.get().add(earlier.orElseThrow().next(classes), finding);
          }
          List<Decision> decisions = folding.decisions(finding);
          overview.add(finding, decisions);
          turning.add(finding);
          probed.add(finding, decisions);
          ruled.forEach(rule -> rule.add(finding, decisions));
        });
    var terms = new TermResults(overview, settings, classes, groups);
    terms.collect(
        consumer -> file.forEach(finding -> folding.decisions(finding).forEach(consumer)));
    return new AuditResult(overview, terms, probed, List.copyOf(ruled), turning, comparison);
  }

  /** Whether every rule is kept. */
  boolean kept() {
    return rules.stream().allMatch(RuleResult::kept);
  }
}
