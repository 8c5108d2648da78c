package org.mekiki.report.html;

import java.util.Locale;

/** A cell of a table with a bar, drawn between 0 and 100. */
final class HtmlBar {
  private HtmlBar() {}

  /** The cell with what is drawn in it. */
  static String cell(String drawn) {
    return "<td class=\"bar\"><svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\""
        + " aria-hidden=\"true\">"
        + drawn
        + "</svg></td>";
  }

  /** A bar for, or against. */
  static String of(double from, double width, boolean against) {
    return String.format(
        Locale.ROOT,
        "<rect x=\"%.1f\" y=\"1.5\" width=\"%.1f\" height=\"7\" class=\"%s\"/>",
        from,
        width,
        against ? "against" : "for");
  }
}
