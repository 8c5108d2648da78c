package org.mekiki.report.html;

import org.mekiki.report.page.Markup;
import org.mekiki.report.wording.Texts;

/** A page inside an element that a notebook or another page can show. */
public final class PageFragment {
  private PageFragment() {}

  /**
   * A frame with the page in it. It can run the page's own script and reach nothing around it; its
   * height can be drawn, since a frame that reaches nothing cannot fit itself to what it holds.
   */
  public static String of(String page, Texts texts) {
    return """
    <iframe class="mekiki" title="%s" sandbox="allow-scripts allow-popups" loading="lazy" \
    style="display:block;width:100%%;height:34rem;resize:vertical;border:1px solid #8888;border-radius:8px" \
    srcdoc="%s"></iframe>
    """
        .formatted(texts.html("page.title"), Markup.escape(page));
  }
}
