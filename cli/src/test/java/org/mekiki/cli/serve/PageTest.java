package org.mekiki.cli.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mekiki.cli.CommandRun;
import org.mekiki.sig.Methods;
import org.openqa.selenium.Keys;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page in a real browser. */
final class PageTest {
  private static final String TEXT = "an unpretentious , warm and very funny film";

  @RegisterExtension
  private static final ServedPage PAGE =
      new ServedPage(
          folder -> {
            Path model = ServedPage.model(folder, "copy.mekiki");
            Path other = Files.copy(model, folder.resolve("other.mekiki"));
            return new RunningServer("--model", model.toString(), "--model", other.toString());
          });

  private static String format(String pattern, double value) {
    return String.format(Locale.ROOT, pattern, value);
  }

  private static void explain(String text) {
    PAGE.browser().id("text").sendKeys(text);
    PAGE.browser().explainByKeyboard();
  }

  @Test
  void aTypedTextIsExplained() throws IOException {
    explain(TEXT);
    PAGE.browser().waitForAnswer("positive");
    assertEquals(TEXT, PAGE.browser().text(".read"), "the text as it was given");
    JsonNode told =
        JsonMapper.builder()
            .build()
            .readTree(CommandRun.run("explain", "--format", "json", TEXT).out());
    String sure = format("%.1f", 100 * told.at("/prediction/probabilities/1").asDouble());
    assertTrue(
        PAGE.browser()
            .text("article h3")
            .contains("copy.mekiki reads this as “positive”, " + sure + " % sure."));
    JsonNode funny = told.at("/words/6");
    double largest = funny.path("raw").asDouble();
    assertEquals("funny", PAGE.browser().text("tbody tr th"), "the strongest word first");
    String error = format("%.1f", 100 * told.path("max_abs_delta").asDouble() / largest);
    assertTrue(PAGE.browser().text("article").contains("converged: largest error " + error + " %"));
    assertEquals(
        "funny, for positive, +%s points (without it %s %%)"
            .formatted(
                format("%.1f", 100 * funny.at("/without/change").asDouble()),
                format("%.1f", 100 * funny.at("/without/probability").asDouble())),
        PAGE.browser().all(".read button").get(6).getDomAttribute("aria-label"));
    assertTrue(PAGE.browser().text("#length").startsWith("43 of at most 20000"));
    PAGE.browser().picture("typed");
  }

  @Test
  void methodClassAndPhraseSwitch() throws IOException {
    explain(TEXT);
    PAGE.browser().waitForAnswer("Method sig,");
    PAGE.browser().choose("method", "sig-exact");
    PAGE.browser().waitForAnswer("Method sig-exact");
    assertTrue(PAGE.browser().text("article").contains("exact: no integration"));
    PAGE.browser().choose("target", "negative");
    PAGE.browser().waitForAnswer("speaks for “negative”");
    PAGE.browser().choose("target", "all");
    PAGE.browser().waitForAnswer("speaks for “positive”");
    assertEquals(2, PAGE.browser().all("article").size());
    PAGE.browser().choose("target", "the predicted one");
    PAGE.browser()
        .waitFor("one article", "return document.querySelectorAll('article').length === 1");
    PAGE.browser().id("phrase").sendKeys("very funny", Keys.TAB);
    PAGE.browser().waitForAnswer("Phrase by phrase");
    assertEquals("very funny", PAGE.browser().text("tbody tr th"));
    assertFalse(PAGE.browser().text("thead").contains("error"), "exact scores have none");
    PAGE.browser().picture("switched");
  }

  @Test
  void whatHappensWithoutWordsComesFirst() {
    explain(TEXT);
    PAGE.browser().waitForAnswer("positive");
    String terminal = CommandRun.run("explain", TEXT).out();
    for (String sentence : PAGE.browser().text("article .lead").split("(?<=\\.) ", -1)) {
      if (!sentence.contains("alone is enough")) { // pairs are asked for by the command alone
        assertTrue(terminal.contains(sentence), sentence);
      }
    }
    assertTrue(
        PAGE.browser().text("article .lead").startsWith("No single word decides: without “funny”"));
    assertTrue(PAGE.browser().text("thead").contains("effect, points without it logit"));
  }

