package org.mekiki.cli.audit;

import java.util.ArrayList;
import java.util.List;
import org.mekiki.cli.audit.count.Confusion;
import org.mekiki.cli.audit.statistics.Interval;
import org.mekiki.cli.audit.table.Column;
import org.mekiki.cli.audit.table.Column.Kind;
import org.mekiki.cli.audit.table.Table;

/** Tables about whole texts: the classes, right and wrong answers, the groups. */
final class OverviewTables {
  private final AuditData data;
  private final Overview overview;
  private final double confidence;

  OverviewTables(AuditData data, Overview overview, double confidence) {
    this.data = data;
    this.overview = overview;
    this.confidence = confidence;
  }

  List<Table> tables() {
    var tables = new ArrayList<Table>();
    tables.add(classes());
    if (overview.confusion().all() > 0) {
      tables.add(confusion());
    }
    if (!data.groups().isEmpty()) {
      tables.add(groups());
    }
    return tables;
  }

  private Table classes() {
    boolean labelled = overview.confusion().all() > 0;
    var columns =
        new ArrayList<>(
            List.of(
                new Column("class", "class", Kind.CHOICE, "a class of the model"),
                new Column(
                    "answers", "answers", Kind.COUNT, "texts that the model gave this class"),
                new Column(
                    "answer_share",
                    "of all",
                    Kind.PERCENT,
                    "the same as a part of all texts that were read"),
                new Column(
                    "mean_probability",
                    "mean certainty",
                    Kind.PERCENT,
                    "the probability that the model gave this class where it was the answer, on"
                        + " average; a model can be sure and wrong")));
    if (labelled) {
      columns.addAll(
          List.of(
              new Column("labelled", "labelled so", Kind.COUNT, "texts whose right answer it is"),
              new Column(
                  "precision",
                  "precision",
                  Kind.PERCENT,
                  "of the texts that the model gave this class, the part to which it belongs"),
              new Column(
                  "recall",
                  "recall",
                  Kind.PERCENT,
                  "of the texts to which it belongs, the part to which the model gave it"),
              new Column("f1", "F1", Kind.PERCENT, "the harmonic mean of precision and recall")));
    }
    var rows = new ArrayList<Object[]>();
    Confusion confusion = overview.confusion();
    long read = overview.texts() - overview.skipped();
    for (int i = 0; i < data.labels().size(); i++) {
      var row =
          new ArrayList<Object>(
              List.of(
                  data.labels().get(i),
                  overview.answers(i),
                  (double) overview.answers(i) / read,
                  overview.answers(i) == 0 ? Double.NaN : overview.certainty(i).mean()));
      if (labelled) {
        row.addAll(
            List.of(
                confusion.labelled(i),
                confusion.precision(i),
                confusion.recall(i),
                confusion.f1(i)));
      }
      rows.add(row.toArray());
    }
    return Table.whole(
        "classes", "Classes", "What the model answers, and how often it is right.", columns, rows);
  }

  private Table confusion() {
    var rows = new ArrayList<Object[]>();
    Confusion confusion = overview.confusion();
    for (int label = 0; label < data.labels().size(); label++) {
      for (int answer = 0; answer < data.labels().size(); answer++) {
        rows.add(
            new Object[] {
              data.labels().get(label),
              data.labels().get(answer),
              confusion.count(label, answer),
              (double) confusion.count(label, answer) / confusion.labelled(label)
            });
      }
    }
    return Table.whole(
        "confusion",
        "Right and wrong",
        "How often which class was taken for which.",
        List.of(
            new Column("label", "right answer", Kind.CHOICE, "the class that the data names"),
            new Column("answer", "model's answer", Kind.CHOICE, "the class that the model names"),
            new Column("texts", "texts", Kind.COUNT, "how many texts"),
            new Column(
                "of_label",
                "of the right answer",
                Kind.PERCENT,
                "the same as a part of all texts with this right answer")),
        rows);
  }

  private Table groups() {
    boolean labelled = overview.confusion().all() > 0;
    var columns =
        new ArrayList<>(
            List.of(
                new Column("group", "group", Kind.CHOICE, "a value of the group column"),
                new Column("class", "class", Kind.CHOICE, "a class of the model"),
                new Column("texts", "texts", Kind.COUNT, "texts of the group"),
                new Column("answers", "answers", Kind.COUNT, "those that the model gave the class"),
                new Column(
                    "answer_share",
                    "of the group",
                    Kind.PERCENT,
                    "the same as a part of the group"),
                new Column("answer_low", "from", Kind.PERCENT, "lower end of its interval"),
                new Column("answer_high", "to", Kind.PERCENT, "upper end of its interval")));
    if (labelled) {
      columns.addAll(
          List.of(
              new Column(
                  "accuracy", "accuracy", Kind.PERCENT, "right answers in the group, all classes"),
              new Column("accuracy_low", "from", Kind.PERCENT, "lower end of its interval"),
              new Column("accuracy_high", "to", Kind.PERCENT, "upper end of its interval")));
    }
    var rows = new ArrayList<Object[]>();
    for (int group = 0; group < data.groups().size(); group++) {
      for (int target = 0; target < data.labels().size(); target++) {
        rows.add(group(group, target, labelled));
      }
    }
    return Table.whole(
        "groups",
        "Groups",
        "What the model answers in each group, and how often it is right there. Groups whose"
            + " intervals lie apart are treated differently, or have other texts: the numbers do"
            + " not say which.",
        columns,
        rows);
  }

  private Object[] group(int group, int target, boolean labelled) {
    long texts = 0;
    for (int i = 0; i < data.labels().size(); i++) {
      texts += overview.answers(group, i);
    }
    long answers = overview.answers(group, target);
    Interval share = Interval.ofProportion(answers, texts, confidence);
    var row =
        new ArrayList<Object>(
            List.of(
                data.groups().get(group),
                data.labels().get(target),
                texts,
                answers,
                (double) answers / texts,
                share.low(),
                share.high()));
    if (labelled) {
      Confusion confusion = overview.confusion(group);
      Interval accuracy = Interval.ofProportion(confusion.right(), confusion.all(), confidence);
      row.addAll(
          List.of((double) confusion.right() / confusion.all(), accuracy.low(), accuracy.high()));
    }
    return row.toArray();
  }
}
