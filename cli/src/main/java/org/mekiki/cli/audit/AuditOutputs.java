package org.mekiki.cli.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.mekiki.cli.audit.table.CsvTable;
import org.mekiki.cli.audit.table.Table;
import org.mekiki.transformer.file.WholeFile;

/** The files of an audit, each written whole or not at all. */
final class AuditOutputs {
  static final String PAGE = "audit.html";
  static final String JSON = "audit.json";

  private AuditOutputs() {}

  static void write(AuditReport report, Path folder) throws IOException {
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
          JsonAudit.write(report, out);
          return List.of();
        });
    WholeFile.write(
        folder.resolve(PAGE),
        out -> {
          new HtmlDashboard(report).write(out);
          return List.of();
        });
  }
}