  @Test
  void anExampleIsOneClickAndAnEarlierResultIsMarked() {
    assertEquals(3, PAGE.browser().all("#examples button").size());
    PAGE.browser().script("document.querySelector('#examples button').click()");
    PAGE.browser().waitForAnswer("Without “not” it would be “positive”");
    assertEquals(
        "the cast is good, but the story is not",
        PAGE.browser().id("text").getDomProperty("value"));
    assertFalse(PAGE.browser().id("staleNote").isDisplayed());
    PAGE.browser().id("phrase").sendKeys("not there", Keys.TAB);
    PAGE.browser()
        .waitFor("a refusal", "return document.getElementById('error').textContent.length > 0");
    assertTrue(PAGE.browser().id("staleNote").isDisplayed());
    PAGE.browser().id("phrase").clear();
    explain("dull");
    PAGE.browser().waitForAnswer("negative");
    assertFalse(PAGE.browser().id("staleNote").isDisplayed());
  }

  @Test
  void wordsAreMaskedAndReplacedByAClick() throws IOException {
    explain(TEXT);
    PAGE.browser().waitForAnswer("positive");
    PAGE.browser().script("document.querySelectorAll('.read button')[6].click()");
    PAGE.browser().script("document.querySelector('.tries button').click()");
    JsonNode told =
        JsonMapper.shared().readTree(CommandRun.run("explain", "--format", "json", TEXT).out());
    String expected =
        "With “funny” masked: “positive”, %s %% instead of %s %%."
            .formatted(
                format("%.1f", 100 * told.at("/words/6/without/probability").asDouble()),
                format("%.1f", 100 * told.at("/prediction/probabilities/1").asDouble()));
    PAGE.browser()
        .waitFor(
            expected, "return document.querySelector('.tried').textContent === '" + expected + "'");
    PAGE.browser().script("document.querySelectorAll('.read button')[3].click()");
    PAGE.browser().script("document.querySelector('.tries button').click()");
    PAGE.browser()
        .waitFor(
            "both masked",
            "return document.querySelector('.tried').textContent.startsWith('With “warm” and"
                + " “funny” masked')");
    PAGE.browser().script("document.querySelectorAll('.read button')[6].click()");
    PAGE.browser()
        .script(
            "document.querySelector('.tries input').value = 'dull';"
                + "document.querySelectorAll('.tries button')[1].click()");
    PAGE.browser().waitForAnswer("an unpretentious , warm and very dull film");
  }

  @Test
  void whatWouldChangeItIsOnePress() throws IOException {
    String text = "it is not good , not bad";
    explain(text);
    PAGE.browser().waitForAnswer("negative");
    PAGE.browser().script("document.querySelector('.changes button').click()");
    PAGE.browser()
        .waitFor(
            "what changes it",
            "return document.getElementById('answers').textContent.includes('One word is"
                + " enough.')");
    JsonNode found =
        JsonMapper.shared()
            .readTree(CommandRun.run("counterfactual", "--format", "json", text).out());
    for (JsonNode set : found.at("/turning/sets")) {
      String expected =
          "With “%s” masked it would be “positive”, %.1f %%."
              .formatted(
                  set.at("/words/0/text").asString(), 100 * set.at("/probabilities/1").asDouble());
      assertTrue(PAGE.browser().text(".changes").contains(expected), expected);
    }
    assertTrue(PAGE.browser().text(".changes").contains("alone, all other words masked: still"));
    PAGE.browser().picture("changes");
  }

  @Test
  void bothEndsStandBesideEachOther() throws IOException {
    explain(TEXT);
    PAGE.browser().waitForAnswer("Method sig,");
    assertFalse(PAGE.browser().text("thead").contains("alone"));
    PAGE.browser().choose("method", "sig-both-exact");
    PAGE.browser().waitForAnswer("Method sig-both-exact");
    assertTrue(PAGE.browser().text("thead").contains("in this text alone"));
    assertTrue(PAGE.browser().text("article").contains("From all words masked to this text"));
    assertTrue(PAGE.browser().text("tbody").contains("weaker beside the others"));
    PAGE.browser().picture("ends");
  }

  @Test
  void aMethodWithoutCertificateSaysSo() {
    explain(TEXT);
    PAGE.browser().waitForAnswer("Method sig,");
    PAGE.browser().choose("method", "input-x-gradient");
    PAGE.browser().waitForAnswer("no certificate: this method guarantees no sum");
    assertFalse(PAGE.browser().text("article").contains("exact:"));
  }

