package org.mekiki.cli.audit;

import java.util.ArrayList;
import java.util.List;
import org.mekiki.cli.audit.count.TopList;
import org.mekiki.cli.audit.statistics.Interval;
import org.mekiki.cli.audit.statistics.MultipleComparisons;
import org.mekiki.cli.audit.table.Column;
import org.mekiki.cli.audit.table.Column.Kind;
import org.mekiki.cli.audit.table.Table;

/** Tables about words and phrases. */
final class TermTables {
  private static final Column CLASS =
      new Column("class", "class", Kind.CHOICE, "the class that was explained");
  private static final Column TERM =
      new Column("term", "word or phrase", Kind.TEXT, "as it stands in the texts");
  private static final Column WORDS =
      new Column("words", "words", Kind.COUNT, "how many words the phrase has");
  private static final Column RATE =
      new Column(
          "false_discovery_rate",
          "q",
          Kind.CHANCE,
          "p corrected for there being many tests, by Benjamini and Hochberg: if all rows with this"
              + " q or less are believed, about that part of them is chance");
  private static final Column FAMILY =
      new Column(
          "familywise_error",
          "Holm's p",
          Kind.CHANCE,
          "p corrected more strictly, by Holm: the chance that any row with this value or less is"
              + " chance");
  private static final Column EXAMPLES =
      new Column("examples", "examples", Kind.EXAMPLES, "the texts in which it is strongest");

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

  List<Table> tables() {
    var tables = new ArrayList<Table>();
    tables.add(drivers());
    if (terms.mistakeTests().size() > 0) {
      tables.add(mistakes());
    }
    if (terms.overallTests().size() > 0) {
      tables.add(differences());
    }
    return tables;
  }

  static List<Column> interval(String key, String of) {
    return List.of(
        new Column(key + "_low", "from", Kind.SHARE, "lower end of the interval of " + of),
        new Column(
            key + "_high",
            "to",
            Kind.SHARE,
            "upper end of the interval of "
                + of
                + "; an interval that holds 0 leaves open which way it goes"));
  }

  private Table drivers() {
    var columns = new ArrayList<>(List.of(CLASS, TERM, WORDS));
    columns.add(new Column("texts", "texts", Kind.COUNT, "texts that hold it"));
    columns.add(
        new Column(
            "occurrences", "places", Kind.COUNT, "places at which it stands in these texts"));
    columns.add(
        new Column(
            "mean_share",
            "mean share",
            Kind.SHARE,
            "the part of the decision that it has where it stands, on average: +20 % is a fifth of"
                + " all that moved the decision, in favour of the class; a minus speaks against"));
    columns.addAll(interval("mean_share", "the mean share"));
    columns.add(
        new Column(
            "mean_raw",
            "mean effect",
            Kind.NUMBER,
            "by how much the explained value falls when it is masked, on average"));
    columns.add(
        new Column(
            "speaking", "speaks for", Kind.PERCENT, "texts in which it speaks for the class"));
    columns.add(
        new Column(
            "weight",
            "weight",
            Kind.SHARE,
            "its mean share over all texts of the class, with 0 where it does not stand: what"
                + " removing the word from the language would remove of the decisions"));
    columns.add(
        new Column(
            "p", "p", Kind.CHANCE, "the chance of such a mean share if the true one were 0"));
    columns.addAll(List.of(RATE, FAMILY, clear("the mean share is another than 0")));
    columns.add(EXAMPLES);
    var rows = new ArrayList<Object[]>();
    for (TopList<TermResults.Driver> list : terms.drivers()) {
      for (TermResults.Driver driver : list.list()) {
        rows.add(driver(driver));
      }
    }
    return new Table(
        "words",
        "What drives each class",
        "Words and phrases by what they have of the decisions. First come those whose interval lies"
            + " farthest from 0: a large share in few texts counts for less than the same in many.",
        columns,
        rows,
        offered(terms.drivers()));
  }

