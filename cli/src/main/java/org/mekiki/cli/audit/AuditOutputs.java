package org.mekiki.cli.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.mekiki.cli.audit.table.CsvTable;
import org.mekiki.cli.audit.table.Table;
import org.mekiki.cli.wording.Speech;
import org.mekiki.transformer.file.WholeFile;

/** The files of an audit, each written whole or not at all. */
final class AuditOutputs {
  static final String PAGE = "audit.html";
  static final String JSON = "audit.json";

  private AuditOutputs() {}

  /**
   * Writes them.
   *
   * @param page the language of the page
   * @param json that of the JSON object's findings
   */
  static void write(AuditReport report, Path folder, Speech page, Speech json) throws IOException {
    for (Table<?> table : report.tables()) {
      WholeFile.write(
          folder.resolve(table.key() + ".csv"),
          out -> {
            CsvTable.write(table, out);
            return List.of();
          });
    }
    WholeFile.write(
        folder.resolve(JSON),
        out -> {
          JsonAudit.write(report, out, json);
          return List.of();
        });
    WholeFile.write(
        folder.resolve(PAGE),
        out -> {
          new HtmlDashboard(report, page).write(out);
          return List.of();
        });
  }
}
