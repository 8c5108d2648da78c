package org.mekiki.cli.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mekiki.cli.CommandRun.run;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.mekiki.cli.CommandRun;

/** The arcs between words that belong together. */
final class HtmlArcsTest {
  private static final String TEXT = "an unpretentious , warm and very funny film";

  private static String page(String... options) {
    var args = new ArrayList<>(List.of("explain", "--format", "html", "--method", "sig-exact"));
    args.addAll(List.of(options));
    CommandRun ran = run(args.toArray(String[]::new));
    assertEquals(0, ran.status(), ran.err());
    return ran.out();
  }

  private static List<MatchResult> all(String pattern, String of) {
    return Pattern.compile(pattern).matcher(of).results().toList();
  }

  @Test
  void everyStrongPairHasAnArcAsThickAsItIsStrong() {
    String page = page(TEXT);
    String over = page.substring(page.indexOf("class=\"over\""), page.indexOf("class=\"beside\""));
    List<MatchResult> arcs =
        all(
            "<path class=\"(same|turned) (for|against)\" stroke-width=\"([0-9.]+)\" d=\"[^\"]+\">"
                + "<title>(.+?) \\+ (.+?) ([+−][0-9.]+)</title></path>",
            over);
    assertTrue(arcs.size() > 1, over);
    double first = Math.abs(Double.parseDouble(arcs.getFirst().group(6).replace('−', '-')));
    for (MatchResult arc : arcs) {
      double value = Double.parseDouble(arc.group(6).replace('−', '-'));
      assertEquals(value > 0 ? "for" : "against", arc.group(2));
      double width = Math.max(1, 7 * Math.abs(value) / first);
      assertEquals(width, Double.parseDouble(arc.group(3)), 0.06);
      assertTrue(over.contains(arc.group(4) + " + " + arc.group(5)), "the description has it");
    }
    assertTrue(arcs.stream().anyMatch(arc -> arc.group(1).equals("same")));
    assertEquals(8, all("<text ", over).size(), "the whole sentence");
    assertTrue(
        page.contains("with one present, the other adds less")
            && page.contains("the thicker, the stronger"));
    assertTrue(page.contains("All 28 pairs of 8 words"), "the table remains");
    assertFalse(page.contains(" style="), "the policy lets no style in");
  }

  @Test
  void longAndRightToLeftTextsStandBesideTheirArcs() {
    for (String text :
        List.of(
            "a warm , funny , dull , moving , tedious , wonderful , awful and never boring film"
                + " with incomprehensibilities , delight , charm and wit",
            "הסרט warm and very funny film")) {
      String page = page("--interactions", text);
      assertFalse(page.contains("class=\"over\""), text);
      assertTrue(page.contains("<figure class=\"arcs narrow\">"), text);
    }
  }

  @Test
  void markupInWordsStaysText() {
    String page = page("--interactions", "warm <b>funny</b> & \"very\" dull film");
    String arcs = page.substring(page.indexOf("<figure class=\"arcs"), page.indexOf("</figure>"));
    assertEquals(0, all("<b>", arcs).size(), arcs);
  }

  @Test
  void withoutAStrongPairThereIsNoPicture() {
    assertFalse(page("--interactions-top", "0", TEXT).contains("class=\"arcs"));
  }
}
