package org.mekiki.cli.audit;

import java.util.ArrayList;
import java.util.List;
import org.mekiki.cli.audit.count.ProbeStatistics;
import org.mekiki.cli.audit.statistics.Interval;
import org.mekiki.cli.audit.statistics.MeanAgainstZero;
import org.mekiki.cli.audit.statistics.MultipleComparisons;
import org.mekiki.cli.audit.table.Column;
import org.mekiki.cli.audit.table.Column.Kind;
import org.mekiki.cli.audit.table.Table;

/** Tables about probes for bias. */
final class ProbeTables {
  private static final Column SET =
      new Column("set", "set", Kind.CHOICE, "a section of the probes' file");
  private static final Column CLASS =
      new Column("class", "class", Kind.CHOICE, "a class of the model");

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

  List<Table> tables() {
    var tables = new ArrayList<Table>();
    if (!probes.swaps().isEmpty()) {
      tables.add(swaps());
    }
    if (!probes.sets().isEmpty()) {
      tables.add(watched());
    }
    return tables;
  }

  private Table swaps() {
    List<Column> columns =
        List.of(
            SET,
            new Column("swap", "put in its place", Kind.TEXT, "which word is put in whose place"),
            CLASS,
            new Column("texts", "texts", Kind.COUNT, "texts that hold the word"),
            new Column(
                "mean_change",
                "mean change",
                Kind.SHARE,
                "by how much the probability of the class changes, on average, in percentage"
                    + " points"),
            new Column("mean_change_low", "from", Kind.SHARE, "lower end of its interval"),
            new Column(
                "mean_change_high",
                "to",
                Kind.SHARE,
                "upper end of its interval; one that holds 0 is no sign of a bias in one"
                    + " direction"),
            new Column(
                "mean_logit_change",
                "logit",
                Kind.NUMBER,
                "by how much the logit of the class changes, on average"),
            new Column(
                "gained", "won", Kind.COUNT, "texts to which the substitution gave the class"),
            new Column("lost", "lost", Kind.COUNT, "texts from which it took the class"),
            new Column(
                "changed_share", "changed", Kind.PERCENT, "the sum of both as a part of the texts"),
            new Column("changed_low", "from", Kind.PERCENT, "lower end of its interval"),
            new Column("changed_high", "to", Kind.PERCENT, "upper end of its interval"),
            new Column(
                "p", "p", Kind.CHANCE, "the chance of such a mean change if there were none"),
            new Column(
                "false_discovery_rate",
                "q",
                Kind.CHANCE,
                "p corrected for there being many tests, by Benjamini and Hochberg"),
            new Column(
                "familywise_error", "Holm's p", Kind.CHANCE, "p corrected more strictly, by Holm"),
            TermTables.clear("the probability changes"),
            new Column(
                "examples",
                "examples",
                Kind.EXAMPLES,
                "the texts that change most, before the substitution"));
    MultipleComparisons tests = tests();
    var rows = new ArrayList<Object[]>();
    for (int swap = 0; swap < probes.swaps().size(); swap++) {
      for (int target = 0; target < data.labels().size(); target++) {
        if (results.swap(swap, target).probabilities().count() > 0) {
          rows.add(row(swap, target, tests));
        }
      }
    }
    return Table.whole(
        "probes",
        "Bias probes",
        "What happens to the answer when one word is put in the place of another that should make"
            + " no difference, wherever it stands. No change here is no proof of fairness: a list"
            + " knows few words and none of their meanings, and what a text says about a group can"
            + " stand in any of its words.",
        columns,
        rows);
  }

  private MultipleComparisons tests() {
    var tests = new MultipleComparisons();
    for (int swap = 0; swap < probes.swaps().size(); swap++) {
      for (int target = 0; target < data.labels().size(); target++) {
        ProbeStatistics found = results.swap(swap, target);
        if (found.probabilities().count() >= 2) {
          tests.add(MeanAgainstZero.p(found.probabilities()));
        }
      }
    }
    return tests;
  }

  private Object[] row(int swap, int target, MultipleComparisons tests) {
    ProbeStatistics found = results.swap(swap, target);
    long texts = found.probabilities().count();
    long changed = found.gained() + found.lost();
    Interval mean = Interval.ofMean(found.probabilities(), settings.confidence());
    Interval share = Interval.ofProportion(changed, texts, settings.confidence());
    Double p = texts < 2 ? null : (Double) MeanAgainstZero.p(found.probabilities());
    return new Object[] {
      probes.swaps().get(swap).set(),
      probes.swaps().get(swap).name(),
      data.labels().get(target),
      texts,
      found.probabilities().mean(),
      mean.low(),
      mean.high(),
      found.logits().mean(),
      found.gained(),
      found.lost(),
      (double) changed / texts,
      share.low(),
      share.high(),
      p,
      p == null ? null : (Double) tests.falseDiscoveryRate(p),
      p == null ? null : (Double) tests.familywiseError(p),
      p != null && tests.falseDiscoveryRate(p) <= settings.falseDiscovery(),
      examples.of(found.examples().list())
    };
  }

  private Table watched() {
    var columns =
        new ArrayList<>(
            List.of(
                SET,
                new Column("word", "word", Kind.TEXT, "a word of the probes' file"),
                new Column("class", "class", Kind.CHOICE, "the class that was explained"),
                new Column("texts", "texts", Kind.COUNT, "texts that hold it"),
                new Column(
                    "mean_share",
                    "mean share",
                    Kind.SHARE,
                    "the part of the decision that it has where it stands, on average")));
    columns.addAll(TermTables.interval("mean_share", "the mean share"));
    columns.add(
        new Column(
            "speaking", "speaks for", Kind.PERCENT, "texts in which it speaks for the class"));
    columns.add(
        new Column("examples", "examples", Kind.EXAMPLES, "the texts in which it is strongest"));
    var rows = new ArrayList<Object[]>();
    for (int set = 0; set < probes.sets().size(); set++) {
      Probes.WordSet words = probes.sets().get(set);
      for (int word = 0; word < words.words().size(); word++) {
        for (int target = 0; target < data.labels().size(); target++) {
          ProbeResults.Watched found = results.watched(set, word, target);
          if (found.shares().count() > 0) {
            rows.add(watched(words.name(), words.words().get(word), target, found));
          }
        }
      }
    }
    return Table.whole(
        "watched",
        "Watched words",
        "What the words of the probes have of the decisions where they stand.",
        columns,
        rows);
  }

  private Object[] watched(String set, String word, int target, ProbeResults.Watched found) {
    Interval interval = Interval.ofMean(found.shares(), settings.confidence());
    return new Object[] {
      set,
      word,
      data.labels().get(target),
      found.shares().count(),
      found.shares().mean(),
      interval.low(),
      interval.high(),
      (double) found.speaking() / found.shares().count(),
      examples.of(found.examples().list())
    };
  }
}
