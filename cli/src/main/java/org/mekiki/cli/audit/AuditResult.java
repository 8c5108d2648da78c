package org.mekiki.cli.audit;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.mekiki.cli.audit.count.CountFilter;
import org.mekiki.cli.audit.count.Decision;
import org.mekiki.cli.audit.findings.EarlierAudit;
import org.mekiki.cli.audit.findings.FindingsFile;
import org.mekiki.core.runtime.ComputeContext;

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
  /** Counters for terms: 16 MiB. */
  private static final int FILTER_BITS = 22;

  /** Reads the findings, several times where one reading would take too much memory. */
  static AuditResult of(
      FindingsFile file,
      AuditData data,
      Probes probes,
      List<RuleFile.Written> rules,
      AuditSettings settings,
      Optional<EarlierAudit> earlier,
      ComputeContext context)
      throws IOException {
    int classes = data.labels().size();
    var folding = new Folding(settings.lowerCase());
    Supplier<TextCounts> none =
        () ->
            new TextCounts(
                data,
                probes,
                rules,
                settings.rows(),
                earlier.map(
                    audit -> new ComparisonResults(probes, folding, classes, audit.model())));
    var filter = new CountFilter(FILTER_BITS);
    List<TextCounts> parts = Stream.generate(none).limit(context.parallelism()).toList();
    file.inParts(
        context,
        () -> earlier.isPresent() ? earlier.get().next(classes) : null,
        (part, finding, before) -> {
          List<Decision> decisions = folding.decisions(finding);
          parts.get(part).add(finding, before, decisions);
          decisions.forEach(filter::add);
        });
    TextCounts counts = none.get();
    parts.forEach(counts::add);
    var terms = new TermResults(counts.overview(), settings, classes, data.groups().size());
    terms.collect(
        filter,
        consumer ->
            file.inParts(
                context,
                () -> null,
                (_, finding, _) -> folding.decisions(finding).forEach(consumer)));
    return new AuditResult(
        counts.overview(),
        terms,
        counts.probes(),
        counts.rules(),
        counts.turning(),
        counts.comparison());
  }

  /** Whether every rule is kept. */
  boolean kept() {
    return rules.stream().allMatch(RuleResult::kept);
  }
}
