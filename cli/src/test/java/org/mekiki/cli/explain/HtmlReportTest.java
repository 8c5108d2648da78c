package org.mekiki.cli.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mekiki.cli.CommandRun.refused;
import static org.mekiki.cli.CommandRun.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mekiki.cli.CommandRun;
import org.mekiki.cli.HeadModels;
import org.mekiki.report.page.Markup;

/** The explanation page as it is written. */
final class HtmlReportTest {
  private static final String TEXT = "a warm film";
  @TempDir private Path folder;

  private static String page(String... more) {
    var args = new java.util.ArrayList<>(java.util.List.of("explain", "--format", "html"));
    args.addAll(java.util.List.of(more));
    CommandRun ran = run(args.toArray(String[]::new));
    assertEquals(0, ran.status(), ran.err());
    return ran.out();
  }

  private static String between(String text, String begin, String end) {
    int from = text.indexOf(begin) + begin.length();
    return text.substring(from, text.indexOf(end, from));
  }

  @Test
  void onlyThePagesOwnStyleAndScriptMayRun() {
    String page = page("--method", "sig-exact,gradient", TEXT);
    String policy = between(page, "Content-Security-Policy\" content=\"", "\"");
    String style = Markup.hash(between(page, "<style>", "</style>"));
    String script = Markup.hash(between(page, "<script>", "</script>"));
    assertEquals(
        "default-src 'none'; style-src %s; script-src %s; base-uri 'none'; form-action 'none'"
            .formatted(style, script),
        policy);
    assertFalse(page.contains(" style=\""), "the policy allows no style of an element");
    assertFalse(page.matches("(?s).*(src|href)=\"(?!#).*"), "nothing is asked for");
  }

  @Test
  void ofSeveralClassesTheStrongestHasTheColour() {
    for (String target : java.util.List.of("positive", "all")) {
      String page = page("--method", "sig-exact", "--target", target, TEXT);
      String bar = between(page, "class=\"probs\"", "</svg>");
      assertEquals(2, bar.split("<rect", -1).length - 1, bar);
      assertEquals(1, bar.split("class=\"on\"", -1).length - 1, bar);
    }
    String other = page("--method", "sig-exact", "--target", "negative", TEXT);
    assertTrue(
        between(other, "class=\"probs\"", "</svg>").indexOf("\"on\"")
            < between(other, "class=\"probs\"", "</svg>").indexOf("\"off\""),
        "the explained class, here the weaker one, which stands first");
  }

  @Test
  void aNoteIsKeptAndEscaped() throws IOException {
    String note = "seen <b>by</b> \u001b\u0085 QA";
    String page = page("--method", "sig-exact", "--note", note, TEXT);
    assertTrue(page.contains("seen &lt;b&gt;by&lt;/b&gt; \uFFFD\uFFFD QA</p></aside>"), page);
    String record = run("explain", "--format", "json", "--note", "checked", TEXT).out();
    assertTrue(record.contains("\"note\":\"checked\""), record);
    assertFalse(run("explain", "--format", "json", TEXT).out().contains("\"note\""));
    assertTrue(run("explain", "--note", "checked", TEXT).out().contains("note: checked"));
    Path input =
        Files.writeString(
            folder.resolve("in.jsonl"),
            """
            {"id":"<i>7","text":"a warm film","note":"why <i>?"}
            {"text":"dull"}
            """);
    String many = page("--method", "sig-exact", "--input", input.toString());
    assertTrue(many.contains("why &lt;i&gt;?") && !many.contains("<i>"), many);
    assertTrue(many.contains("<a href=\"#text-2\">Text 2</a>"), "the contents name each text");
    assertTrue(
        run("predict", "--format", "json", "--input", input.toString()).out().contains("why"));
    refused("--note is for one text", "explain", "--note", "x", "a", "b");
    refused("--note is for a text", "explain", "--note", "x", "--input", input.toString());
  }

