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
        "<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>"
            .formatted(style, place(x1), place(y1), place(x2), place(y2)));
  }

  void polyline(String style, String points) {
    add("<polyline class=\"%s\" points=\"%s\"/>".formatted(style, points));
  }

  /** A mark of one of four forms, with a text that shows when it is pointed at. */
  void mark(int series, double x, double y, String title) {
    String style = "s" + series % COLOURS;
    String form =
        switch (series % 4) {
          case 0 -> "circle cx=\"%s\" cy=\"%s\" r=\"4\"".formatted(place(x), place(y));
          case 1 ->
              "rect x=\"%s\" y=\"%s\" width=\"7\" height=\"7\""
                  .formatted(place(x - 3.5), place(y - 3.5));
          case 2 -> polygon(x, y - 5, x + 5, y + 4, x - 5, y + 4);
          default -> polygon(x, y - 5, x + 5, y, x, y + 5, x - 5, y);
        };
    add(
        "<%s class=\"%s\"><title>%s</title></%s>"
            .formatted(form, style, escape(title), form.substring(0, form.indexOf(' '))));
  }

  private static String polygon(double... points) {
    var list = new StringBuilder();
    for (int i = 0; i < points.length; i += 2) {
      list.append(place(points[i])).append(',').append(place(points[i + 1])).append(' ');
    }
    return "polygon points=\"%s\"".formatted(list.toString().strip());
  }

  /** Text; the anchor is start, middle or end. */
  void text(String style, String anchor, double x, double y, String text) {
    add(
        "<text class=\"%s\" text-anchor=\"%s\" x=\"%s\" y=\"%s\">%s</text>"
            .formatted(style, anchor, place(x), place(y), escape(text)));
  }

  /** Text that reads upwards. */
  void upwards(double x, double y, String text) {
    add(
        "<text text-anchor=\"middle\" transform=\"translate(%s %s) rotate(-90)\">%s</text>"
            .formatted(place(x), place(y), escape(text)));
  }

  private void add(String element) {
    body.append(element).append('\n');
  }

  /** A coordinate. */
  static String place(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  /** The whole file. */
  String picture(String title, String description) {
    return """
    <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img">
    <title>%s</title>
    <desc>%s</desc>
    """
            .formatted(width, height, width, height, escape(title), escape(description))
        + STYLE
        + "<rect class=\"page\" width=\"%d\" height=\"%d\"/>\n".formatted(width, height)
        + body
        + "</svg>\n";
  }
}
