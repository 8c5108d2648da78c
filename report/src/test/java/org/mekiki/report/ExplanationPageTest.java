package org.mekiki.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.IntegratedGradients;
import org.mekiki.sig.SequentialIntegratedGradients;
import org.mekiki.transformer.Classifier;

/** The page as a program makes it; the command's tests compare it with the command's. */
final class ExplanationPageTest {
  private static final Path MODEL =
      Path.of("..", "cli", "src", "main", "resources", "org", "mekiki", "cli", "sst2-small.mekiki");

  private static ComputeContext context;
  private static Classifier model;
  @TempDir private Path folder;

  @BeforeAll
  static void load() throws IOException {
    context = ComputeContext.sequential();
    model = Classifier.load(MODEL, context);
  }

  @AfterAll
  static void close() {
    context.close();
  }

  private static Explanation explained(String text) {
    return SequentialIntegratedGradients.exact().explain(model, text);
  }

  @Test
  void threeLinesMakeThePage() throws IOException {
    Path file = folder.resolve("why.html");
    Explanation why = SequentialIntegratedGradients.exact().explain(model, "a <b>warm</b> film");
    ExplanationPage.of(model, "films").add(why).write(file);
    String page = Files.readString(file);
    assertTrue(page.startsWith("<!doctype html>") && page.endsWith("</html>\n"), page);
    assertTrue(page.contains("films (bert)"), page);
    assertTrue(page.contains("without “"), "it says what happens without a word");
    assertFalse(page.contains("<b>warm"), "a text is no markup");
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(file), left.toList());
    }
  }

  @Test
  void severalTextsMethodsAndLanguages() {
    Explanation second = IntegratedGradients.adaptive(0.01).explain(model, "a dull film");
    String page =
        ExplanationPage.of(model, "films")
            .in("ja")
            .add(explained("a warm film"))
            .add(List.of(explained("a dull film"), second))
            .html();
    assertTrue(page.contains("<html lang=\"ja\">"), page);
    assertTrue(page.contains("id=\"text-2\""), page);
    assertTrue(page.contains("role=\"tab\""), "two methods are two tabs");
  }

  @Test
  void aFragmentHoldsThePageAndNothingElse() {
    String fragment =
        ExplanationPage.of(model, "films").add(explained("a \"warm\" film")).fragment();
    assertTrue(fragment.startsWith("<iframe ") && fragment.endsWith("</iframe>\n"), fragment);
    assertTrue(fragment.contains("sandbox=\"allow-scripts allow-popups\""), fragment);
    int from = fragment.indexOf("srcdoc=\"") + 8;
    String held = fragment.substring(from, fragment.lastIndexOf('"'));
    assertFalse(held.contains("\"") || held.contains("<"), "what is held ends nowhere before");
  }

  @Test
  void whatDoesNotBelongTogetherIsRefused() {
    ExplanationPage page = ExplanationPage.of(model, "films");
    assertThrows(IllegalStateException.class, page::html);
    assertThrows(IllegalArgumentException.class, () -> page.add(List.of()));
    List<Explanation> two = List.of(explained("a warm film"), explained("a dull film"));
    String said = assertThrows(IllegalArgumentException.class, () -> page.add(two)).getMessage();
    assertTrue(said.contains("several texts"), said);
    assertThrows(IllegalArgumentException.class, () -> page.in("xx"));
  }
}
