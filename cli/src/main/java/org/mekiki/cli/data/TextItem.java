package org.mekiki.cli.data;

import org.mekiki.report.html.ReportText;
import tools.jackson.databind.JsonNode;

/**
 * A text to work on.
 *
 * @param id the caller's name for it, a string or a number, or null
 * @param text the text
 * @param pair a second text, or null
 * @param note the author's note on it, or null
 */
public record TextItem(JsonNode id, String text, String pair, String note) {
  /** As a page shows it. */
  public ReportText shown() {
    return new ReportText(id == null ? null : id.asString(), text, pair, note);
  }
}
