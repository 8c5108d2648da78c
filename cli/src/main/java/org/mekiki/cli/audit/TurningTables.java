package org.mekiki.cli.audit;

import java.util.ArrayList;
import java.util.List;
import org.mekiki.cli.audit.TermResults.Turner;
import org.mekiki.cli.audit.statistics.Interval;
import org.mekiki.cli.audit.table.Cell;
import org.mekiki.cli.audit.table.Chart;
import org.mekiki.cli.audit.table.Columns;
import org.mekiki.cli.audit.table.Table;
import org.mekiki.report.wording.FunctionWords;

/** Tables about words whose masking turns decisions. */
final class TurningTables {
  private final AuditData data;
  private final AuditResult result;
  private final ExampleTexts examples;
  private final AuditSettings settings;

  TurningTables(AuditData data, AuditResult result, ExampleTexts examples, AuditSettings settings) {
    this.data = data;
    this.result = result;
    this.examples = examples;
    this.settings = settings;
  }

  List<Table<?>> tables() {
    return result.turning().isKnown() ? List.of(turners(), needed()) : List.of();
  }

  private Table<Turner> turners() {
    List<Turner> rows =
        result.terms().turners().stream().flatMap(list -> list.list().stream()).toList();
    return Table.limited(
            "turning",
            "Words that turn decisions",
            "Words without which the model would have decided differently, those that turn the most"
                + " decisions first. A word counts if it belongs to one of the smallest sets found"
                + " whose masking turns the answer.",
            new Columns<Turner>()
                .ofClass(
                    "the class that the model gave the texts",
                    row -> data.labels().get(row.term().target()))
                .column("term", "word", "as it occurs in the texts")
                .text(row -> row.term().text())
                .column("texts", "texts with this answer that contain it")
                .count(Turner::texts)
                .column("turned", "those whose answer it turns, alone or with others")
                .count(Turner::turning)
                .column("turned_share", "of the texts", "the same as a part of these texts")
                .percent(Turner::share)
                .percentEnds("turned", Turner::interval)
                .column("alone", "those whose answer turns when this word alone is masked")
                .count(Turner::alone)
                .column(
                    "examples",
                    "the texts in which the probability of the answer changes most, and by how"
                        + " much")
                .examples(row -> examples.of(row.examples())),
            rows,
            result.terms().turners().stream().mapToLong(list -> list.offered()).sum())
        .drawnAs(
            Chart.ofFirst(
                "Words that turn “%s”: part of the texts with the word whose answer turns",
                row ->
                    new Chart.Bar(row.term().text(), new Cell.Percent(row.share()), row.interval()),
                row -> !FunctionWords.isPunctuation(row.term().text())));
  }

  /** So many decisions for a class need so many words. */
  private record Row(int target, TurningResults.Needed needed, long texts, Interval share) {}

  private Table<Row> needed() {
    TurningResults turning = result.turning();
    var rows = new ArrayList<Row>();
    for (int target = 0; target < data.labels().size(); target++) {
      long all = turning.searched(target);
      for (var entry : turning.counts(target).entrySet()) {
        rows.add(
            new Row(
                target,
                entry.getKey(),
                entry.getValue(),
                Interval.ofProportion(entry.getValue(), all, settings.confidence())));
      }
    }
    return Table.whole(
        "needed",
        "How few words turn a decision",
        "How many words have to be masked until the model decides differently. A plain number is"
            + " proven: all smaller sets were tried. “At most”: larger sets were tried in part."
            + " “More than”: all sets of that many words were tried, and none turns the decision.",
        new Columns<Row>()
            .ofClass(
                "the class that the model gave the texts", row -> data.labels().get(row.target()))
            .column("words", "words that have to be masked")
            .text(row -> row.needed().shown())
            .column("texts", "texts with this answer for which that is known")
            .count(Row::texts)
            .column(
                "texts_share", "of the texts", "the same as a part of the texts with this answer")
            .percent(row -> (double) row.texts() / turning.searched(row.target()))
            .percentEnds("texts", Row::share),
        rows);
  }
}