  static Column clear(String what) {
    return new Column(
        "clear",
        "clear",
        Kind.FLAG,
        "whether %s beyond chance: q is not above the share of false discoveries that was asked for"
            .formatted(what));
  }

  private Object[] driver(TermResults.Driver driver) {
    boolean tested = !Double.isNaN(driver.p());
    return new Object[] {
      data.labels().get(driver.term().target()),
      driver.term().text(),
      (long) driver.term().words(),
      driver.texts(),
      driver.occurrences(),
      driver.mean(),
      driver.interval().low(),
      driver.interval().high(),
      driver.raw(),
      (double) driver.speaking() / driver.texts(),
      driver.weight(),
      tested ? (Double) driver.p() : null,
      tested ? (Double) terms.driverTests().falseDiscoveryRate(driver.p()) : null,
      tested ? (Double) terms.driverTests().familywiseError(driver.p()) : null,
      terms.isClear(driver),
      examples.of(driver.examples())
    };
  }

  private static <T> long offered(List<TopList<T>> lists) {
    return lists.stream().mapToLong(TopList::offered).sum();
  }

  private Table mistakes() {
    var columns = new ArrayList<>(List.of(CLASS, TERM, WORDS));
    columns.add(
        new Column("texts", "texts", Kind.COUNT, "texts that hold it and were given this class"));
    columns.add(new Column("wrong", "wrong", Kind.COUNT, "those whose right answer is another"));
    columns.add(new Column("wrong_share", "wrong of all", Kind.PERCENT, "the same as a part"));
    columns.add(new Column("wrong_low", "from", Kind.PERCENT, "lower end of its interval"));
    columns.add(new Column("wrong_high", "to", Kind.PERCENT, "upper end of its interval"));
    columns.add(
        new Column(
            "p",
            "p",
            Kind.CHANCE,
            "the chance of so many wrong answers if the word had nothing to do with them (Fisher's"
                + " exact test)"));
    columns.addAll(List.of(RATE, FAMILY));
    columns.add(
        new Column(
            "mean_share",
            "share if wrong",
            Kind.SHARE,
            "the part of the decision that it has where the answer is wrong, on average"));
    columns.addAll(interval("mean_share", "that share"));
    columns.add(
        new Column(
            "right_share", "share if right", Kind.SHARE, "the same where the answer is right"));
    columns.add(
        new Column(
            "weight",
            "weight",
            Kind.SHARE,
            "its mean share over all wrong answers of this class, with 0 where it does not stand"));
    columns.add(EXAMPLES);
    var rows = new ArrayList<Object[]>();
    for (TopList<TermResults.Mistake> list : terms.mistakes()) {
      for (TermResults.Mistake mistake : list.list()) {
        rows.add(mistake(mistake));
      }
    }
    return new Table(
        "mistakes",
        "Behind wrong answers",
        "Words and phrases that moved the model to wrong answers. First come those that had most of"
            + " them; a small q says that answers are wrong more often where the word stands than"
            + " chance explains.",
        columns,
        rows,
        offered(terms.mistakes()));
  }

  private Object[] mistake(TermResults.Mistake mistake) {
    Interval wrong = Interval.ofProportion(mistake.wrong(), mistake.texts(), settings.confidence());
    return new Object[] {
      data.labels().get(mistake.term().target()),
      mistake.term().text(),
      (long) mistake.term().words(),
      mistake.texts(),
      mistake.wrong(),
      (double) mistake.wrong() / mistake.texts(),
      wrong.low(),
      wrong.high(),
      mistake.p(),
      terms.mistakeTests().falseDiscoveryRate(mistake.p()),
      terms.mistakeTests().familywiseError(mistake.p()),
      mistake.mean(),
      mistake.interval().low(),
      mistake.interval().high(),
      mistake.right(),
      mistake.weight(),
      examples.of(mistake.examples())
    };
  }

