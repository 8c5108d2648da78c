package org.mekiki.report.html;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.mekiki.report.page.Markup;
import org.mekiki.report.wording.ChangeReading;
import org.mekiki.report.wording.ModelDescription;
import org.mekiki.report.wording.Texts;

/**
 * Explanations as one self-contained page. Every string of the caller's is escaped; the page's own
 * style and script are named by their hashes in its content security policy, and nothing else may
 * run or be loaded.
 */
public final class HtmlReport implements AutoCloseable {
  private final Frame frame;
  private final Spool articles = new Spool();
  private final HtmlContents contents;

  /**
   * What all texts of a page share.
   *
   * @param texts the page's language
   * @param model that was explained
   * @param engine what computed it, for the record
   * @param made when
   */
  record Frame(Texts texts, ModelDescription model, String engine, String made) {}

  public HtmlReport(Texts texts, ModelDescription model, String engine) {
    this.frame =
        new Frame(texts, model, engine, Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    contents = new HtmlContents(texts, model.unknown());
  }

  /**
   * One text.
   *
   * @param views its explanations, at least one
   */
  public void add(ReportText item, List<ReportView> views, Optional<ChangeReading> change)
      throws IOException {
    var article = new HtmlArticle(frame, contents.size() + 1, item, views, change);
    articles.write(article.html());
    contents.add(article.name(), item, views.getFirst());
  }

  /** Writes the page: the contents know how many texts there are. */
  public void writeTo(PrintStream out) throws IOException {
    Texts texts = frame.texts();
    String style = resource("report.css");
    String script = resource("report.js");
    out.print(
        """
        <!doctype html>
        <html lang="%s"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src %s; script-src %s; base-uri 'none'; form-action 'none'">
        <meta name="referrer" content="no-referrer">
        <title>%s</title>
        """
            .formatted(
                texts.language(),
                Markup.hash(style),
                Markup.hash(script),
                texts.html("page.title")));
    out.print("<style>" + style + "</style></head><body>\n");
    boolean one = contents.size() == 1;
    out.print("<a class=\"skip\" href=\"#text-1\">%s</a>%n".formatted(texts.html("page.skip")));
    out.print("<main%s>%n".formatted(one ? " class=\"one\"" : ""));
    out.print("<h1>%s</h1>%n".formatted(texts.html("page.heading")));
    if (!one) {
      out.print(contents.html());
    }
    articles.copyTo(out);
    out.print("</main><script>" + script + "</script></body></html>\n");
  }

  /** The page as one string. */
  public String html() throws IOException {
    var page = new ByteArrayOutputStream();
    try (var out = new PrintStream(page, false, StandardCharsets.UTF_8)) {
      writeTo(out);
    }
    return page.toString(StandardCharsets.UTF_8);
  }

  private static String resource(String name) {
    try (InputStream in = HtmlReport.class.getResourceAsStream("/org/mekiki/report/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    articles.close();
  }
}
