package org.mekiki.cli.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.mekiki.cli.audit.count.Rule;
import org.mekiki.cli.audit.statistics.Interval;
import org.mekiki.cli.audit.table.Columns;
import org.mekiki.cli.audit.table.ExampleText;
import org.mekiki.cli.audit.table.Table;

/** Tables about rules and the texts that break them. */
final class RuleTables {
  private static final String RULE = "a section of the rules' file";

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

  List<Table<?>> tables() {
    return results.isEmpty() ? List.of() : List.of(rules(), violations());
  }

  private Table<RuleResult> rules() {
    return Table.whole(
        "rules",
        "Rules",
        "What must not drive the decisions, and whether it does.",
        new Columns<RuleResult>()
            .column("rule", RULE)
            .choice(result -> result.written().rule().name())
            .ofClass("the class that the rule is about", this::label)
            .column("limit", "what its words may have")
            .text(result -> result.written().limits())
            .column("kept", "whether the audit lets the model pass")
            .flag(RuleResult::kept)
            .column("texts", "texts that contain words of the rule")
            .count(RuleResult::texts)
            .column("broken", "broken in", "texts in which they have more")
            .count(RuleResult::broken)
            .column("allowed", "how many such texts are allowed")
            .text(RuleTables::allowed)
            .column(
                "mean_share", "the part of the decision that its words have together, on average")
            .share(result -> result.shares().count() == 0 ? Double.NaN : result.shares().mean())
            .shareEnds(
                "mean_share",
                "the mean share",
                result -> Interval.ofMean(result.shares(), settings.confidence()))
            .column("reason", "why there is such a rule")
            .text(result -> result.written().reason()),
        results);
  }

  private String label(RuleResult result) {
    OptionalInt target = result.written().rule().target();
    return target.isPresent() ? data.labels().get(target.getAsInt()) : "any";
  }

  private static String allowed(RuleResult result) {
    Rule.Allowance allowed = result.written().rule().allowed();
    return allowed.relative()
        ? AuditNotes.percent(allowed.amount())
        : Long.toString((long) allowed.amount());
  }

  /** A text that breaks a rule. */
  private record Broken(RuleResult rule, RuleResult.Violation violation, ExampleText text) {}

  private Table<Broken> violations() {
    var rows = new ArrayList<Broken>();
    for (RuleResult result : results) {
      for (RuleResult.Violation violation : result.violations().list()) {
        rows.add(
            new Broken(
                result,
                violation,
                examples.of(violation.number(), violation.place(), violation.share())));
      }
    }
    return Table.limited(
        "violations",
        "Texts that break a rule",
        "The worst first.",
        new Columns<Broken>()
            .column("rule", RULE)
            .choice(row -> row.rule().written().rule().name())
            .ofClass(
                "the class that was explained", row -> data.labels().get(row.violation().target()))
            .column("line", "where the text is in the data")
            .count(row -> row.text().line())
            .column("word", "the strongest of the rule's words in the text")
            .text(row -> row.text().marked())
            .column("share", "the part of the decision that the rule's words have together")
            .share(row -> row.violation().share())
            .column("rank", "the place of the strongest among all words of the text, from 1")
            .count(row -> row.violation().rank())
            .column("examples", "text", "the text")
            .examples(row -> List.of(row.text())),
        rows,
        results.stream().mapToLong(result -> result.violations().offered()).sum());
  }
}
