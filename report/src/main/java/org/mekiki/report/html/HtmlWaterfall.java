package org.mekiki.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.mekiki.report.page.Markup;
import org.mekiki.report.wording.LeadingWords;
import org.mekiki.report.wording.Texts;
import org.mekiki.report.wording.Verdict;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.WordScore;
import org.mekiki.sig.effect.Answer;

/**
 * The way from the text with every word masked to the answer: what each word's score adds, and what
 * is in no word's score. Where it is said what the explained value is without the words.
 */
final class HtmlWaterfall {
  private static final double HALF = 5e-4;

  private final Texts texts;
  private final ReportView view;
  private final StringBuilder out = new StringBuilder();

  private HtmlWaterfall(Texts texts, ReportView view) {
    this.texts = texts;
    this.view = view;
  }

  /**
   * A step.
   *
   * @param name as HTML
   * @param from the value before it
   * @param to the value after it
   * @param end whether it is a value that the model gives, not a step between two
   */
  private record Step(String name, double from, double to, boolean end) {}

  /**
   * The section, with its heading.
   *
   * @return empty where scores have no sign or are in no known relation to the value, or nobody
   *     knows what it is without words
   */
  static String of(Texts texts, ReportView view, int level) {
    OptionalDouble masked = masked(view);
    return masked.isEmpty() || !view.signed() || !Verdict.certified(view.explanation())
        ? ""
        : new HtmlWaterfall(texts, view).section(masked.getAsDouble(), level);
  }

  /** The explained value with every word masked. */
  private static OptionalDouble masked(ReportView view) {
    Explanation explanation = view.explanation();
    if (explanation.windowing().isPresent()) {
      return OptionalDouble.empty();
    }
    OptionalDouble known = explanation.attribution().fBaseline();
    return known.isPresent()
        ? known
        : view.effects().stream()
            .mapToDouble(effects -> value(effects.all().without(), explanation))
            .findFirst();
  }

  private static double value(Answer answer, Explanation explanation) {
    int target = explanation.target();
    return switch (explanation.output()) {
      case LOGIT -> answer.logits().get(target);
      case PROBABILITY -> answer.probabilities().get(target);
      case LOG_PROBABILITY -> Math.log(answer.probabilities().get(target));
    };
  }

  private String section(double masked, int level) {
    List<Step> steps = steps(masked);
    double low = steps.stream().mapToDouble(s -> Math.min(s.from(), s.to())).min().orElseThrow();
    double high = steps.stream().mapToDouble(s -> Math.max(s.from(), s.to())).max().orElseThrow();
    String quantity = texts.of("quantity." + view.subject().quantity());
    String name = texts.quotedHtml(view.subject().name());
    out.append("<h%1$d>%2$s</h%1$d>%n".formatted(level, texts.html("waterfall")));
    out.append(
        "<p class=\"dim\">%s</p>%n"
            .formatted(texts.html("waterfall.note", Markup.escape(quantity), name)));
    out.append(
        "<div class=\"wide\"><table class=\"waterfall\"><thead><tr><th scope=\"col\">%s</th><td></td><th scope=\"col\" class=\"num\">%s</th><th scope=\"col\" class=\"num\">%s</th></tr></thead><tbody>%n"
            .formatted(
                texts.html("column.step"), texts.html("column.adds"), Markup.escape(quantity)));
    for (Step step : steps) {
      out.append(
          "<tr%s><th scope=\"row\">%s</th>"
              .formatted(step.end() ? " class=\"end\"" : "", step.name()));
      out.append(bar(step, low, high));
      out.append(
          "<td class=\"num\">%s</td><td class=\"num dim\">%s</td></tr>%n"
              .formatted(
                  step.end() ? "" : ReportView.signed(3, step.to() - step.from()),
                  ReportView.signed(3, step.to())));
    }
    return out.append("</tbody></table></div>\n").toString();
  }

  private List<Step> steps(double masked) {
    Explanation explanation = view.explanation();
    double whole = explanation.attribution().fInput();
    LeadingWords words = LeadingWords.of(explanation.words(), LeadingWords.MOST, false);
    var steps = new ArrayList<Step>();
    steps.add(new Step(texts.html("waterfall.masked") + sure(false), masked, masked, true));
    double value = masked;
    for (WordScore word : words.shown()) {
      steps.add(
          new Step(
              "<bdi>" + Markup.escape(word.text()) + "</bdi>", value, value + word.raw(), false));
      value += word.raw();
    }
    if (!words.left().isEmpty()) {
      double left = words.sumLeft();
      steps.add(
          new Step(
              texts.html("waterfall.others", words.left().size()), value, value + left, false));
      value += left;
    }
    if (Math.abs(whole - value) >= HALF) {
      steps.add(new Step(texts.html("waterfall.together"), value, whole, false));
    }
    steps.add(new Step(texts.html("waterfall.whole") + sure(true), whole, whole, true));
    return steps;
  }

  /** How probable the class is, where the value is not that already. */
  private String sure(boolean whole) {
    return view.effects()
        .filter(effects -> !effects.whole().probabilities().isEmpty())
        .map(effects -> whole ? effects.whole() : effects.all().without())
        .map(
            answer ->
                " <span class=\"meaning dim\">%s</span>"
                    .formatted(
                        texts.html(
                            "waterfall.sure",
                            texts.percent(answer.value(view.explanation().target())))))
        .orElse("");
  }

  /** A value that the model gives is a line; a step is what lies between two. */
  private static String bar(Step step, double low, double high) {
    double range = high > low ? high - low : 1;
    double from = 2 + 96 * (step.from() - low) / range;
    double to = 2 + 96 * (step.to() - low) / range;
    String shape =
        step.end()
            ? String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"0\" width=\"1.5\" height=\"10\" class=\"level\"/>",
                to - 0.75)
            : HtmlBar.of(Math.min(from, to), Math.max(0.4, Math.abs(to - from)), to < from);
    return HtmlBar.cell(shape);
  }
}
