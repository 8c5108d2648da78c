package org.mekiki.cli.train;

import java.util.ArrayList;
import java.util.List;
import org.mekiki.report.page.Axis;
import org.mekiki.report.page.SvgPicture;

/** The losses of a run as a picture that stands by itself. */
final class LossPlot {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 400;
  private static final double LEFT = 64;
  private static final double RIGHT = 560;
  private static final double TOP = 40;
  private static final double BOTTOM = 340;

  /** Points of a line at most; neighbours are drawn as their mean. */
  private static final int POINTS = 200;

  private static final String STYLE =
      """
      <style>
      svg{background:#fff;color:#222;font:13px system-ui,sans-serif}
      text{fill:#222}.small{font-size:12px}
      .grid{stroke:#ddd;stroke-width:1}
      .line{fill:none;stroke-width:2}.train{stroke:#1f5fa8}.dev{stroke:#b3421b;stroke-dasharray:6 3}
      .best{fill:#b3421b}
      @media (prefers-color-scheme:dark){svg{background:#16181c}text{fill:#ddd}.grid{stroke:#333}
      .train{stroke:#7db4f0}.dev{stroke:#f0976d}.best{fill:#f0976d}}
      </style>
      """;

  private final List<double[]> training = new ArrayList<>();
  private final List<double[]> dev = new ArrayList<>();
  private double[] best;

  void trained(long step, double loss) {
    training.add(new double[] {step, loss});
  }

  void tested(long step, double loss, boolean isBest) {
    double[] point = {step, loss};
    dev.add(point);
    best = isBest ? point : best;
  }

  /** The picture; empty where there is no point yet. */
  String picture(String title) {
    List<double[]> smooth = smooth();
    var all = new ArrayList<>(smooth);
    all.addAll(dev);
    if (all.isEmpty()) {
      return "";
    }
    Axis x = Axis.over(all.stream().mapToDouble(p -> p[0]).toArray(), LEFT, RIGHT, false);
    Axis y = Axis.over(all.stream().mapToDouble(p -> p[1]).toArray(), BOTTOM, TOP, false);
    var svg = new SvgPicture(WIDTH, HEIGHT);
    svg.axes(x, "step", y, "loss");
    svg.text("", "start", LEFT, TOP - 16, title);
    svg.points("polyline", "line train", points(smooth, x, y));
    svg.points("polyline", "line dev", points(dev, x, y));
    legend(svg);
    if (best != null) {
      svg.rectangle("class=\"best\"", x.place(best[0]) - 4, y.place(best[1]) - 4, 8, 8);
    }
    String picture =
        svg.of(
            title, "loss over steps, of training and of the texts it is tested on; see log.jsonl");
    int inside = picture.indexOf('>') + 1;
    return picture.substring(0, inside).replace("<svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"")
        + "\n"
        + STYLE
        + picture.substring(inside).stripLeading();
  }

  private static void legend(SvgPicture svg) {
    svg.line("line train", RIGHT + 16, TOP + 12, RIGHT + 46, TOP + 12);
    svg.text("", "start", RIGHT + 54, TOP + 16, "training");
    svg.line("line dev", RIGHT + 16, TOP + 34, RIGHT + 46, TOP + 34);
    svg.text("", "start", RIGHT + 54, TOP + 38, "tested on");
    svg.rectangle("class=\"best\"", RIGHT + 27, TOP + 52, 8, 8);
    svg.text("", "start", RIGHT + 54, TOP + 60, "best");
  }

  private List<double[]> smooth() {
    int group = Math.ceilDiv(Math.max(1, training.size()), POINTS);
    var smooth = new ArrayList<double[]>();
    for (int from = 0; from < training.size(); from += group) {
      List<double[]> some = training.subList(from, Math.min(training.size(), from + group));
      double[] mean = new double[2];
      for (double[] point : some) {
        mean[0] += point[0] / some.size();
        mean[1] += point[1] / some.size();
      }
      smooth.add(mean);
    }
    return smooth;
  }

  private static String points(List<double[]> points, Axis x, Axis y) {
    var text = new StringBuilder();
    for (double[] point : points) {
      text.append(SvgPicture.place(x.place(point[0])))
          .append(',')
          .append(SvgPicture.place(y.place(point[1])))
          .append(' ');
    }
    return text.toString().strip();
  }
}