  private Table differences() {
    var columns = new ArrayList<>(List.of(CLASS, TERM, WORDS));
    columns.add(new Column("group", "group", Kind.CHOICE, "a value of the group column"));
    columns.add(new Column("other", "against", Kind.TEXT, "what the group is compared with"));
    columns.add(new Column("texts", "texts", Kind.COUNT, "texts of the group that hold it"));
    columns.add(new Column("other_texts", "others", Kind.COUNT, "other texts that hold it"));
    addTest(columns, "where it stands", "", "the texts that hold it");
    addTest(
        columns, "over all", "weight_", "all texts of the class, with 0 where it does not stand");
    columns.add(clear("one of both shares is another than elsewhere"));
    columns.add(EXAMPLES);
    var rows = new ArrayList<Object[]>();
    for (TopList<TermResults.Difference> list : terms.differences()) {
      for (TermResults.Difference difference : list.list()) {
        rows.add(difference(difference));
      }
    }
    return new Table(
        "differences",
        "Between groups",
        "Words and phrases that matter in one group and not, or not as much, in another. Where it"
            + " stands: does the model make more of the same word? Over all: does the word decide"
            + " more, be it that the model makes more of it or that it is more frequent? Tests by"
            + " Welch; the effect is Hedges' g: 0.2 is small, 0.8 is large.",
        columns,
        rows,
        offered(terms.differences()));
  }

  private static void addTest(List<Column> columns, String title, String key, String of) {
    columns.add(
        new Column(
            key + "share", "share " + title, Kind.SHARE, "mean share in the group, of " + of));
    columns.add(
        new Column(
            key + "other_share", "share of others", Kind.SHARE, "mean share elsewhere, of " + of));
    columns.add(
        new Column(key + "difference", "difference", Kind.SHARE, "the one minus the other"));
    columns.addAll(interval(key + "difference", "the difference"));
    columns.add(
        new Column(
            key + "effect",
            "effect",
            Kind.NUMBER,
            "the difference in units of the spread between texts (Hedges' g)"));
    columns.add(
        new Column(
            key + "p", "p", Kind.CHANCE, "the chance of such a difference if there were none"));
    columns.add(new Column(key + RATE.key(), RATE.title(), Kind.CHANCE, RATE.meaning()));
    columns.add(new Column(key + FAMILY.key(), FAMILY.title(), Kind.CHANCE, FAMILY.meaning()));
  }

  private Object[] difference(TermResults.Difference found) {
    MultipleComparisons present = terms.presentTests();
    MultipleComparisons overall = terms.overallTests();
    var row =
        new ArrayList<Object>(
            List.of(
                data.labels().get(found.term().target()),
                found.term().text(),
                (long) found.term().words(),
                data.groups().get(found.group()),
                data.groups().size() == 2 ? data.groups().get(1) : "all others",
                found.here().count(),
                found.there().count()));
    addTest(row, found.here().mean(), found.there().mean(), found.present(), present);
    addTest(row, found.hereWeight(), found.thereWeight(), found.overall(), overall);
    boolean clear =
        overall.falseDiscoveryRate(found.overall().p()) <= settings.falseDiscovery()
            || found.present() != null
                && present.falseDiscoveryRate(found.present().p()) <= settings.falseDiscovery();
    row.add(clear);
    row.add(examples.of(found.examples()));
    return row.toArray();
  }

  private void addTest(
      List<Object> row,
      double here,
      double there,
      org.mekiki.cli.audit.statistics.WelchComparison test,
      MultipleComparisons family) {
    if (test == null) {
      row.addAll(java.util.Collections.nCopies(9, null));
      return;
    }
    Interval interval = test.interval(settings.confidence());
    row.addAll(
        List.of(
            here,
            there,
            test.difference(),
            interval.low(),
            interval.high(),
            test.effect(),
            test.p(),
            family.falseDiscoveryRate(test.p()),
            family.familywiseError(test.p())));
  }
}
