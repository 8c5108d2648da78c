package org.mekiki.cli.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mekiki.cli.CommandRun.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mekiki.cli.Browser;
import org.mekiki.cli.CommandRun;

/**
 * Every page as axe-core hears it, in light and dark, wide and narrow; its picture of each is kept
 * in {@code target/screenshots}, to be looked at where a page changes.
 */
final class AccessibilityTest {
  private static final Path PICTURES = Path.of("target", "screenshots");
  private static final String TEXT = "It is not without charm, but the plot is dull";

  @TempDir private static Path folder;
  private static Browser browser;

  @BeforeAll
  static void start() throws IOException {
    browser = Browser.start(folder);
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  private static void media(String media, String scheme, String forced) {
    browser.devTools(
        "Emulation.setEmulatedMedia",
        Map.of(
            "media",
            media,
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", scheme),
                Map.of("name", "forced-colors", "value", forced))));
  }

  private static void width(int points) {
    browser.devTools(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", points, "height", 1400, "deviceScaleFactor", 1, "mobile", false));
  }

  /** Listens to the page that is open. */
  private static void listen(String name) throws IOException {
    browser.script("document.querySelectorAll('details').forEach(each => { each.open = true; });");
    for (int points : new int[] {1280, 390}) {
      width(points);
      media("screen", "light", "none");
      assertEquals(List.of(), browser.violations(), name + " " + points + " light");
      browser.picture(PICTURES, name + "-" + points + "-light");
      media("screen", "dark", "none");
      assertEquals(List.of(), browser.violationsOfColour(), name + " " + points + " dark");
      browser.picture(PICTURES, name + "-" + points + "-dark");
    }
    media("screen", "light", "active");
    browser.picture(PICTURES, name + "-forced");
    media("print", "light", "none");
    browser.picture(PICTURES, name + "-print");
    media("", "light", "none");
    // Twice the size: half of the points that the window has.
    width(640);
    browser.picture(PICTURES, name + "-200");
    browser.devTools("Emulation.clearDeviceMetricsOverride", Map.of());
  }

  private static void made(String name, String page, String... command) throws IOException {
    CommandRun ran = run(command);
    assertEquals(0, ran.status(), ran.err());
    browser.open(Path.of(page));
    listen(name);
  }

  private static String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  private static String table() throws IOException {
    var rows = new StringBuilder("text,label,period\n");
    for (int i = 0; i < 6; i++) {
      rows.append("a warm and funny film ").append(i).append(",positive,old\n");
      rows.append("\"dull, and far too long ").append(i).append("\",negative,new\n");
    }
    return file("films.csv", rows.toString());
  }

  @Test
  void reports() throws IOException {
    for (String language : List.of("en", "ja")) {
      String page = folder.resolve("why.html").toString();
      made(
          "report-" + language,
          page,
          "explain",
          "--format",
          "html",
          "--lang",
          language,
          "--phrase",
          "not without",
          "--counterfactual",
          "--output",
          page,
          TEXT);
    }
    String many = folder.resolve("many.html").toString();
    made(
        "report-many",
        many,
        "explain",
        "--format",
        "html",
        "--method",
        "sig-exact,ig",
        "--target",
        "all",
        "--input",
        file("texts.txt", "a warm film\nso so\n"),
        "--output",
        many);
    String cut = folder.resolve("cut.html").toString();
    made(
        "report-cut",
        cut,
        "explain",
        "--format",
        "html",
        "--method",
        "sig-exact",
        "--effects",
        "0",
        "--input",
        file("long.txt", "a warm film\n" + "a dull film ".repeat(80) + "\n"),
        "--output",
        cut);
    String fragment =
        "<!doctype html><html lang=en><title>a notebook</title><main><h1>A notebook</h1>"
            + run("explain", "--format", "fragment", "a warm film").out()
            + "</main></html>";
    browser.open(Path.of(file("notebook.html", fragment)));
    listen("fragment");
  }

  @Test
  void audit() throws IOException {
    String output = folder.resolve("audit").toString();
    made(
        "audit",
        output + "/audit.html",
        "audit",
        "--data",
        table(),
        "--group-column",
        "period",
        "--output",
        output);
  }

  @Test
  void evaluation() throws IOException {
    String output = folder.resolve("evaluation").toString();
    made(
        "evaluation",
        output + "/evaluation.html",
        "evaluate",
        "--data",
        table(),
        "--methods",
        "sig-exact,ig,linear",
        "--output",
        output);
  }

  @Test
  void study() throws IOException {
    String page = folder.resolve("study.html").toString();
    made(
        "study",
        page,
        "study",
        "make",
        "--data",
        table(),
        "--methods",
        "sig-exact,ig",
        "--output",
        page);
  }

  @Test
  void servedPages() throws IOException {
    try (var server = new RunningServer()) {
      browser.open(server.served().url());
      listen("served-blank");
      browser.id("text").sendKeys(TEXT);
      browser.explainByKeyboard();
      browser.waitForAnswer("negative");
      listen("served");
      browser.openPlain(server.served().url() + "docs");
      listen("served-docs");
    }
  }

  @Test
  void whatIsWrongIsHeard() throws IOException {
    browser.open(
        Path.of(
            file(
                "wrong.html",
                "<!doctype html><html><title>x</title><img src=x><p"
                    + " style=color:#ccc>pale</p></html>")));
    List<String> heard = browser.violations();
    for (String rule : List.of("image-alt", "html-has-lang", "color-contrast")) {
      assertTrue(heard.stream().anyMatch(line -> line.startsWith(rule + ":")), heard.toString());
    }
    assertFalse(heard.stream().anyMatch(line -> line.startsWith("axe:")), heard.toString());
    List<String> pale = browser.violationsOfColour();
    assertEquals(1, pale.size(), pale.toString());
    assertTrue(pale.getFirst().startsWith("color-contrast:"), pale.toString());
  }
}
