package org.mekiki.cli.audit.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.mekiki.cli.wording.Speech;
import org.mekiki.report.page.Markup;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A table of a page: its first rows as they are read without a script, and its data for the script
 * that sorts, filters and leafs through it.
 *
 * @param <T> what a row is
 */
public final class HtmlTable<T> {
  /** Rows a class that a page holds; the other forms of output hold all. */
  private static final int MOST_ROWS = 500;

  private static final int STATIC_ROWS = 15;

  /** A table of so many rows is not folded away. */
  private static final int SHORT = 20;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Table<T> table;
  private final Speech speech;
  private final List<T> rows;

  /** A table in a language. */
  public HtmlTable(Table<T> table, Speech speech) {
    this.table = table;
    this.speech = speech;
    rows = limited(table);
  }

  private static <T> List<T> limited(Table<T> table) {
    var counts = new HashMap<String, Integer>();
    var rows = new ArrayList<T>();
    for (T row : table.rows()) {
      if (counts.merge(table.classOf(row), 1, Integer::sum) <= MOST_ROWS) {
        rows.add(row);
      }
    }
    return rows;
  }

  public String html() {
    var out = new StringBuilder();
    String key = table.key();
    out.append(
        "<section id=\"%s\" aria-labelledby=\"%s-title\"><h2 id=\"%s-title\">%s</h2><p>%s</p>\n"
            .formatted(
                key,
                key,
                key,
                Markup.escape(speech.of(table.title())),
                Markup.escape(speech.of(table.lead()))));
    table.chart().ifPresent(chart -> out.append(chart.html(table, speech)));
    if (rows.size() < table.found()) {
      out.append(
          "<p class=\"dim\">%s</p>%n"
              .formatted(
                  speech.say(
                      "This page holds %d of %d rows, those that come first; %s.csv holds %d.",
                      rows.size(), table.found(), key, table.rows().size())));
    }
    out.append(
        "<details class=\"rows\"%s><summary>%s</summary>%n"
            .formatted(rows.size() <= SHORT ? " open" : "", rowsInWords()));
    out.append("<div class=\"controls\" hidden></div>");
    out.append(
        "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-labelledby=\"%s-title\"><table data-table=\"%s\"><thead><tr>"
            .formatted(key, key));
    for (Column<T> column : table.columns()) {
      out.append(
          "<th scope=\"col\"%s title=\"%s\">%s</th>"
              .formatted(
                  numeric(column.kind()) ? " class=\"num\"" : "",
                  Markup.escape(speech.of(column.meaning())),
                  Markup.escape(speech.of(column.title()))));
    }
    out.append("</tr></thead><tbody>\n");
    rows.stream().limit(STATIC_ROWS).forEach(row -> addRow(row, out));
    out.append("</tbody></table></div><div class=\"pager\"></div>\n");
    addMeanings(out);
    out.append("</details>");
    out.append("<script type=\"application/json\" id=\"data-%s\">".formatted(key))
        .append(Markup.jsonInScript(JSON.writeValueAsString(data())))
        .append("</script></section>\n");
    return out.toString();
  }

  private String rowsInWords() {
    return rows.size() == 1
        ? speech.say("The table: 1 row")
        : speech.say("The table: %,d rows", rows.size());
  }

  private void addRow(T row, StringBuilder out) {
    out.append("<tr>");
    for (Column<T> column : table.columns()) {
      out.append(
          "<td%s>%s</td>"
              .formatted(
                  numeric(column.kind()) ? " class=\"num\"" : " dir=\"auto\"",
                  Markup.escape(shown(column, row))));
    }
    out.append("</tr>\n");
  }

  private String shown(Column<T> column, T row) {
    return switch (column.of(row)) {
      case Cell.Text(String text) -> column.said(text, speech);
      case Cell.Examples examples -> examples.shown();
      case Cell.Flag flag -> speech.say(flag.shown());
      case Cell cell -> speech.number(cell.shown());
    };
  }

  private static boolean numeric(Column.Kind kind) {
    return switch (kind) {
      case TEXT, CHOICE, EXAMPLES, FLAG -> false;
      case COUNT, SHARE, PERCENT, NUMBER, CHANCE -> true;
    };
  }

  private void addMeanings(StringBuilder out) {
    out.append(speech.fill("<details><summary>⟦What the columns mean⟧</summary><dl>"));
    for (Column<T> column : table.columns()) {
      out.append(
          "<dt>%s</dt><dd>%s</dd>"
              .formatted(
                  Markup.escape(speech.of(column.title())),
                  Markup.escape(speech.of(column.meaning()))));
    }
    out.append("</dl></details>\n");
  }

  private ObjectNode data() {
    ObjectNode node = JSON.createObjectNode();
    ArrayNode columns = node.putArray("columns");
    for (Column<T> column : table.columns()) {
      columns
          .addObject()
          .put("key", column.key())
          .put("title", speech.of(column.title()))
          .put("kind", column.kind().name())
          .put("meaning", speech.of(column.meaning()))
          .put("detail", column.detail());
    }
    ArrayNode array = node.putArray("rows");
    for (T row : rows) {
      ArrayNode values = array.addArray();
      table.columns().forEach(column -> add(values, column, column.of(row)));
    }
    return node;
  }

  private void add(ArrayNode values, Column<T> column, Cell cell) {
    switch (cell) {
      case Cell.Text text -> values.add(column.said(text.text(), speech));
      case Cell.Count count -> values.add(count.count());
      case Cell.Flag flag -> values.add(flag.flag());
      case Cell.Quantity quantity when quantity.isKnown() -> values.add(rounded(quantity.value()));
      case Cell.Quantity _ -> values.addNull();
      case Cell.Examples(List<ExampleText> examples) -> {
        ArrayNode list = values.addArray();
        for (ExampleText example : examples) {
          list.addArray()
              .add(example.line())
              .add(example.before())
              .add(example.marked())
              .add(example.after())
              .add(rounded(example.value()));
        }
      }
    }
  }

  /** A page shows four digits; the other forms of output have all. */
  private static double rounded(double value) {
    return new java.math.BigDecimal(value).round(new java.math.MathContext(5)).doubleValue();
  }
}
