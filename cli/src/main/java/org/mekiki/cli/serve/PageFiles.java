package org.mekiki.cli.serve;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.mekiki.cli.web.Response;
import org.mekiki.cli.web.Route;

/** The page and what belongs to it. */
final class PageFiles {
  private PageFiles() {}

  static List<Route> routes() {
    return List.of(
        file("/", "index.html", "text/html", "The page."),
        file("/page.js", "page.js", "text/javascript", "The page's script."),
        file("/compare.js", "compare.js", "text/javascript", "What differs between two models."),
        file("/history.js", "history.js", "text/javascript", "What this browser remembers."),
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
