package org.mekiki.report.html;

import org.mekiki.core.model.EncodedText;
import org.mekiki.report.page.Markup;
import org.mekiki.report.wording.Coverage;
import org.mekiki.report.wording.ModelDescription;
import org.mekiki.report.wording.Settings;
import org.mekiki.report.wording.Texts;
import org.mekiki.sig.Explanation;

/** How an explanation was made, for the record. */
final class HtmlSettings {
  private final Texts texts;
  private final StringBuilder out = new StringBuilder("<dl>\n");

  private HtmlSettings(Texts texts) {
    this.texts = texts;
  }

  /**
   * All settings.
   *
   * @param engine what computed it
   * @param made when
   */
  static String of(
      Texts texts, ReportView view, ModelDescription model, String engine, String made) {
    var list = new HtmlSettings(texts);
    list.addMethod(view.explanation());
    list.addValue(view);
    list.add("settings.model", texts.of("settings.model.family", model.source(), model.family()));
    list.add("settings.task", model.task().label());
    list.add("settings.hash", model.sha256());
    list.addLength(view.explanation().text());
    list.add("settings.engine", engine);
    view.millis()
        .ifPresent(millis -> list.add("settings.time", texts.of("settings.millis", millis)));
    list.add("settings.made", made);
    return list.out.append("</dl>\n").toString();
  }

  private void addMethod(Explanation explanation) {
    add("settings.method", Settings.method(explanation, texts));
    explanation.integration().ifPresent(how -> add("settings.rule", Settings.rule(how, texts)));
    add("settings.baseline", Settings.baselines(explanation, texts));
    add("settings.evaluations", Settings.passes(explanation, texts));
    Coverage.spent(explanation, texts).ifPresent(how -> add("settings.budget", how));
    Coverage.windows(explanation, texts).ifPresent(how -> add("settings.windows", how));
  }

  private void addValue(ReportView view) {
    String quantity = texts.of("quantity." + view.subject().quantity());
    String name = texts.quoted(view.subject().name());
    add(
        "settings.value",
        view.explanation().windowing().isPresent()
            ? texts.of("settings.value.windows", quantity, name)
            : texts.of(
                "settings.value.of", quantity, name, view.explanation().attribution().fInput()));
  }

  private void addLength(EncodedText text) {
    add(
        "settings.length",
        text.truncated()
            ? texts.of("settings.length.cut", text.size(), text.untruncatedSize())
            : texts.of("settings.length.all", text.size()));
  }

  private void add(String name, String value) {
    out.append(
        "<dt>%s</dt><dd><bdi>%s</bdi></dd>%n".formatted(texts.html(name), Markup.escape(value)));
  }
}
