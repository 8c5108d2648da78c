package org.mekiki.cli.explain;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.mekiki.cli.console.TerminalText;
import org.mekiki.cli.console.UserException;
import org.mekiki.cli.data.TextItem;
import org.mekiki.cli.record.Records;
import org.mekiki.transformer.Reranker;
import org.mekiki.transformer.TaskModel;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Texts in the order of how well they go with a query, the best first; of equal ones the first. */
final class Ranking {
  private final String query;
  private final boolean json;
  private final List<Entry> entries = new ArrayList<>();

  /** A text, its score, and the record of what the model made of it where that is printed. */
  private record Entry(String text, double score, ObjectNode record) {}

  /**
   * An empty order.
   *
   * @param query what is looked for
   * @param model scores a text beside it by its only output, or by the cosine of their vectors
   * @param json whether it is printed as JSON
   * @throws UserException if the model has no such score
   */
  Ranking(String query, TaskModel model, boolean json) {
    if (!Reranker.ranks(model)) {
      throw new UserException(
          "--query needs a model with one score for two texts: a cross-encoder with one output, or"
              + " one that makes vectors; this one is for "
              + model.task().label());
    }
    this.query = query;
    this.json = json;
  }

  /** The query beside a text, as the model is to read both. */
  TextItem beside(TextItem item) {
    if (item.pair() != null) {
      throw new UserException("with --query a text cannot have a second text");
    }
    return new TextItem(item.id(), query, item.text(), item.note());
  }

  /**
   * Adds a text.
   *
   * @param item as {@link #beside} gave it
   * @param record what {@code predict} says of both
   */
  void add(TextItem item, ObjectNode record) {
    JsonNode answer = record.path("prediction");
    JsonNode similarity = answer.path("similarity");
    double score =
        similarity.isNumber()
            ? similarity.asDouble()
            : answer.path(answer.has("values") ? "values" : "probabilities").path(0).asDouble();
    entries.add(new Entry(item.pair(), score, json ? record : null));
  }

  /** Prints all, the best first. */
  void print(PrintStream out) {
    entries.sort(Comparator.comparingDouble(Entry::score).reversed());
    int rank = 1;
    for (Entry entry : entries) {
      if (json) {
        out.println(Records.line(entry.record().put("rank", rank).put("score", entry.score())));
      } else {
        out.println(
            String.format(Locale.ROOT, "%d  %.4f  ", rank, entry.score())
                + TerminalText.line(entry.text()));
      }
      rank++;
    }
  }
}
