package org.mekiki.cli.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.mekiki.cli.audit.statistics.Interval;
import org.mekiki.cli.audit.table.Cell;
import org.mekiki.cli.audit.table.ExampleText;
import org.mekiki.cli.audit.table.Table;
import org.mekiki.cli.wording.Speech;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An audit as a JSON object, a row of a table a line. */
final class JsonAudit {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private JsonAudit() {}

  /** Writes it; findings are in a language, all else is English. */
  static void write(AuditReport report, OutputStream out, Speech speech) throws IOException {
    String head = JSON.writeValueAsString(head(report, speech));
    print(out, head.substring(0, head.length() - 1) + ",\"tables\":{");
    String before = "\n";
    for (Table<?> table : report.tables()) {
      print(out, before);
      print(table, out);
      before = ",\n";
    }
    print(out, "}}\n");
  }

  private static <T> void print(Table<T> table, OutputStream out) throws IOException {
    String key = JSON.writeValueAsString(table.key());
    print(out, key + ":{\"found\":" + table.found() + ",\"rows\":[");
    String before = "\n";
    for (T row : table.rows()) {
      ObjectNode node = JSON.createObjectNode();
      table.columns().forEach(column -> put(node, column.key(), column.of(row)));
      print(out, before + JSON.writeValueAsString(node));
      before = ",\n";
    }
    print(out, "]}");
  }

  private static void print(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static ObjectNode head(AuditReport report, Speech speech) {
    Overview overview = report.result().overview();
    ObjectNode node = JSON.createObjectNode().put("schema", "mekiki/audit/1");
    var found = new AuditFindings(report, speech);
    node.put("verdict", found.verdict());
    ArrayNode findings = node.putArray("findings");
    for (AuditFindings.Finding finding : found.list()) {
      findings.addObject().put("text", finding.text()).put("table", finding.table());
    }
    ObjectNode settings = node.putObject("settings");
    report.settings().forEach(settings::put);
    node.put("texts", overview.texts())
        .put("skipped", overview.skipped())
        .put("truncated", overview.cut());
    if (overview.unread() > 0) {
      node.put("with_unknown_tokens", overview.unread());
    }
    long labelled = overview.confusion().all();
    if (labelled > 0) {
      long right = overview.confusion().right();
      Interval interval = report.accuracy();
      node.putObject("accuracy")
          .put("right", right)
          .put("labelled", labelled)
          .put("value", (double) right / labelled)
          .put("low", interval.low())
          .put("high", interval.high());
    }
    node.put("kept", report.result().kept());
    ArrayNode notes = node.putArray("notes");
    report.notes().forEach(notes::add);
    ObjectNode meanings = node.putObject("columns");
    for (Table<?> table : report.tables()) {
      ObjectNode columns = meanings.putObject(table.key());
      table.columns().forEach(column -> columns.put(column.key(), column.meaning()));
    }
    return node;
  }

  private static void put(ObjectNode node, String key, Cell cell) {
    switch (cell) {
      case Cell.Text text -> node.put(key, text.text());
      case Cell.Count count -> node.put(key, count.count());
      case Cell.Flag flag -> node.put(key, flag.flag());
      case Cell.Quantity quantity when quantity.isKnown() -> node.put(key, quantity.value());
      case Cell.Quantity _ -> node.putNull(key);
      case Cell.Examples(List<ExampleText> examples) -> {
        ArrayNode array = node.putArray(key);
        for (ExampleText example : examples) {
          array
              .addObject()
              .put("line", example.line())
              .put("value", example.value())
              .put("before", example.before())
              .put("marked", example.marked())
              .put("after", example.after());
        }
      }
    }
  }
}
