package org.mekiki.cli.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mekiki.cli.audit.statistics.Interval;
import org.mekiki.cli.audit.table.Columns;
import org.mekiki.cli.audit.table.Table;

/** The table of an earlier model beside this one. */
final class ComparisonTables {
  /** Scores do not rank models: the finding of arXiv 2509.22291. */
  static final String WARNING =
      "Scores must not be used to choose the fairer of two models: a model that treats people"
          + " differently can have explanations that show nothing. Judge fairness by answers, such"
          + " as those to the probes.";

  private final AuditData data;
  private final Probes probes;
  private final AuditSettings settings;

  ComparisonTables(AuditData data, Probes probes, AuditSettings settings) {
    this.data = data;
    this.probes = probes;
    this.settings = settings;
  }

  /** One measure of one thing. */
  private record Row(
      String measure, String about, ComparisonResults.Paired found, Interval difference) {}

  List<Table<?>> tables(Optional<ComparisonResults> results) {
    return results.isPresent() ? List.of(table(results.get())) : List.of();
  }

  private Table<Row> table(ComparisonResults results) {
    var rows = new ArrayList<Row>();
    add(rows, "right answers", "", results.right());
    for (int target = 0; target < data.labels().size(); target++) {
      add(rows, "answers", data.labels().get(target), results.answers(target));
    }
    for (int set = 0; set < results.sets().size(); set++) {
      String name = probes.sets().get(set).name();
      ComparisonResults.OfSet found = results.sets().get(set);
      add(rows, "reliance", name, found.reliance());
      add(rows, "probability moved", name, found.moved());
      add(rows, "answers turned", name, found.turned());
    }
    return Table.whole(
        "before_after",
        "Before and after",
        "The same texts, read by the model of the earlier audit and by this one: %,d of %,d are answered differently. %s"
            .formatted(results.changed(), results.texts(), WARNING),
        new Columns<Row>()
            .column(
                "measure",
                "right answers: the part of the texts with a known right answer. Answers: the part"
                    + " that is given a class. Reliance: of decisions on the strongest word of a"
                    + " list, where a text contains one, as in the table of that name. Probability"
                    + " moved: by how much the list's substitutions change the probability of the"
                    + " answer, the largest change in each text, in percentage points. Answers"
                    + " turned: the part of these texts whose answer one of them changes")
            .choice(Row::measure)
            .column("about", "the class, or the section of the probes' file")
            .text(Row::about)
            .column("texts", "texts that are compared, each with itself")
            .count(row -> row.found().difference().count())
            .column("before", "of the earlier model")
            .percent(row -> row.found().before().mean())
            .column("after", "of this model")
            .percent(row -> row.found().after().mean())
            .column("difference", "after minus before, in percentage points")
            .share(row -> row.found().difference().mean())
            .column("difference_low", "from", "lower end of the interval of the difference")
            .share(row -> row.difference().low())
            .column(
                "difference_high",
                "to",
                "upper end of the interval of the difference; one that contains 0 is no sign of a"
                    + " change")
            .share(row -> row.difference().high()),
        rows);
  }

  private void add(List<Row> rows, String measure, String about, ComparisonResults.Paired found) {
    if (found.difference().count() > 0) {
      rows.add(
          new Row(
              measure, about, found, Interval.ofMean(found.difference(), settings.confidence())));
    }
  }
}
