package org.mekiki.cli.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.mekiki.cli.audit.count.Confusion;
import org.mekiki.cli.audit.statistics.Interval;
import org.mekiki.cli.audit.table.Cell;
import org.mekiki.cli.audit.table.Chart;
import org.mekiki.cli.audit.table.Columns;
import org.mekiki.cli.audit.table.Table;

/** Tables about whole texts: the classes, right and wrong answers, the groups. */
final class OverviewTables {
  /** The key of the table that pages draw as a square. */
  static final String CONFUSION = "confusion";

  private final AuditData data;
  private final Overview overview;
  private final double confidence;

  OverviewTables(AuditData data, Overview overview, double confidence) {
    this.data = data;
    this.overview = overview;
    this.confidence = confidence;
  }

  List<Table<?>> tables() {
    var tables = new ArrayList<Table<?>>();
    tables.add(classes());
    if (isLabelled()) {
      tables.add(confusion());
    }
    if (!data.groups().isEmpty()) {
      tables.add(groups());
    }
    return tables;
  }

  private boolean isLabelled() {
    return overview.confusion().all() > 0;
  }

  private Table<Integer> classes() {
    Confusion confusion = overview.confusion();
    long read = overview.texts() - overview.skipped();
    Columns<Integer> columns =
        new Columns<Integer>()
            .ofClass("a class of the model", data.labels()::get)
            .column("answers", "texts that the model gave this class")
            .count(overview::answers)
            .column("answer_share", "of all", "the same as a part of all texts that were read")
            .percent(target -> (double) overview.answers(target) / read)
            .column(
                "mean_probability",
                "mean certainty",
                "the probability that the model gave this class where it was the answer, on"
                    + " average; a model can be sure and wrong")
            .percent(
                target ->
                    overview.answers(target) == 0 ? Double.NaN : overview.certainty(target).mean());
    if (isLabelled()) {
      columns
          .column("labelled", "labelled so", "texts whose right answer it is")
          .count(confusion::labelled)
          .column(
              "precision",
              "of the texts that the model gave this class, the part to which it belongs")
          .percent(confusion::precision)
          .column("recall", "of the texts to which it belongs, the part to which the model gave it")
          .percent(confusion::recall)
          .column("f1", "F1", "the harmonic mean of precision and recall")
          .percent(confusion::f1);
    }
    return Table.whole(
        "classes",
        "Classes",
        "What the model answers, and how often it is right.",
        columns,
        IntStream.range(0, data.labels().size()).boxed().toList());
  }

  /** Texts of a class that were given a class. */
  private record Taken(int label, int answer) {}

  private Table<Taken> confusion() {
    Confusion confusion = overview.confusion();
    var rows = new ArrayList<Taken>();
    for (int label = 0; label < data.labels().size(); label++) {
      for (int answer = 0; answer < data.labels().size(); answer++) {
        rows.add(new Taken(label, answer));
      }
    }
    return Table.whole(
        CONFUSION,
        "Right and wrong",
        "Which class was taken for which, and how often.",
        new Columns<Taken>()
            .column("label", "right answer", "the class that the data names")
            .choice(row -> data.labels().get(row.label()))
            .column("answer", "model's answer", "the class that the model names")
            .choice(row -> data.labels().get(row.answer()))
            .column("texts", "how many texts")
            .count(row -> confusion.count(row.label(), row.answer()))
            .column(
                "of_label",
                "of the right answer",
                "the same as a part of all texts with this right answer")
            .percent(
                row ->
                    (double) confusion.count(row.label(), row.answer())
                        / confusion.labelled(row.label())),
        rows);
  }

  /**
   * A class in a group.
   *
   * @param share interval of the answers' part of the texts
   * @param right answers in the group, whatever the class
   * @param accuracy interval of the right answers' part
   */
  private record Answered(
      int group,
      int target,
      long texts,
      long answers,
      Interval share,
      Confusion right,
      Interval accuracy) {
    double answerShare() {
      return (double) answers / texts;
    }
  }

  private Table<Answered> groups() {
    Columns<Answered> columns =
        new Columns<Answered>()
            .column("group", "a value of the group column")
            .choice(row -> data.groups().get(row.group()))
            .ofClass("a class of the model", row -> data.labels().get(row.target()))
            .column("texts", "texts of the group")
            .count(Answered::texts)
            .column("answers", "those that the model gave the class")
            .count(Answered::answers)
            .column("answer_share", "of the group", "the same as a part of the group")
            .percent(Answered::answerShare)
            .percentEnds("answer", Answered::share);
    if (isLabelled()) {
      columns
          .column("accuracy", "right answers in the group, all classes")
          .percent(row -> (double) row.right().right() / row.right().all())
          .percentEnds("accuracy", Answered::accuracy);
    }
    var rows = new ArrayList<Answered>();
    for (int group = 0; group < data.groups().size(); group++) {
      for (int target = 0; target < data.labels().size(); target++) {
        rows.add(answered(group, target));
      }
    }
    return Table.whole(
            "groups",
            "Groups",
            "What the model answers in each group, and how often it is right there. Groups whose"
                + " intervals lie apart are treated differently, or have different texts: the"
                + " numbers do not say which.",
            columns,
            rows)
        .drawnAs(
            Chart.ofAll(
                "How often the answer is “%s”",
                row ->
                    new Chart.Bar(
                        data.groups().get(row.group()),
                        new Cell.Percent(row.answerShare()),
                        row.share())));
  }

  private Answered answered(int group, int target) {
    long texts =
        IntStream.range(0, data.labels().size()).mapToLong(i -> overview.answers(group, i)).sum();
    long answers = overview.answers(group, target);
    Confusion confusion = overview.confusion(group);
    return new Answered(
        group,
        target,
        texts,
        answers,
        Interval.ofProportion(answers, texts, confidence),
        confusion,
        Interval.ofProportion(confusion.right(), confusion.all(), confidence));
  }
}
