package org.mekiki.cli.audit.table;

import java.util.List;
import java.util.Locale;
import org.mekiki.cli.wording.Speech;
import org.mekiki.report.page.Markup;

/** Means with their intervals as an SVG drawing, one a line, around a line at 0. */
final class IntervalChart {
  private static final int WIDTH = 720;
  private static final int LABEL = 240;
  private static final int VALUE = 84;
  private static final int LINE = 22;

  /** Between the numbers and the frame. */
  private static final int EDGE = 8;

  private static final int MOST_CHARACTERS = 32;

  private IntervalChart() {}

  private static double least(Chart.Bar bar) {
    return Math.min(0, hasInterval(bar) ? bar.interval().low() : bar.value().value());
  }

  private static double most(Chart.Bar bar) {
    return Math.max(0, hasInterval(bar) ? bar.interval().high() : bar.value().value());
  }

  private static boolean hasInterval(Chart.Bar bar) {
    return !Double.isNaN(bar.interval().low());
  }

  /** The drawing; the table beside it holds the same numbers for those who cannot see it. */
  static String svg(String title, List<Chart.Bar> bars, Speech speech) {
    double least = bars.stream().mapToDouble(IntervalChart::least).min().orElse(0);
    double most = bars.stream().mapToDouble(IntervalChart::most).max().orElse(1);
    double span = most > least ? most - least : 1;
    double room = WIDTH - LABEL - VALUE;
    var out = new StringBuilder();
    int height = LINE * bars.size() + 8;
    out.append(
        "<figure><figcaption>%s</figcaption><svg class=\"chart\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">"
            .formatted(
                Markup.escape(title), WIDTH, height, Markup.escape(spoken(title, bars, speech))));
    double zero = LABEL + room * -least / span;
    out.append(
        "<line class=\"axis\" x1=\"%1$s\" y1=\"2\" x2=\"%1$s\" y2=\"%2$d\"/>"
            .formatted(number(zero), height - 2));
    for (int i = 0; i < bars.size(); i++) {
      Chart.Bar bar = bars.get(i);
      double middle = 4 + LINE * (i + 0.5);
      double at = LABEL + room * (bar.value().value() - least) / span;
      out.append(
          "<text class=\"label\" x=\"%d\" y=\"%s\">%s</text>"
              .formatted(LABEL - 8, number(middle + 4), Markup.escape(clip(bar.label()))));
      out.append(
          "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"12\"/>"
              .formatted(
                  bar.value().value() < 0 ? "against" : "for",
                  number(Math.min(zero, at)),
                  number(middle - 6),
                  number(Math.abs(at - zero))));
      if (hasInterval(bar)) {
        out.append(
            "<path class=\"whisker\" d=\"M%1$s %3$sH%2$sM%1$s %4$sV%5$sM%2$s %4$sV%5$s\"/>"
                .formatted(
                    number(LABEL + room * (bar.interval().low() - least) / span),
                    number(LABEL + room * (bar.interval().high() - least) / span),
                    number(middle),
                    number(middle - 4),
                    number(middle + 4)));
      }
      out.append(
          "<text class=\"value\" x=\"%d\" y=\"%s\">%s</text>"
              .formatted(
                  WIDTH - EDGE,
                  number(middle + 4),
                  Markup.escape(speech.number(bar.value().shown()))));
    }
    return out.append("</svg></figure>\n").toString();
  }

  private static String spoken(String title, List<Chart.Bar> bars, Speech speech) {
    return speech.say(
        "%s: %s",
        title,
        speech.list(
            bars.stream()
                .map(bar -> bar.label() + " " + speech.number(bar.value().shown()))
                .toList()));
  }

  private static String clip(String label) {
    if (label.codePointCount(0, label.length()) <= MOST_CHARACTERS) {
      return label;
    }
    return label.substring(0, label.offsetByCodePoints(0, MOST_CHARACTERS - 1)) + "…";
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
