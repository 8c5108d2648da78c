package org.mekiki.cli.serve;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.mekiki.cli.audit.Audit;
import org.mekiki.cli.web.Response;
import org.mekiki.cli.web.Route;

/** The page and what belongs to it. */
final class PageFiles {
  private PageFiles() {}

  /**
   * The page's own files, and, for the page of an audit that is opened from it, that page's styles
   * and script: what is opened from a page is under its policy.
   */
  private static String policy() throws IOException {
    List<String> hashes = Audit.pageHashes();
    return "default-src 'none'; script-src 'self' %s; style-src 'self' %s; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        .formatted(hashes.getLast(), String.join(" ", hashes.subList(0, hashes.size() - 1)));
  }

  static List<Route> routes() throws IOException {
    String policy = policy();
    return List.of(
        new Route(
            "GET",
            "/",
            "The page.",
            _ ->
                Response.of("text/html", read("index.html"))
                    .with("Content-Security-Policy", policy)),
        file("/page.js", "page.js", "text/javascript", "The page's script."),
        file("/compare.js", "compare.js", "text/javascript", "What differs between two models."),
        file("/history.js", "history.js", "text/javascript", "What this browser remembers."),
        file("/table.js", "table.js", "text/javascript", "The audit of a table."),
        file("/texts.js", "texts.js", "text/javascript", "The page's texts, English and Japanese."),
        file("/page.css", "page.css", "text/css", "The page's style."),
        file("/icon.svg", "icon.svg", "image/svg+xml", "The page's icon."));
  }

  private static Route file(String path, String name, String type, String summary) {
    return new Route("GET", path, summary, _ -> Response.of(type, read(name)));
  }

  private static byte[] read(String name) throws IOException {
    try (InputStream in = PageFiles.class.getResourceAsStream("/org/mekiki/cli/page/" + name)) {
      return in.readAllBytes();
    }
  }
}
