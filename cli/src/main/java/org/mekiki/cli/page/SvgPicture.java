package org.mekiki.cli.page;

import java.util.Locale;

/** An SVG picture inside a page, whose style sheet colours it; all text is escaped. */
public final class SvgPicture {
  /** Colours and dashes of series; later ones begin again. */
  static final int STYLES = 8;

  /** Forms of marks; later ones begin again, open. */
  private static final int MARKS = 5;

  private final StringBuilder body = new StringBuilder();
  private final int width;
  private final int height;

  public SvgPicture(int width, int height) {
    this.width = width;
    this.height = height;
  }

  public void line(String style, double x1, double y1, double x2, double y2) {
    add(
        "<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>"
            .formatted(style, place(x1), place(y1), place(x2), place(y2)));
  }

  public void rectangle(String attributes, double x, double y, double w, double h) {
    add(
        "<rect %s x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>"
            .formatted(attributes, place(x), place(y), place(w), place(h)));
  }

  /** A form through points, given as x,y pairs. */
  public void points(String element, String style, String points) {
    add("<%s class=\"%s\" points=\"%s\"/>".formatted(element, style, points));
  }

  /** A line of its own thickness; the title is what a pointer finds there. */
  public void path(String style, double thickness, String data, String title) {
    add(
        "<path class=\"%s\" stroke-width=\"%s\" d=\"%s\"><title>%s</title></path>"
            .formatted(style, place(thickness), data, Markup.escape(title)));
  }

  /** Text; the anchor is start, middle or end. */
  public void text(String style, String anchor, double x, double y, String text) {
    add(
        "<text class=\"%s\" text-anchor=\"%s\" x=\"%s\" y=\"%s\">%s</text>"
            .formatted(style, anchor, place(x), place(y), Markup.escape(text)));
  }

  /** A mark on a line: its form tells lines apart where colours do not. */
  void mark(int number, double x, double y) {
    double r = 4;
    String form =
        switch (number % MARKS) {
          case 0 -> corners(x, y, r, 0, -1, 1, 0, 0, 1, -1, 0);
          case 1 -> corners(x, y, r - 0.6, -1, -1, 1, -1, 1, 1, -1, 1);
          case 2 -> corners(x, y, r, 0, -1, 1, 0.8, -1, 0.8);
          case 3 -> corners(x, y, r, -1, -0.8, 1, -0.8, 0, 1);
          default ->
              corners(
                  x, y, r, 0, -1, 0.3, -0.3, 1, 0, 0.3, 0.3, 0, 1, -0.3, 0.3, -1, 0, -0.3, -0.3);
        };
    String open = number / MARKS % 2 == 1 ? " open" : "";
    points("polygon", "mark s" + number % STYLES + open, form);
  }

  /** Corners given from the middle, in parts of the radius. */
  private static String corners(double x, double y, double radius, double... parts) {
    var points = new StringBuilder();
    for (int i = 0; i < parts.length; i += 2) {
      points.append(place(x + radius * parts[i])).append(',');
      points.append(place(y + radius * parts[i + 1])).append(' ');
    }
    return points.toString().strip();
  }

  /** Text that reads upwards. */
  void upwards(double x, double y, String text) {
    add(
        "<text text-anchor=\"middle\" transform=\"translate(%s %s) rotate(-90)\">%s</text>"
            .formatted(place(x), place(y), Markup.escape(text)));
  }

  /** The lines of two axes with their numbers, and what each of them shows. */
  public void axes(Axis x, String xName, Axis y, String yName) {
    double bottom = y.from();
    for (double tick : x.ticks()) {
      line("grid", x.place(tick), y.to(), x.place(tick), bottom);
      text("small", "middle", x.place(tick), bottom + 16, Axis.label(tick));
    }
    for (double tick : y.ticks()) {
      line("grid", x.from(), y.place(tick), x.to(), y.place(tick));
      text("small", "end", x.from() - 6, y.place(tick) + 4, Axis.label(tick));
    }
    text("", "middle", (x.from() + x.to()) / 2, bottom + 40, xName);
    upwards(18, (y.to() + bottom) / 2, yName);
  }

  private void add(String element) {
    body.append(element).append('\n');
  }

  public static String place(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  /** The picture; the title and the description are for those who do not see it. */
  public String of(String title, String description) {
    return of("class=\"plot\"", title, description);
  }

  /** The same in its own size, one unit a pixel, under a name of the style sheet. */
  public String inItsSize(String style, String title, String description) {
    return of(
        "class=\"%s\" width=\"%d\" height=\"%d\"".formatted(style, width, height),
        title,
        description);
  }

  private String of(String attributes, String title, String description) {
    return """
    <svg %s role="img" viewBox="0 0 %d %d">
    <title>%s</title>
    <desc>%s</desc>
    %s</svg>
    """
        .formatted(
            attributes, width, height, Markup.escape(title), Markup.escape(description), body);
  }
}
