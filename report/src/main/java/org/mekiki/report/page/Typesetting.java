package org.mekiki.report.page;

/** Rules for pages in languages whose lines break otherwise than English ones. */
public final class Typesetting {
  /**
   * No line begins with a closing mark or a small kana; headings break between phrases where the
   * browser knows them; no half-empty square at the beginning of a line.
   */
  private static final String JAPANESE =
      """
      html:lang(ja){line-break:strict;text-spacing-trim:trim-start}
      html:lang(ja) body{font-family:system-ui,"Hiragino Sans","Yu Gothic UI",Meiryo,"Noto Sans JP","Noto Sans CJK JP",sans-serif}
      :is(h1,h2,h3,th,legend,summary,figcaption,button,dt):lang(ja){word-break:auto-phrase}
      """;

  private Typesetting() {}

  /**
   * The rules to add to the style sheet of a page.
   *
   * @param language its name as HTML wants it
   * @return nothing for English, whose rules browsers have
   */
  public static String of(String language) {
    return language.equals("ja") ? JAPANESE : "";
  }
}
