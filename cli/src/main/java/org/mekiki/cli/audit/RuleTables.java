package org.mekiki.cli.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.mekiki.cli.audit.count.Rule;
import org.mekiki.cli.audit.statistics.Interval;
import org.mekiki.cli.audit.table.Column;
import org.mekiki.cli.audit.table.Column.Kind;
import org.mekiki.cli.audit.table.ExampleText;
import org.mekiki.cli.audit.table.Table;

/** Tables about rules and the texts that break them. */
final class RuleTables {
  private static final Column RULE =
      new Column("rule", "rule", Kind.CHOICE, "a section of the rules' file");

  private final AuditData data;
  private final List<RuleResult> results;
  private final ExampleTexts examples;
  private final AuditSettings settings;

  RuleTables(
      AuditData data, List<RuleResult> results, ExampleTexts examples, AuditSettings settings) {
    this.data = data;
    this.results = results;
    this.examples = examples;
    this.settings = settings;
  }

  List<Table> tables() {
    return results.isEmpty() ? List.of() : List.of(rules(), violations());
  }

  private Table rules() {
    var columns =
        new ArrayList<>(
            List.of(
                RULE,
                new Column("class", "class", Kind.CHOICE, "the class that the rule is about"),
                new Column("limit", "limit", Kind.TEXT, "what its words may have"),
                new Column("kept", "kept", Kind.FLAG, "whether the audit lets the model pass"),
                new Column("texts", "texts", Kind.COUNT, "texts that hold words of the rule"),
                new Column("broken", "broken in", Kind.COUNT, "texts in which they have more"),
                new Column("allowed", "allowed", Kind.TEXT, "how many such texts are allowed"),
                new Column(
                    "mean_share",
                    "mean share",
                    Kind.SHARE,
                    "the part of the decision that its words have together, on average")));
    columns.addAll(TermTables.interval("mean_share", "the mean share"));
    columns.add(new Column("reason", "reason", Kind.TEXT, "why there is such a rule"));
    var rows = new ArrayList<Object[]>();
    for (RuleResult result : results) {
      rows.add(rule(result));
    }
    return Table.whole(
        "rules", "Rules", "What must not drive the decisions, and whether it does.", columns, rows);
  }

  private Object[] rule(RuleResult result) {
    Rule rule = result.written().rule();
    OptionalInt target = rule.target();
    Interval interval = Interval.ofMean(result.shares(), settings.confidence());
    Rule.Allowance allowed = rule.allowed();
    return new Object[] {
      rule.name(),
      target.isPresent() ? data.labels().get(target.getAsInt()) : "any",
      result.written().limits(),
      result.kept(),
      result.texts(),
      result.broken(),
      allowed.relative()
          ? AuditNotes.percent(allowed.amount())
          : Long.toString((long) allowed.amount()),
      result.shares().count() == 0 ? null : (Double) result.shares().mean(),
      interval.low(),
      interval.high(),
      result.written().reason()
    };
  }

  private Table violations() {
    List<Column> columns =
        List.of(
            RULE,
            new Column("class", "class", Kind.CHOICE, "the class that was explained"),
            new Column("line", "line", Kind.COUNT, "where the text stands in the data"),
            new Column("word", "word", Kind.TEXT, "the strongest of the rule's words in the text"),
            new Column(
                "share",
                "share",
                Kind.SHARE,
                "what the rule's words have of the decision together"),
            new Column(
                "rank",
                "rank",
                Kind.COUNT,
                "the place of the strongest among all words of the text, from 1"),
            new Column("examples", "text", Kind.EXAMPLES, "the text"));
    var rows = new ArrayList<Object[]>();
    long found = 0;
    for (RuleResult result : results) {
      found += result.violations().offered();
      for (RuleResult.Violation violation : result.violations().list()) {
        ExampleText text = examples.of(violation.number(), violation.place(), violation.share());
        rows.add(
            new Object[] {
              result.written().rule().name(),
              data.labels().get(violation.target()),
              text.line(),
              text.marked(),
              violation.share(),
              (long) violation.rank(),
              List.of(text)
            });
      }
    }
    return new Table(
        "violations", "Texts that break a rule", "The worst first.", columns, rows, found);
  }
}
