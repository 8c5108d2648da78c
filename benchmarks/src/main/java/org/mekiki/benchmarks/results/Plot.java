package org.mekiki.benchmarks.results;

import java.util.LinkedHashMap;
import java.util.Map;

/** A picture with two axes, a title, a legend on the right and a line of small print. */
final class Plot {
  private static final int WIDTH = 860;
  private static final int HEIGHT = 500;
  static final double LEFT = 70;
  static final double RIGHT = 620;
  static final double TOP = 50;
  static final double BOTTOM = 420;

  private final Svg svg = new Svg(WIDTH, HEIGHT);
  private final Axis x;
  private final Axis y;
  private final Map<String, Integer> series = new LinkedHashMap<>();

  Plot(Axis x, Axis y, String xName, String yName) {
    this.x = x;
    this.y = y;
    for (double tick : x.ticks()) {
      svg.line("grid", x.place(tick), TOP, x.place(tick), BOTTOM);
      svg.text("small", "middle", x.place(tick), BOTTOM + 16, Columns.tick(tick));
    }
    for (double tick : y.ticks()) {
      svg.line("grid", LEFT, y.place(tick), RIGHT, y.place(tick));
      svg.text("small", "end", LEFT - 6, y.place(tick) + 4, Columns.tick(tick));
    }
    svg.line("axis", LEFT, BOTTOM, RIGHT, BOTTOM);
    svg.line("axis", LEFT, TOP, LEFT, BOTTOM);
    svg.text("", "middle", (LEFT + RIGHT) / 2, BOTTOM + 36, xName);
    svg.upwards(20, (TOP + BOTTOM) / 2, yName);
  }

  void mark(String name, double atX, double atY, String title) {
    svg.mark(number(name), x.place(atX), y.place(atY), title);
  }

  /** A line through points in the order of their x. */
  void line(String name, Map<Double, Double> points) {
    svg.polyline("line s" + number(name) % Svg.COLOURS, places(points));
  }

  /** A limit of the machine, in grey, with its name at the last point. */
  void limit(String style, String name, Map<Double, Double> points) {
    svg.polyline("limit " + style, places(points));
    double last = points.keySet().stream().max(Double::compare).orElseThrow();
    svg.text("small", "end", x.place(last) - 4, y.place(points.get(last)) - 5, name);
  }

  private String places(Map<Double, Double> points) {
    var places = new StringBuilder();
    points.forEach(
        (atX, atY) ->
            places
                .append(Svg.place(x.place(atX)))
                .append(',')
                .append(Svg.place(y.place(atY)))
                .append(' '));
    return places.toString().strip();
  }

  private int number(String name) {
    return series.computeIfAbsent(name, added -> series.size());
  }

  String picture(String title, String smallPrint) {
    svg.text("title", "start", LEFT, 28, title);
    int line = 0;
    for (var entry : series.entrySet()) {
      double at = TOP + 10 + 20 * line++;
      svg.mark(entry.getValue(), RIGHT + 20, at, entry.getKey());
      svg.text("", "start", RIGHT + 32, at + 4, entry.getKey());
    }
    svg.text("small", "start", LEFT, HEIGHT - 22, smallPrint);
    return svg.picture(title, smallPrint);
  }
}
