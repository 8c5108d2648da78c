package org.mekiki.report.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.mekiki.sig.statistics.Estimate;

/**
 * Lines with bands of uncertainty over two axes, linear or logarithmic. Each line has a colour,
 * dashes and marks of its own; names stand beside them in the order of the lines, joined to their
 * ends where the lines do not all end in one point.
 */
public final class LinePlot {
  private static final int WIDTH = 510;
  private static final int LEAST_HEIGHT = 340;
  private static final double LEFT = 64;
  private static final double RIGHT = 336;
  private static final double TOP = 16;

  /** What the axis' numbers and its name need below it. */
  private static final double FOOT = 56;

  /** From one name to the next. */
  private static final double NAME = 17;

  /** Names and their lines are joined across this. */
  private static final double GAP = 18;

  /** Marks on a line of many points. */
  private static final int MARKS = 5;

  private final String xName;
  private final String yName;
  private final String spoken;
  private final boolean logarithmic;
  private final List<Series> series = new ArrayList<>();

  /** Points of one line. */
  private record Series(String name, double[] x, List<Estimate> y) {}

  /**
   * An empty plot.
   *
   * @param spoken what those hear who do not see it, with a place for the name of each axis, y
   *     first
   * @param logarithmic whether both axes are
   */
  public LinePlot(String xName, String yName, String spoken, boolean logarithmic) {
    this.xName = xName;
    this.yName = yName;
    this.spoken = spoken;
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
    double bottom = Math.max(LEAST_HEIGHT - FOOT, TOP + NAME * series.size());
    Axis x = Axis.over(xs, LEFT, RIGHT, logarithmic);
    Axis y = Axis.over(ys, bottom, TOP, logarithmic);
    var svg = new SvgPicture(WIDTH, (int) Math.ceil(bottom + FOOT));
    svg.axes(x, xName, y, yName);
    double[] names = names(y, bottom);
    for (int i = 0; i < series.size(); i++) {
      draw(svg, series.get(i), i, x, y);
      name(svg, i, x, y, names[i]);
    }
    return svg.of(title, spoken.formatted(yName, xName));
  }

  /** Where the names stand: as near to the ends of their lines as they have room. */
  private double[] names(Axis y, double bottom) {
    boolean apart = areApart(y);
    List<Integer> order =
        IntStream.range(0, series.size())
            .boxed()
            .sorted(
                Comparator.comparingDouble(
                    i -> apart ? end(series.get(i), y) : middle(series.get(i), y)))
            .toList();
    double[] places = new double[series.size()];
    double free = TOP + 6;
    for (int i : order) {
      places[i] = apart ? Math.max(free, end(series.get(i), y)) : free;
      free = places[i] + NAME;
    }
    double last = bottom;
    for (int i : order.reversed()) {
      places[i] = Math.min(places[i], last);
      last = places[i] - NAME;
    }
    return places;
  }

  /** Whether the lines end in more than one point. */
  private boolean areApart(Axis y) {
    DoubleSummaryStatistics ends =
        series.stream().mapToDouble(one -> end(one, y)).summaryStatistics();
    return ends.getMax() - ends.getMin() > NAME;
  }

  private static double end(Series one, Axis y) {
    return y.place(one.y().getLast().mean());
  }

  private static double middle(Series one, Axis y) {
    return one.y().stream().mapToDouble(point -> y.place(point.mean())).average().orElse(0);
  }

  private void name(SvgPicture svg, int number, Axis x, Axis y, double at) {
    Series one = series.get(number);
    int style = number % SvgPicture.STYLES;
    if (areApart(y)) {
      double from = x.place(one.x()[one.x().length - 1]) + 5;
      svg.line("to s" + style, from, end(one, y), RIGHT + GAP, at);
    }
    svg.line("line s" + style, RIGHT + GAP, at, RIGHT + GAP + 24, at);
    svg.mark(number, RIGHT + GAP + 12, at);
    svg.text("", "start", RIGHT + GAP + 30, at + 4, one.name());
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
    int every = Math.max(1, one.x().length / MARKS);
    for (int i = number % every; i < one.x().length; i += every) {
      svg.mark(number, x.place(one.x()[i]), y.place(one.y().get(i).mean()));
    }
  }

  private static String pair(double x, double y) {
    return SvgPicture.place(x) + "," + SvgPicture.place(y) + " ";
  }
}
