package org.mekiki.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.mekiki.report.html.HtmlReport;
import org.mekiki.report.html.PageFragment;
import org.mekiki.report.html.ReportText;
import org.mekiki.report.html.ReportView;
import org.mekiki.report.wording.ClassSubject;
import org.mekiki.report.wording.ModelDescription;
import org.mekiki.report.wording.PairReading;
import org.mekiki.report.wording.Settings;
import org.mekiki.report.wording.Texts;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.attribution.Monitor;
import org.mekiki.sig.effect.Effects;
import org.mekiki.transformer.Classifier;
import org.mekiki.transformer.file.WholeFile;

/**
 * Explanations of a classifier's decisions as one self-contained page for readers, the one that the
 * command writes: what happens without words, the text with its words marked, scores, how
 * accurately they were computed, and what speaks against believing them. Nothing in it is loaded
 * from elsewhere. Which words can stand in for each other it says where the explanation has the
 * interactions of pairs, and which words are phrases where it has phrases.
 *
 * <pre>{@code
 * Explainer explainer = SequentialIntegratedGradients.adaptive(0.01).withUnits(TextUnits.WITH_PAIRS);
 * Explanation why = explainer.explain(model, "a warm film");
 * ExplanationPage.of(model, "reviews").add(why).write(Path.of("why.html"));
 * }</pre>
 *
 * <p>Not for several threads at once.
 */
public final class ExplanationPage {
  /** Words that are masked by themselves to tell their effects, at most. */
  private static final int WORDS = 50;

  private final Classifier model;
  private final String source;
  private final Texts texts;
  private final List<Article> articles = new ArrayList<>();

  private ExplanationPage(Classifier model, String source, Texts texts) {
    this.model = model;
    this.source = source;
    this.texts = texts;
  }

  private record Article(ReportText text, List<ReportView> views) {}

  /**
   * An empty page in English.
   *
   * @param model whose decisions are explained; it is asked what happens without words, so it must
   *     be open while explanations are added
   * @param source what readers know the model by, such as the name of its file
   * @return the page
   */
  public static ExplanationPage of(Classifier model, String source) {
    return new ExplanationPage(model, source, Texts.ENGLISH);
  }

  /**
   * An empty page in another language, about the same model.
   *
   * @param language {@code en} or {@code ja}
   * @return the page
   * @throws IllegalArgumentException if the page does not speak it
   */
  public ExplanationPage in(String language) {
    return new ExplanationPage(model, source, Texts.in(language));
  }

  /**
   * Adds a text with its explanation.
   *
   * @param explanation of what the model answered to a text
   * @return this page
   * @throws IllegalArgumentException if the explanation is of a model with other classes
   */
  public ExplanationPage add(Explanation explanation) {
    return add(List.of(explanation));
  }

  /**
   * Adds a text with several explanations, of several classes or by several methods, side by side.
   * The model is asked what happens without the words, fifty of them at most; not for a text that
   * was read in windows.
   *
   * @param explanations of what the model answered to one text, at least one
   * @return this page
   * @throws IllegalArgumentException if there is none, they are of several texts, or of a model
   *     with other classes
   */
  public ExplanationPage add(List<Explanation> explanations) {
    if (explanations.isEmpty()) {
      throw new IllegalArgumentException("there is no explanation to show");
    }
    Explanation first = explanations.getFirst();
    for (Explanation each : explanations) {
      if (!each.labels().equals(model.labels())) {
        throw new IllegalArgumentException(
            "the explanation has the classes %s, the model %s"
                .formatted(each.labels(), model.labels()));
      }
      if (!each.text().equals(first.text())) {
        throw new IllegalArgumentException("the explanations are of several texts: add each alone");
      }
    }
    var subject = new ClassSubject(model.labels(), model.problem());
    // All classes by one method share them, as in the command.
    Map<List<Object>, List<Explanation>> alike =
        explanations.stream().collect(Collectors.groupingBy(ExplanationPage::method));
    var effects = new HashMap<List<Object>, Optional<Effects>>();
    alike.forEach((method, each) -> effects.put(method, effects(each)));
    List<ReportView> views =
        explanations.stream()
            .map(
                each ->
                    new ReportView(
                        each, subject.of(each), effects.get(method(each)), OptionalLong.empty()))
            .toList();
    articles.add(
        new Article(new ReportText(null, first.text().text(), first.text().pair(), null), views));
    return this;
  }

  private static List<Object> method(Explanation explanation) {
    return List.of(explanation.attributor(), explanation.baselines());
  }

  private Optional<Effects> effects(List<Explanation> alike) {
    Explanation first = alike.getFirst();
    return first.windowing().isPresent()
        ? Optional.empty()
        : Optional.of(Effects.of(model, first, WORDS, PairReading.parts(alike), Monitor.NONE));
  }

  /**
   * {@return the whole page}
   *
   * @throws IllegalStateException if nothing was added
   */
  public String html() {
    if (articles.isEmpty()) {
      throw new IllegalStateException("the page has no explanation: add one");
    }
    try (var report =
        new HtmlReport(
            texts, ModelDescription.of(model, source), Settings.engine(model.context(), texts))) {
      for (Article article : articles) {
        report.add(article.text(), article.views(), Optional.empty());
      }
      return report.html();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * {@return the page inside an element that a notebook or another page can show: a frame of its
   * own, so that neither styles the other}
   *
   * @throws IllegalStateException if nothing was added
   */
  public String fragment() {
    return PageFragment.of(html(), texts);
  }

  /**
   * Writes the page, whole or not at all.
   *
   * @param file where it is to be; its folder must be there
   * @throws IOException saying in one sentence why it cannot be written
   * @throws IllegalStateException if nothing was added
   */
  public void write(Path file) throws IOException {
    WholeFile.writeText(file, html());
  }
}
