package org.mekiki.cli.audit;

import java.util.ArrayList;
import java.util.List;
import org.mekiki.cli.audit.count.ProbeStatistics;
import org.mekiki.cli.audit.statistics.Interval;
import org.mekiki.cli.audit.statistics.MultipleComparisons;
import org.mekiki.cli.audit.table.Cell;
import org.mekiki.cli.audit.table.Chart;
import org.mekiki.cli.audit.table.Columns;
import org.mekiki.cli.audit.table.Table;

/** Tables about probes for bias. */
final class ProbeTables {
  private static final String SET = "a section of the probes' file";

  private final AuditData data;
  private final Probes probes;
  private final ProbeResults results;
  private final ExampleTexts examples;
  private final AuditSettings settings;

  ProbeTables(
      AuditData data,
      Probes probes,
      ProbeResults results,
      ExampleTexts examples,
      AuditSettings settings) {
    this.data = data;
    this.probes = probes;
    this.results = results;
    this.examples = examples;
    this.settings = settings;
  }

  List<Table<?>> tables() {
    var tables = new ArrayList<Table<?>>();
    if (!probes.swaps().isEmpty()) {
      tables.add(swaps());
    }
    if (!probes.sets().isEmpty()) {
      tables.add(watched());
    }
    return tables;
  }

  /**
   * What a substitution did to a class.
   *
   * @param mean interval of the mean change
   * @param share interval of the changed answers' part of the texts
   */
  private record Row(ProbeResults.Swapped swapped, Interval mean, Interval share) {
    ProbeStatistics found() {
      return swapped.found();
    }

    long texts() {
      return found().probabilities().count();
    }
  }

  private Table<Row> swaps() {
    List<ProbeResults.Swapped> swapped = results.swapped();
    MultipleComparisons family = ProbeResults.tests(swapped);
    Columns<Row> columns =
        new Columns<Row>()
            .column("set", SET)
            .choice(row -> row.swapped().swap().set())
            .column("swap", "put in its place", "which word replaces which")
            .text(row -> row.swapped().swap().name())
            .ofClass("a class of the model", row -> data.labels().get(row.swapped().target()))
            .column("texts", "texts that contain the word")
            .count(Row::texts)
            .column(
                "mean_change",
                "by how much the probability of the class changes, on average, in percentage"
                    + " points")
            .share(row -> row.swapped().meanChange())
            .shareEnds(
                "mean_change",
                "lower end of its interval",
                "upper end of its interval; one that contains 0 is no sign of a bias in one"
                    + " direction",
                Row::mean)
            .column(
                "mean_logit_change",
                "logit",
                "by how much the logit of the class changes, on average")
            .number(row -> row.found().logits().mean())
            .column("gained", "won", "texts to which the substitution gave the class")
            .count(row -> row.found().gained())
            .column("lost", "texts from which it took the class")
            .count(row -> row.found().lost())
            .column("changed_share", "changed", "the sum of both as a part of the texts")
            .percent(row -> (double) changed(row.found()) / row.texts())
            .percentEnds("changed", Row::share)
            .test(
                "",
                "the chance of such a mean change if there were none",
                "p corrected for there being many tests, by Benjamini and Hochberg",
                "p corrected more strictly, by Holm",
                row -> row.swapped().p(),
                family)
            .clear("the probability changes", row -> isClear(row, family))
            .column("examples", "the texts that change most, before the substitution")
            .examples(row -> examples.of(row.found().examples().list()));
    return Table.whole(
            "probes",
            "Bias probes",
            "What happens to the answer when a word is replaced, wherever it occurs, by one that"
                + " should make no difference. No change here is no proof of fairness: a list knows"
                + " few words and none of their meanings, and what a text says about a group can"
                + " lie in any of its words.",
            columns,
            swapped.stream().map(this::row).toList())
        .drawnAs(
            Chart.ofStrongest(
                "Substitutions that move “%s”: mean change of its probability",
                row ->
                    new Chart.Bar(
                        row.swapped().swap().name(),
                        new Cell.Share(row.swapped().meanChange()),
                        row.mean()),
                row -> isClear(row, family)));
  }

  private boolean isClear(Row row, MultipleComparisons family) {
    return family.falseDiscoveryRate(row.swapped().p()) <= settings.falseDiscovery();
  }

  private Row row(ProbeResults.Swapped swapped) {
    ProbeStatistics found = swapped.found();
    return new Row(
        swapped,
        Interval.ofMean(found.probabilities(), settings.confidence()),
        Interval.ofProportion(
            changed(found), found.probabilities().count(), settings.confidence()));
  }

  private static long changed(ProbeStatistics found) {
    return found.gained() + found.lost();
  }

  /** What a word has of the decisions for a class. */
  private record Watched(
      String set, String word, String label, ProbeResults.Watched found, Interval interval) {
    long texts() {
      return found.shares().count();
    }
  }

  private Table<Watched> watched() {
    var rows = new ArrayList<Watched>();
    for (int set = 0; set < probes.sets().size(); set++) {
      Probes.WordSet words = probes.sets().get(set);
      for (int word = 0; word < words.words().size(); word++) {
        for (int target = 0; target < data.labels().size(); target++) {
          ProbeResults.Watched found = results.watched(set, word, target);
          if (found.shares().count() > 0) {
            rows.add(
                new Watched(
                    words.name(),
                    words.words().get(word),
                    data.labels().get(target),
                    found,
                    Interval.ofMean(found.shares(), settings.confidence())));
          }
        }
      }
    }
    return Table.whole(
        "watched",
        "Watched words",
        "The probes' words and their part of the decisions where they occur.",
        new Columns<Watched>()
            .column("set", SET)
            .choice(Watched::set)
            .column("word", "a word of the probes' file")
            .text(Watched::word)
            .ofClass("the class that was explained", Watched::label)
            .column("texts", "texts that contain it")
            .count(Watched::texts)
            .column("mean_share", "its part of the decision where it occurs, on average")
            .share(row -> row.found().shares().mean())
            .shareEnds("mean_share", "the mean share", Watched::interval)
            .column("speaking", "speaks for", "texts in which it speaks for the class")
            .percent(row -> (double) row.found().speaking() / row.texts())
            .column("examples", "the texts in which it is strongest")
            .examples(row -> examples.of(row.found().examples().list())),
        rows);
  }
}