  @Test
  void twoModelsStandSideBySide() throws IOException {
    PAGE.browser().choose("other", "other.mekiki");
    explain("dull , and far too long");
    PAGE.browser().waitForAnswer("other.mekiki reads this as “negative”");
    assertEquals(2, PAGE.browser().all("article").size());
    var first = PAGE.browser().all("article").get(0).getRect();
    var second = PAGE.browser().all("article").get(1).getRect();
    assertEquals(first.getY(), second.getY(), "beside each other");
    assertTrue(
        PAGE.browser()
            .text(".difference")
            .contains("Scores must not be used to choose the fairer"));
    PAGE.browser().picture("compared");
  }

  @Test
  void theKeyboardAloneIsEnough() {
    for (int i = 0; i < 20 && !focused("text"); i++) {
      PAGE.browser().keys(Keys.TAB);
    }
    assertTrue(focused("text"), "the text is reached by Tab");
    PAGE.browser().keys("a warm and funny film");
    for (int i = 0; i < 8 && !focused("explain"); i++) {
      PAGE.browser().keys(Keys.TAB);
    }
    PAGE.browser().keys(Keys.ENTER);
    PAGE.browser().waitForAnswer("positive");
    for (int i = 0; i < 12 && !inText(); i++) {
      PAGE.browser().keys(Keys.TAB);
    }
    PAGE.browser().keys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_LEFT);
    assertEquals("warm", PAGE.browser().script("return document.activeElement.textContent"));
    // One stop for Tab, however many words.
    assertEquals(
        1L,
        PAGE.browser()
            .script("return document.querySelectorAll('.read button[tabindex=\"0\"]').length"));
    PAGE.browser().keys(Keys.ENTER, Keys.END, Keys.ENTER);
    PAGE.browser().waitForAnswer("Phrase by phrase");
    assertEquals("warm and funny film", PAGE.browser().text("tbody tr th"));
    boolean outlined =
        PAGE.browser()
            .holds(
                "document.getElementById('text').focus(); return"
                    + " getComputedStyle(document.activeElement).outlineStyle === 'solid'");
    assertTrue(outlined, "what has the focus shows it");
  }

  private static boolean focused(String id) {
    return PAGE.browser().holds("return document.activeElement.id === arguments[0]", id);
  }

  private static boolean inText() {
    return PAGE.browser().holds("return document.activeElement.closest('.read') !== null");
  }

  @Test
  void markupAndScriptsStayText() throws IOException {
    String evil =
        "<img src=x onerror=document.title='owned'> <script>document.title='owned'</script>"
            + " \"good\" &amp; javascript:alert(1)";
    explain(evil);
    PAGE.browser().waitForAnswer("reads this");
    assertEquals(evil, PAGE.browser().text(".read"));
    assertEquals(
        0,
        PAGE.browser().all("#answers img, #answers script, #history img, #history script").size());
    assertEquals("mekiki", PAGE.browser().script("return document.title"));
    assertTrue(PAGE.browser().text("#history li").startsWith(evil));
    PAGE.browser().picture("markup");
  }

  @Test
  void theHistoryIsKeptInTheBrowserUntilForgotten() {
    explain("a warm film");
    PAGE.browser().waitForAnswer("positive");
    PAGE.browser().open(PAGE.server().served().url());
    assertTrue(PAGE.browser().text("#past").contains("Kept in this browser only"));
    assertTrue(PAGE.browser().text("#history").contains("a warm film"));
    PAGE.browser().all("#history button").getFirst().click();
    PAGE.browser().waitForAnswer("positive");
    PAGE.browser().id("keep").click();
    PAGE.browser().id("text").clear();
    explain("a secret");
    PAGE.browser().waitForAnswer("a secret");
    assertFalse(PAGE.browser().text("#history").contains("secret"));
    PAGE.browser().id("clear").click();
    assertEquals(0, PAGE.browser().all("#history li").size());
    assertEquals("[]", PAGE.browser().script("return localStorage.getItem('mekiki.history')"));
  }

  @Test
  void reportAndJsonAreFiles() throws IOException {
    explain(TEXT);
    PAGE.browser().waitForAnswer("positive");
    PAGE.browser().id("report").click();
    assertTrue(
        PAGE.browser()
            .downloaded("mekiki-copy-sig-positive-an-unpretentious-warm-and-very-funny-fil.html")
            .contains("The model reads this as <em><bdi>positive</bdi></em>"));
    PAGE.browser().id("json").click();
    assertTrue(
        PAGE.browser()
            .downloaded("mekiki-copy-sig-positive-an-unpretentious-warm-and-very-funny-fil.json")
            .contains("mekiki/explanation/1"));
  }

  @Test
  void aRefusalIsShownAndSpoken() {
    PAGE.browser().explainByKeyboard();
    assertTrue(PAGE.browser().text("#error").contains("Type or paste a text first"));
    PAGE.browser().id("phrase").sendKeys("5:3");
    explain("a warm film");
    PAGE.browser()
        .waitFor(
            "a refusal",
            "return document.getElementById('error').textContent.includes('is empty')");
    assertEquals("alert", PAGE.browser().id("error").getDomAttribute("role"));
  }

  @Test
  void japaneseIsAChoiceThatStays() throws IOException {
    explain("a warm film");
    PAGE.browser().waitForAnswer("positive");
    PAGE.browser().choose("language", "日本語");
    assertEquals("ja", PAGE.browser().script("return document.documentElement.lang"));
    assertTrue(PAGE.browser().text("article h3").contains("copy.mekiki は「positive」と判断しました（確信度 "));
    PAGE.browser()
        .waitFor(
            "the verdict in Japanese",
            "return document.getElementById('answers').textContent.includes('収束しました')");
    PAGE.browser().picture("japanese");
    PAGE.browser().open(PAGE.server().served().url());
    assertEquals("根拠を表示", PAGE.browser().text("#explain"));
  }

  @Test
  void refusalsAreInThePagesLanguage() {
    PAGE.browser().choose("language", "日本語");
    PAGE.browser().explainByKeyboard();
    assertEquals("先に文章を入力してください。", PAGE.browser().text("#error"));
    PAGE.browser().script("document.getElementById('text').value = 'a '.repeat(20000)");
    PAGE.browser().explainByKeyboard();
    PAGE.browser()
        .waitFor(
            "the server's sentence in Japanese",
            "return document.getElementById('error').textContent.includes('40000 文字あり、上限は 20000"
                + " 文字')");
    assertEquals(0, PAGE.browser().all("#error [lang]").size());
    PAGE.browser().script("document.getElementById('text').value = 'a warm film'");
    PAGE.browser().id("phrase").sendKeys("cold");
    PAGE.browser().explainByKeyboard();
    assertEquals("語句「cold」は文章の中にありません。", PAGE.browser().text("#error"));
    // What only the server can see is said in the page's language too.
    PAGE.browser().id("phrase").clear();
    PAGE.browser().id("phrase").sendKeys("0:99");
    PAGE.browser().explainByKeyboard();
    PAGE.browser()
        .waitFor(
            "the server's sentence in Japanese",
            "return document.getElementById('error').textContent.includes('0:99')");
    assertTrue(
        PAGE.browser().holds("return /[ぁ-ん]/.test(document.getElementById('error').textContent)"));
    assertEquals(0, PAGE.browser().all("#error [lang]").size());
    // Where the server has no such sentence, the English one is a detail, and marked as such.
    PAGE.browser()
        .script(
            "window.real = window.fetch; window.fetch = () => Promise.resolve(new Response("
                + "JSON.stringify({code: 'odd', lang: 'en', detail: 'something odd'}),"
                + " {status: 422}));");
    PAGE.browser().explainByKeyboard();
    PAGE.browser()
        .waitFor("a refusal", "return document.querySelector('#error [lang=en]') !== null");
    assertTrue(PAGE.browser().text("#error").startsWith("サーバーがこの要求を受け付けませんでした："));
    assertEquals("something odd", PAGE.browser().text("#error [lang=en]"));
    PAGE.browser().script("window.fetch = window.real;");
    PAGE.browser().choose("language", "English");
    assertEquals("", PAGE.browser().text("#error"));
    PAGE.browser().explainByKeyboard();
    PAGE.browser()
        .waitFor("a refusal", "return document.getElementById('error').textContent !== ''");
    assertFalse(
        PAGE.browser().text("#error").startsWith("The server refused"),
        PAGE.browser().text("#error"));
  }

  /** WCAG 2's contrast of each visible text against what is painted behind it. */
  private static final String LOWEST_CONTRAST =
      """
      const parse = c => { const v = c.match(/[\\d.]+/g).map(Number); return v.length < 4 ? [...v, 1] : v; };
      const over = (top, below) => [0, 1, 2].map(i => top[i] * top[3] + below[i] * (1 - top[3]));
      const light = c => { const [r, g, b] = c.map(v => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; }); return .2126 * r + .7152 * g + .0722 * b; };
      let worst = [99, ''];
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const e = walker.currentNode.parentElement;
        if (!walker.currentNode.data.trim() || !e.checkVisibility() || e.closest('noscript,script,option,.skip')) continue;
        const chain = [];
        for (let a = e; a; a = a.parentElement) chain.unshift(parse(getComputedStyle(a).backgroundColor));
        let behind = [255, 255, 255];
        for (const c of chain) behind = over(c, behind);
        const a = light(over(parse(getComputedStyle(e).color), behind)), b = light(behind);
        const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
        if (ratio < worst[0]) worst = [ratio, e.outerHTML.slice(0, 200)];
      }
      return worst[0] + ' ' + worst[1];
      """;

  private static void requireContrast() {
    String worst = (String) PAGE.browser().script(LOWEST_CONTRAST);
    assertTrue(Double.parseDouble(worst.substring(0, worst.indexOf(' '))) >= 4.5, worst);
  }

  @Test
  void darkAndLightHaveContrast() throws IOException {
    explain("It is not without charm , but the plot is dull and far too long .");
    PAGE.browser().waitForAnswer("reads this");
    String light =
        (String) PAGE.browser().script("return getComputedStyle(document.body).backgroundColor");
    requireContrast();
    PAGE.browser()
        .devTools(
            "Emulation.setEmulatedMedia",
            Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
    assertNotEquals(
        light, PAGE.browser().script("return getComputedStyle(document.body).backgroundColor"));
    requireContrast();
    PAGE.browser().picture("dark");
  }

  @Test
  void printShowsTheExplanationAlone() throws IOException {
    explain(TEXT);
    PAGE.browser().waitForAnswer("positive");
    PAGE.browser().devTools("Emulation.setEmulatedMedia", Map.of("media", "print"));
    assertFalse(PAGE.browser().id("form").isDisplayed());
    assertFalse(PAGE.browser().id("past").isDisplayed());
    assertTrue(PAGE.browser().all("article").getFirst().isDisplayed());
    assertEquals(
        "rgb(255, 255, 255)",
        PAGE.browser().script("return getComputedStyle(document.body).backgroundColor"));
    requireContrast();
    PAGE.browser().picture("print");
    assertTrue(PAGE.browser().pdf().length > 10_000);
  }

  @Test
  void atTwiceTheSizeNothingIsLost() throws IOException {
    explain("an unpretentious , warm and very funny film with incomprehensibilities");
    PAGE.browser().waitForAnswer("positive");
    // 200 % of a window of 1280 pixels leaves 640; of a narrow one, 320.
    for (int width : new int[] {640, 320}) {
      PAGE.browser()
          .devTools(
              "Emulation.setDeviceMetricsOverride",
              Map.of("width", width, "height", 900, "deviceScaleFactor", 2, "mobile", false));
      assertTrue(
          PAGE.browser().holds("return document.documentElement.scrollWidth <= window.innerWidth"),
          "no scrolling sideways at " + width);
      PAGE.browser().picture("zoom-" + width);
    }
  }

  @Test
  void everyControlHasAName() {
    explain("a warm film");
    PAGE.browser().waitForAnswer("positive");
    String nameless =
        (String)
            PAGE.browser()
                .script(
                    "return [...document.querySelectorAll('button,select,input,textarea')].filter(e"
                        + " => !(e.getAttribute('aria-label') || e.textContent.trim() && e.tagName"
                        + " === 'BUTTON' || [...(e.labels ?? [])].some(l =>"
                        + " l.textContent.trim()))).map(e => e.outerHTML).join()");
    assertEquals("", nameless);
    assertEquals("en", PAGE.browser().script("return document.documentElement.lang"));
    assertEquals(1, PAGE.browser().all("h1").size());
  }

  @Test
  void everyMethodHasASentenceInEveryLanguage() {
    for (String name : Methods.names()) {
      for (String language : List.of("en", "ja")) {
        assertTrue(
            PAGE.browser()
                .holds(
                    "return (TEXTS[arguments[0]]['note_' + arguments[1]] ?? '').length > 10;",
                    language,
                    name),
            language + " " + name);
      }
    }
    PAGE.browser().choose("method", "linear");
    assertTrue(
        PAGE.browser().text("#methodNote").startsWith("One pass"),
        PAGE.browser().text("#methodNote"));
    assertEquals("", PAGE.browser().text("#modelNote"), "nothing is known of this model's limits");
  }
}
