package org.mekiki.cli.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.mekiki.cli.audit.TermResults.Difference;
import org.mekiki.cli.audit.TermResults.Driver;
import org.mekiki.cli.audit.TermResults.Mistake;
import org.mekiki.cli.audit.count.Term;
import org.mekiki.cli.audit.count.TopList;
import org.mekiki.cli.audit.statistics.Interval;
import org.mekiki.cli.audit.statistics.MultipleComparisons;
import org.mekiki.cli.audit.statistics.WelchComparison;
import org.mekiki.cli.audit.table.Cell;
import org.mekiki.cli.audit.table.Chart;
import org.mekiki.cli.audit.table.Columns;
import org.mekiki.cli.audit.table.Table;
import org.mekiki.report.wording.FunctionWords;

/** Tables about words and phrases. */
final class TermTables {
  private static final String EXAMPLES = "the texts in which it is strongest";

  private final AuditData data;
  private final TermResults terms;
  private final ExampleTexts examples;
  private final AuditSettings settings;

  TermTables(AuditData data, TermResults terms, ExampleTexts examples, AuditSettings settings) {
    this.data = data;
    this.terms = terms;
    this.examples = examples;
    this.settings = settings;
  }

  List<Table<?>> tables() {
    var tables = new ArrayList<Table<?>>();
    tables.add(drivers());
    if (terms.mistakeTests().size() > 0) {
      tables.add(mistakes());
    }
    if (terms.overallTests().size() > 0) {
      tables.add(differences());
    }
    return tables;
  }

  /** The first columns of each table, which say what a row is about. */
  private <T> Columns<T> columns(Function<T, Term> term) {
    return new Columns<T>()
        .ofClass("the class that was explained", row -> data.labels().get(term.apply(row).target()))
        .column("term", "word or phrase", "as it occurs in the texts")
        .text(row -> term.apply(row).text())
        .column("words", "how many words the phrase has")
        .count(row -> term.apply(row).words())
        .detail();
  }

  private static <T> List<T> kept(List<TopList<T>> lists) {
    return lists.stream().flatMap(list -> list.list().stream()).toList();
  }

  private static <T> long offered(List<TopList<T>> lists) {
    return lists.stream().mapToLong(TopList::offered).sum();
  }

  private Table<Driver> drivers() {
    Columns<Driver> columns =
        columns(Driver::term)
            .column("texts", "texts that contain it")
            .count(Driver::texts)
            .column("occurrences", "places", "places where it occurs in these texts")
            .count(Driver::occurrences)
            .detail()
            .column(
                "mean_share",
                "its part of the decision where it occurs, on average: +20 % is a fifth of all that"
                    + " moved the decision, in favour of the class; a minus sign means against it")
            .share(Driver::mean)
            .shareEnds("mean_share", "the mean share", Driver::interval)
            .column(
                "mean_raw",
                "mean in units of F",
                "by how much the explained value falls when it is masked, on average")
            .number(Driver::raw)
            .detail()
            .column("speaking", "speaks for", "texts in which it speaks for the class")
            .percent(row -> (double) row.speaking() / row.texts())
            .column(
                "weight",
                "its mean share over all texts of the class, with 0 where it does not occur: what"
                    + " removing the word from the language would remove of the decisions")
            .share(Driver::weight)
            .test(
                "",
                "the chance of such a mean share if the true one were 0",
                Driver::p,
                terms.driverTests())
            .clear("the mean share differs from 0", terms::isClear)
            .column("examples", EXAMPLES)
            .examples(row -> examples.of(row.examples()));
    return Table.limited(
            "words",
            "What drives each class",
            "Words and phrases by their part of the decisions, those whose interval lies farthest"
                + " from 0 first: a large share in few texts counts for less than the same in"
                + " many.",
            columns,
            kept(terms.drivers()),
            offered(terms.drivers()))
        .drawnAs(
            Chart.ofBothSides(
                "What speaks for “%s”, and against it: mean share where it occurs",
                row -> new Chart.Bar(row.term().text(), new Cell.Share(row.mean()), row.interval()),
                row -> terms.isClear(row) && !FunctionWords.isPunctuation(row.term().text())));
  }

  /** A term of wrong answers, with the interval of the wrong ones' part. */
  private record Spoiling(Mistake found, Interval wrong) {}

