package org.mekiki.cli.page;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.mekiki.sig.statistics.Estimate;

/** Lines with bands of uncertainty over two axes, linear or logarithmic, with a legend. */
public final class LinePlot {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 380;
  private static final double LEFT = 70;
  private static final double RIGHT = 520;
  private static final double TOP = 16;
  private static final double BOTTOM = 320;

  private final String xName;
  private final String yName;
  private final boolean logarithmic;
  private final List<Series> series = new ArrayList<>();

  /** Points of one line. */
  private record Series(String name, double[] x, List<Estimate> y) {}

  /**
   * An empty plot.
   *
   * @param logarithmic whether both axes are
   */
  public LinePlot(String xName, String yName, boolean logarithmic) {
    this.xName = xName;
    this.yName = yName;
    this.logarithmic = logarithmic;
  }

  public void add(String name, double[] x, List<Estimate> y) {
    series.add(new Series(name, x.clone(), y));
  }

  public boolean isEmpty() {
    return series.isEmpty();
  }

  public String picture(String title) {
    double[] xs = series.stream().flatMapToDouble(s -> java.util.Arrays.stream(s.x())).toArray();
    double[] ys =
        series.stream()
            .flatMap(s -> s.y().stream())
            .flatMap(e -> Stream.of(e.low(), e.mean(), e.high()))
            .mapToDouble(v -> v)
            .toArray();
    Axis x = Axis.over(xs, LEFT, RIGHT, logarithmic);
    Axis y = Axis.over(ys, BOTTOM, TOP, logarithmic);
    var svg = new SvgPicture(WIDTH, HEIGHT);
    svg.axes(x, xName, y, yName);
    for (int i = 0; i < series.size(); i++) {
      draw(svg, series.get(i), i, x, y);
    }
    return svg.of(
        title, "%s over %s; the numbers stand in the tables of this page".formatted(yName, xName));
  }

  private static void draw(SvgPicture svg, Series one, int number, Axis x, Axis y) {
    var band = new StringBuilder();
    var line = new StringBuilder();
    for (int i = 0; i < one.x().length; i++) {
      band.append(pair(x.place(one.x()[i]), y.place(one.y().get(i).high())));
      line.append(pair(x.place(one.x()[i]), y.place(one.y().get(i).mean())));
    }
    for (int i = one.x().length - 1; i >= 0; i--) {
      band.append(pair(x.place(one.x()[i]), y.place(one.y().get(i).low())));
    }
    int style = number % SvgPicture.STYLES;
    svg.points("polygon", "band s" + style, band.toString().strip());
    svg.points("polyline", "line s" + style, line.toString().strip());
    double at = TOP + 12 + 22 * number;
    svg.line("line s" + style, RIGHT + 16, at, RIGHT + 46, at);
    svg.text("", "start", RIGHT + 54, at + 4, one.name());
  }

  private static String pair(double x, double y) {
    return SvgPicture.place(x) + "," + SvgPicture.place(y) + " ";
  }
}
