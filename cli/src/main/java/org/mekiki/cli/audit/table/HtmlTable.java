package org.mekiki.cli.audit.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.mekiki.cli.page.Markup;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A table of a page: its first rows as they are read without a script, and its data for the script
 * that sorts, filters and leafs through it.
 */
public final class HtmlTable {
  /** Rows a class that a page holds; the other forms of output hold all. */
  private static final int MOST_ROWS = 500;

  private static final int STATIC_ROWS = 15;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Table table;
  private final List<Object[]> rows;

  public HtmlTable(Table table) {
    this.table = table;
    rows = limited(table);
  }

  private static List<Object[]> limited(Table table) {
    int at = -1;
    for (int i = 0; i < table.columns().size(); i++) {
      at = table.columns().get(i).key().equals("class") ? i : at;
    }
    var counts = new HashMap<Object, Integer>();
    var rows = new ArrayList<Object[]>();
    for (Object[] row : table.rows()) {
      if (counts.merge(at < 0 ? "" : row[at], 1, Integer::sum) <= MOST_ROWS) {
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
            .formatted(key, key, key, Markup.escape(table.title()), Markup.escape(table.lead())));
    out.append(AuditCharts.of(table));
    if (rows.size() < table.found()) {
      out.append(
          "<p class=\"dim\">This page holds %d of %d rows, those that come first; %s.csv holds %d.</p>\n"
              .formatted(rows.size(), table.found(), key, table.rows().size()));
    }
    out.append("<div class=\"controls\" hidden></div>");
    out.append(
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"%s-title\"><table data-table=\"%s\"><thead><tr>"
            .formatted(key, key));
    for (Column column : table.columns()) {
      out.append(
          "<th scope=\"col\"%s title=\"%s\">%s</th>"
              .formatted(
                  numeric(column.kind()) ? " class=\"num\"" : "",
                  Markup.escape(column.meaning()),
                  Markup.escape(column.title())));
    }
    out.append("</tr></thead><tbody>\n");
    rows.stream().limit(STATIC_ROWS).forEach(row -> addRow(row, out));
    out.append("</tbody></table></div><div class=\"pager\"></div>\n");
    addMeanings(out);
    out.append("<script type=\"application/json\" id=\"data-%s\">".formatted(key))
        .append(Markup.jsonInScript(JSON.writeValueAsString(data())))
        .append("</script></section>\n");
    return out.toString();
  }

  private void addRow(Object[] row, StringBuilder out) {
    out.append("<tr>");
    for (int i = 0; i < row.length; i++) {
      Column.Kind kind = table.columns().get(i).kind();
      String shown =
          kind == Column.Kind.EXAMPLES ? first((List<?>) row[i]) : Values.show(kind, row[i]);
      out.append(
          "<td%s>%s</td>"
              .formatted(numeric(kind) ? " class=\"num\"" : " dir=\"auto\"", Markup.escape(shown)));
    }
    out.append("</tr>\n");
  }

  private static String first(List<?> examples) {
    return examples.isEmpty() ? "–" : ((ExampleText) examples.getFirst()).text();
  }

  private static boolean numeric(Column.Kind kind) {
    return switch (kind) {
      case TEXT, CHOICE, EXAMPLES, FLAG -> false;
      case COUNT, SHARE, PERCENT, NUMBER, CHANCE -> true;
    };
  }

  private void addMeanings(StringBuilder out) {
    out.append("<details><summary>What the columns mean</summary><dl>");
    for (Column column : table.columns()) {
      out.append(
          "<dt>%s</dt><dd>%s</dd>"
              .formatted(Markup.escape(column.title()), Markup.escape(column.meaning())));
    }
    out.append("</dl></details>\n");
  }

  private ObjectNode data() {
    ObjectNode node = JSON.createObjectNode();
    ArrayNode columns = node.putArray("columns");
    for (Column column : table.columns()) {
      columns
          .addObject()
          .put("key", column.key())
          .put("title", column.title())
          .put("kind", column.kind().name())
          .put("meaning", column.meaning())
          .put("detail", column.detail());
    }
    ArrayNode array = node.putArray("rows");
    for (Object[] row : rows) {
      ArrayNode values = array.addArray();
      for (Object value : row) {
        add(values, value);
      }
    }
    return node;
  }

  private static void add(ArrayNode values, Object value) {
    switch (Values.isUnknown(value) ? null : value) {
      case null -> values.addNull();
      case String text -> values.add(text);
      case Long count -> values.add(count);
      case Boolean flag -> values.add(flag);
      case Double number -> values.add(rounded(number));
      case List<?> examples -> {
        ArrayNode list = values.addArray();
        for (Object each : examples) {
          var example = (ExampleText) each;
          list.addArray()
              .add(example.line())
              .add(example.before())
              .add(example.marked())
              .add(example.after())
              .add(rounded(example.value()));
        }
      }
      default -> throw new IllegalStateException("no such value: " + value.getClass());
    }
  }

  /** A page shows four digits; the other forms of output have all. */
  private static double rounded(double value) {
    return new java.math.BigDecimal(value).round(new java.math.MathContext(5)).doubleValue();
  }
}