  private Table<Spoiling> mistakes() {
    Columns<Spoiling> columns =
        this.<Spoiling>columns(row -> row.found().term())
            .column("texts", "texts that contain it and were given this class")
            .count(row -> row.found().texts())
            .column("wrong", "those whose right answer is another")
            .count(row -> row.found().wrong())
            .column("wrong_share", "wrong of all", "the same as a part")
            .percent(row -> (double) row.found().wrong() / row.found().texts())
            .percentEnds("wrong", Spoiling::wrong)
            .test(
                "",
                "the chance of this many wrong answers if the word had nothing to do with them"
                    + " (Fisher's exact test)",
                row -> row.found().p(),
                terms.mistakeTests())
            .column(
                "mean_share",
                "share if wrong",
                "its part of the decision where the answer is wrong, on average")
            .share(row -> row.found().mean())
            .shareEnds("mean_share", "that share", row -> row.found().interval())
            .column("right_share", "share if right", "the same where the answer is right")
            .share(row -> row.found().right())
            .detail()
            .column(
                "weight",
                "its mean share over all wrong answers of this class, with 0 where it does not"
                    + " occur")
            .share(row -> row.found().weight())
            .column("examples", EXAMPLES)
            .examples(row -> examples.of(row.found().examples()));
    return Table.limited(
        "mistakes",
        "Behind wrong answers",
        "Words and phrases that moved the model towards wrong answers, those with most of them"
            + " first; a small q says that answers are wrong more often where the word occurs than"
            + " chance explains.",
        columns,
        kept(terms.mistakes()).stream().map(this::spoiling).toList(),
        offered(terms.mistakes()));
  }

  private Spoiling spoiling(Mistake found) {
    return new Spoiling(
        found, Interval.ofProportion(found.wrong(), found.texts(), settings.confidence()));
  }

  /** A term in a group and elsewhere, where it stands and over all texts. */
  private record Compared(Difference found, Shares present, Shares overall) {}

  /** Mean shares in a group and elsewhere; NaN where there are too few for a comparison. */
  private record Shares(double here, double there, WelchComparison test, Interval interval) {}

  private Table<Compared> differences() {
    Columns<Compared> columns =
        this.<Compared>columns(row -> row.found().term())
            .column("group", "a value of the group column")
            .choice(row -> data.groups().get(row.found().group()))
            .column("other", "against", "what the group is compared with")
            .text(_ -> data.groups().size() == 2 ? data.groups().get(1) : "all others")
            .detail()
            .column("texts", "texts of the group that contain it")
            .count(row -> row.found().here().count())
            .column("other_texts", "others", "other texts that contain it")
            .count(row -> row.found().there().count());
    addShares(
        columns,
        "where it stands",
        "",
        "the texts that contain it",
        Compared::present,
        terms.presentTests());
    addShares(
        columns,
        "over all",
        "weight_",
        "all texts of the class, with 0 where it does not occur",
        Compared::overall,
        terms.overallTests());
    columns
        .clear("one of the two shares differs from elsewhere", row -> terms.isClear(row.found()))
        .column("examples", EXAMPLES)
        .examples(row -> examples.of(row.found().examples()));
    return Table.limited(
            "differences",
            "Between groups",
            "Words and phrases that matter in one group and not, or not as much, in another. Where"
                + " it stands: does the model make more of the same word? Over all: does the word"
                + " decide more, whether because the model makes more of it or because it is more"
                + " frequent? Welch's tests; the effect is Hedges' g: 0.2 is small, 0.8 is large.",
            columns,
            kept(terms.differences()).stream().map(this::compared).toList(),
            offered(terms.differences()))
        .drawnAs(
            Chart.ofStrongest(
                "What has more or less of “%s” in a group than elsewhere: difference over all"
                    + " texts",
                row ->
                    new Chart.Bar(
                        row.found().term().text() + " · " + data.groups().get(row.found().group()),
                        new Cell.Share(row.overall().test().difference()),
                        row.overall().interval()),
                row -> terms.isClear(row.found())));
  }

  private static void addShares(
      Columns<Compared> columns,
      String title,
      String key,
      String of,
      Function<Compared, Shares> shares,
      MultipleComparisons family) {
    columns
        .column(key + "share", "share " + title, "mean share in the group, of " + of)
        .share(row -> shares.apply(row).here())
        .column(key + "other_share", "share of others", "mean share elsewhere, of " + of)
        .share(row -> shares.apply(row).there())
        .column(key + "difference", "difference", "the first minus the second")
        .share(row -> shares.apply(row).test().difference())
        .shareEnds(key + "difference", "the difference", row -> shares.apply(row).interval())
        .column(
            key + "effect",
            "effect",
            "the difference in units of the spread between texts (Hedges' g)")
        .number(row -> shares.apply(row).test().effect());
    if (!key.isEmpty()) {
      // At first sight one effect is enough: where the word stands.
      columns.detail();
    }
    columns.test(
        key,
        "the chance of such a difference if there were none",
        row -> shares.apply(row).test().p(),
        family);
  }

  private Compared compared(Difference found) {
    return new Compared(
        found,
        shares(found.here().mean(), found.there().mean(), found.present()),
        shares(found.hereWeight(), found.thereWeight(), found.overall()));
  }

  private Shares shares(double here, double there, WelchComparison test) {
    return test.isKnown()
        ? new Shares(here, there, test, test.interval(settings.confidence()))
        : new Shares(Double.NaN, Double.NaN, test, Interval.UNKNOWN);
  }
}