  @Test
  void theLanguageIsThePages() {
    String page = page("--lang", "ja", "--method", "sig-exact,lime", "--target", "all", TEXT);
    assertTrue(page.startsWith("<!doctype html>\n<html lang=\"ja\">"));
    assertTrue(page.contains("モデルはこの文章を<em><bdi>positive</bdi></em>と判断しました"), page);
    String shown = page.substring(page.indexOf("<main"), page.indexOf("</main>"));
    for (String english : new String[] {"speaks", "score", "trust", "words", "made", " the "}) {
      assertFalse(shown.contains(english), english);
    }
  }

  @Test
  void methodsAreComparedByTheirRanks() {
    String page = page("--method", "sig-exact,occlusion,lime", "--target", "all", TEXT);
    assertEquals(6, page.split("role=\"tab\"").length - 1);
    assertEquals(2, page.split("They agree least here").length - 1, "for each class");
    String pair = page("--method", "sig-exact,occlusion", TEXT);
    assertTrue(pair.contains("occlusion by the baseline: +1.00."), "these two are the same scores");
  }

  /** Ratio of two colours as WCAG 2 defines it. */
  private static double contrast(double[] a, double[] b) {
    double first = luminance(a) + 0.05;
    double second = luminance(b) + 0.05;
    return Math.max(first, second) / Math.min(first, second);
  }

  private static double luminance(double[] colour) {
    double[] weights = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      double c = colour[i] / 255;
      sum += weights[i] * (c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4));
    }
    return sum;
  }

  private static Map<String, double[]> colours(String root) {
    var colours = new HashMap<String, double[]>();
    Matcher found = Pattern.compile("--([a-z]+):(?:#([0-9a-f]{6})|(\\d+)%)").matcher(root);
    while (found.find()) {
      int rgb = found.group(2) == null ? 0 : Integer.parseInt(found.group(2), 16);
      colours.put(
          found.group(1),
          found.group(2) == null
              ? new double[] {Double.parseDouble(found.group(3)) / 100}
              : new double[] {rgb >> 16, rgb >> 8 & 255, rgb & 255});
    }
    return colours;
  }

  @Test
  void contrastIsEnoughInLightAndDark() throws IOException {
    String style = run("explain", "--format", "html", "a film").out();
    String light = between(style, ":root{", "}");
    String dark = between(style, "prefers-color-scheme:dark){:root{", "}");
    for (String root : new String[] {light, dark}) {
      Map<String, double[]> colours = colours(root);
      for (String ground : new String[] {"paper", "card"}) {
        for (String text : new String[] {"ink", "dim", "link"}) {
          double found = contrast(colours.get(text), colours.get(ground));
          assertTrue(found >= 4.5, text + " on " + ground + ": " + found);
        }
        for (String sign : new String[] {"for", "against", "ok", "bad", "edge"}) {
          double found = contrast(colours.get(sign), colours.get(ground));
          assertTrue(found >= 3, sign + " on " + ground + ": " + found);
        }
      }
      double most = colours.get("most")[0];
      for (String side : new String[] {"for", "against"}) {
        double[] mixed = new double[3];
        for (int i = 0; i < 3; i++) {
          mixed[i] = most * colours.get(side)[i] + (1 - most) * colours.get("card")[i];
        }
        double found = contrast(colours.get("ink"), mixed);
        assertTrue(found >= 4.5, "ink on the strongest " + side + ": " + found);
      }
    }
  }

  @Test
  void anUnknownLanguageIsRefused() {
    CommandRun.refused("--lang", "explain", "--lang", "fr", "--format", "html", "a film");
  }

  @Test
  void theTableOfTextsSpeaksThePagesLanguage() throws IOException {
    String model = HeadModels.write(HeadModels.classifier("regression", List.of("stars")), folder);
    Path texts = Files.writeString(folder.resolve("in.txt"), "a warm film\nso so\n");
    String input = texts.toString();
    String page =
        run("explain", "--model", model, "--format", "html", "--lang", "ja", "--input", input)
            .out();
    assertTrue(page.contains("<nav id=\"contents\""), page);
    assertFalse(page.contains("The model"), page);
  }
}
