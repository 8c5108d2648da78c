package org.mekiki.cli.audit;

import java.util.ArrayList;
import java.util.List;
import org.mekiki.cli.audit.count.TopList;
import org.mekiki.cli.audit.statistics.Interval;
import org.mekiki.cli.audit.table.Columns;
import org.mekiki.cli.audit.table.ExampleText;
import org.mekiki.cli.audit.table.Table;

/** Tables about decisions that rely on listed words. */
final class RelianceTables {
  private static final String SET = "a section of the probes' file";
  private static final String RELIANCE =
      "the absolute score of the strongest listed word divided by the Euclidean length of the"
          + " scores of all words: 0 %, it does nothing, to 100 %, nothing else does anything";

  private final AuditData data;
  private final Probes probes;
  private final RelianceResults results;
  private final ExampleTexts examples;
  private final AuditSettings settings;

  RelianceTables(
      AuditData data,
      Probes probes,
      RelianceResults results,
      ExampleTexts examples,
      AuditSettings settings) {
    this.data = data;
    this.probes = probes;
    this.results = results;
    this.examples = examples;
    this.settings = settings;
  }

  List<Table<?>> tables() {
    return probes.sets().isEmpty() ? List.of() : List.of(reliance(), relying());
  }

  /** Decisions for a class and the words of a list. */
  private record Row(
      String set, String label, RelianceResults.OfSet found, Interval norm, Interval first) {
    long texts() {
      return found.norms().count();
    }
  }

  private Table<Row> reliance() {
    var rows = new ArrayList<Row>();
    for (int set = 0; set < probes.sets().size(); set++) {
      for (int target = 0; target < data.labels().size(); target++) {
        RelianceResults.OfSet found = results.of(set, target);
        long texts = found.norms().count();
        if (texts > 0) {
          rows.add(
              new Row(
                  probes.sets().get(set).name(),
                  data.labels().get(target),
                  found,
                  Interval.ofMean(found.norms(), settings.confidence()),
                  Interval.ofProportion(found.first(), texts, settings.confidence())));
        }
      }
    }
    return Table.whole(
        "reliance",
        "Reliance on listed words",
        "How far decisions rely on the words of each list of the probes, where a text contains any:"
            + " in each decision the strongest listed word counts.",
        new Columns<Row>()
            .column("set", SET)
            .choice(Row::set)
            .ofClass("the class that was explained", Row::label)
            .column("texts", "texts that contain a word of the list")
            .count(Row::texts)
            .column("mean_reliance", RELIANCE + "; the mean over these texts")
            .percent(row -> row.found().norms().mean())
            .percentEnds("mean_reliance", Row::norm)
            .column(
                "mean_largest_share",
                "largest share",
                "the strongest listed word's part of the decision, for or against, on average")
            .percent(row -> row.found().shares().mean())
            .column("first", "strongest of all", "texts in which no other word has a larger score")
            .count(row -> row.found().first())
            .column("first_share", "of the texts", "the same as a part of these texts")
            .percent(row -> (double) row.found().first() / row.texts())
            .percentEnds("first", Row::first),
        rows);
  }

  /** A decision with its text. */
  private record Decided(RelianceResults.Relying relying, ExampleText text) {}

  private Table<Decided> relying() {
    var rows = new ArrayList<Decided>();
    for (TopList<RelianceResults.Relying> list : results.strongest()) {
      for (RelianceResults.Relying relying : list.list()) {
        rows.add(
            new Decided(
                relying,
                examples.of(
                    relying.number(), relying.reliance().place(), relying.reliance().share())));
      }
    }
    return Table.limited(
        "relying",
        "Decisions that rely on listed words",
        "Every text that contains a listed word, those whose decision relies on it most first.",
        new Columns<Decided>()
            .column("set", SET)
            .choice(row -> probes.sets().get(row.relying().set()).name())
            .ofClass(
                "the class that was explained", row -> data.labels().get(row.relying().target()))
            .column("line", "where the text is in the data")
            .count(row -> row.text().line())
            .column("word", "the strongest listed word in the text")
            .text(row -> row.text().marked())
            .column("reliance", RELIANCE)
            .percent(row -> row.relying().reliance().norm())
            .column("share", "the word's part of the decision")
            .share(row -> row.relying().reliance().share())
            .column("first", "strongest of all", "whether no other word has a larger score")
            .flag(row -> row.relying().reliance().first())
            .column("examples", "text", "the text")
            .examples(row -> List.of(row.text())),
        rows,
        results.strongest().stream().mapToLong(TopList::offered).sum());
  }
}
