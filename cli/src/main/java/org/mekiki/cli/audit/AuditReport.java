package org.mekiki.cli.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mekiki.cli.audit.count.Confusion;
import org.mekiki.cli.audit.findings.FindingsFile;
import org.mekiki.cli.audit.statistics.Interval;
import org.mekiki.cli.audit.table.Table;

/**
 * All that an audit has to say, for every form of output.
 *
 * @param data the texts
 * @param result what was found
 * @param probes that were tried
 * @param tables the same as tables
 * @param settings how, by name
 * @param notes what readers have to know
 * @param confidence of the intervals
 * @param falseDiscovery the share of false discoveries below which a difference counts as one
 */
record AuditReport(
    AuditData data,
    AuditResult result,
    Probes probes,
    List<Table<?>> tables,
    Map<String, String> settings,
    List<String> notes,
    double confidence,
    double falseDiscovery) {

  static AuditReport of(
      FindingsFile file,
      AuditData data,
      AuditResult result,
      Probes probes,
      AuditSettings settings,
      Map<String, String> described)
      throws IOException {
    var examples = new ExampleTexts();
    want(examples, result, probes, data.labels().size());
    examples.load(file);
    var tables = new ArrayList<Table<?>>();
    tables.addAll(new RuleTables(data, result.rules(), examples, settings).tables());
    tables.addAll(new ComparisonTables(data, probes, settings).tables(result.comparison()));
    tables.addAll(new OverviewTables(data, result.overview(), settings.confidence()).tables());
    tables.addAll(new TermTables(data, result.terms(), examples, settings).tables());
    tables.addAll(new TurningTables(data, result, examples, settings).tables());
    tables.addAll(new ProbeTables(data, probes, result.probes(), examples, settings).tables());
    tables.addAll(
        new RelianceTables(data, probes, result.probes().reliance(), examples, settings).tables());
    return new AuditReport(
        data,
        result,
        probes,
        tables,
        described,
        AuditNotes.of(data, result, probes, settings, tables),
        settings.confidence(),
        settings.falseDiscovery());
  }

  /** Interval of the right answers' part of the texts whose right answer is known. */
  Interval accuracy() {
    Confusion confusion = result.overview().confusion();
    return Interval.ofProportion(confusion.right(), confusion.all(), confidence);
  }

  private static void want(ExampleTexts examples, AuditResult result, Probes probes, int classes) {
    result.terms().drivers().forEach(l -> l.list().forEach(row -> examples.want(row.examples())));
    result.terms().mistakes().forEach(l -> l.list().forEach(row -> examples.want(row.examples())));
    result
        .terms()
        .differences()
        .forEach(l -> l.list().forEach(row -> examples.want(row.examples())));
    result.terms().turners().forEach(l -> l.list().forEach(row -> examples.want(row.examples())));
    result.probes().reliance().strongest().stream()
        .flatMap(list -> list.list().stream())
        .forEach(row -> examples.want(row.number(), row.reliance().place()));
    for (RuleResult rule : result.rules()) {
      rule.violations().list().forEach(v -> examples.want(v.number(), v.place()));
    }
    for (int target = 0; target < classes; target++) {
      for (int swap = 0; swap < probes.swaps().size(); swap++) {
        examples.want(result.probes().swap(swap, target).examples().list());
      }
      for (int set = 0; set < probes.sets().size(); set++) {
        for (int word = 0; word < probes.sets().get(set).words().size(); word++) {
          examples.want(result.probes().watched(set, word, target).examples().list());
        }
      }
    }
  }
}
