package org.mekiki.benchmarks.results;

import java.util.Locale;

/** Writes an SVG picture that can be read on light and dark pages; all text is escaped. */
final class Svg {
  private static final String STYLE =
      """
      <style>
      text { font: 12px system-ui, sans-serif; fill: #24292f; }
      .title { font-size: 15px; font-weight: 600; }
      .small { font-size: 11px; fill: #57606a; }
      .page { fill: #ffffff; }
      .grid { stroke: #d0d7de; stroke-width: 1; }
      .axis { stroke: #57606a; stroke-width: 1; }
      .limit { stroke: #57606a; stroke-width: 1.5; fill: none; }
      .dashed { stroke-dasharray: 6 4; }
      .line { stroke-width: 2; fill: none; }
      .s0 { stroke: #0969da; fill: #0969da; } .s1 { stroke: #bc4c00; fill: #bc4c00; }
      .s2 { stroke: #1a7f37; fill: #1a7f37; } .s3 { stroke: #8250df; fill: #8250df; }
      .s4 { stroke: #bf3989; fill: #bf3989; } .s5 { stroke: #7d4e00; fill: #7d4e00; }
      .s6 { stroke: #116b75; fill: #116b75; } .s7 { stroke: #57606a; fill: #57606a; }
      .line { fill: none; }
      @media (prefers-color-scheme: dark) {
        text { fill: #e6edf3; } .small { fill: #9198a1; } .page { fill: #0d1117; }
        .grid { stroke: #30363d; } .axis, .limit { stroke: #9198a1; }
        .s0 { stroke: #58a6ff; fill: #58a6ff; } .s1 { stroke: #ffa657; fill: #ffa657; }
        .s2 { stroke: #56d364; fill: #56d364; } .s3 { stroke: #d2a8ff; fill: #d2a8ff; }
        .s4 { stroke: #ff9bce; fill: #ff9bce; } .s5 { stroke: #e3b341; fill: #e3b341; }
        .s6 { stroke: #76e3ea; fill: #76e3ea; } .s7 { stroke: #9198a1; fill: #9198a1; }
        .line { fill: none; }
      }
      </style>
      """;

  /** Series have as many colours; later ones begin again. */
  static final int COLOURS = 8;

  private final StringBuilder body = new StringBuilder();
  private final int width;
  private final int height;

  Svg(int width, int height) {
    this.width = width;
    this.height = height;
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  void line(String style, double x1, double y1, double x2, double y2) {
    add(
        "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
        style, x1, y1, x2, y2);
  }

  void polyline(String style, String points) {
    add("<polyline class=\"%s\" points=\"%s\"/>", style, points);
  }

  /** A mark of one of four forms, with a text that shows when it is pointed at. */
  void mark(int series, double x, double y, String title) {
    String style = "s" + series % COLOURS;
    String form =
        switch (series % 4) {
          case 0 -> format("<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\">", style, x, y);
          case 1 ->
              format(
                  "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"7\" height=\"7\">",
                  style, x - 3.5, y - 3.5);
          case 2 -> polygon(style, x, y - 5, x + 5, y + 4, x - 5, y + 4);
          default -> polygon(style, x, y - 5, x + 5, y, x, y + 5, x - 5, y);
        };
    String end = form.substring(1, form.indexOf(' '));
    body.append(form).append("<title>").append(escape(title)).append("</title></");
    body.append(end).append(">\n");
  }

  private static String polygon(String style, double... points) {
    var list = new StringBuilder();
    for (int i = 0; i < points.length; i += 2) {
      list.append(format("%.1f,%.1f ", points[i], points[i + 1]));
    }
    return format("<polygon class=\"%s\" points=\"%s\">", style, list.toString().strip());
  }

  /** Text; the anchor is start, middle or end. */
  void text(String style, String anchor, double x, double y, String text) {
    add(
        "<text class=\"%s\" text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>",
        style, anchor, x, y, escape(text));
  }

  /** Text that reads upwards. */
  void upwards(double x, double y, String text) {
    add(
        "<text text-anchor=\"middle\" transform=\"translate(%.1f %.1f) rotate(-90)\">%s</text>",
        x, y, escape(text));
  }

  private void add(String form, Object... values) {
    body.append(format(form, values)).append('\n');
  }

  private static String format(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }

  /** The whole file. */
  String picture(String title, String description) {
    return format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
                + " viewBox=\"0 0 %d %d\" role=\"img\">\n<title>%s</title>\n<desc>%s</desc>\n",
            width, height, width, height, escape(title), escape(description))
        + STYLE
        + format("<rect class=\"page\" width=\"%d\" height=\"%d\"/>\n", width, height)
        + body
        + "</svg>\n";
  }
}
