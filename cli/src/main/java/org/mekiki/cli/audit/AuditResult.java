package org.mekiki.cli.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.mekiki.cli.audit.count.Decision;

/**
 * What the findings say together, in memory that does not grow with their number.
 *
 * @param overview of the texts
 * @param terms words and phrases
 * @param probes and what became of them
 * @param rules and what became of them
 */
record AuditResult(
    Overview overview, TermResults terms, ProbeResults probes, List<RuleResult> rules) {
  /** Reads the findings, several times where one reading would take too much memory. */
  static AuditResult of(
      FindingsFile file,
      AuditData data,
      Probes probes,
      List<RuleFile.Written> rules,
      AuditSettings settings)
      throws IOException {
    int classes = data.labels().size();
    int groups = data.groups().size();
    var folding = new Folding(settings.lowerCase());
    var overview = new Overview(classes, groups);
    var probed = new ProbeResults(probes, classes);
    var ruled = new ArrayList<RuleResult>();
    rules.forEach(rule -> ruled.add(new RuleResult(rule, settings.rows())));
    file.forEach(
        finding -> {
          List<Decision> decisions = folding.decisions(finding);
          overview.add(finding, decisions);
          probed.add(finding, decisions);
          ruled.forEach(rule -> rule.add(finding, decisions));
        });
    var terms = new TermResults(overview, settings, classes, groups);
    terms.collect(
        consumer -> file.forEach(finding -> folding.decisions(finding).forEach(consumer)));
    return new AuditResult(overview, terms, probed, List.copyOf(ruled));
  }

  /** Whether every rule is kept. */
  boolean kept() {
    return rules.stream().allMatch(RuleResult::kept);
  }
}
