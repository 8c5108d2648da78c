package org.mekiki.cli.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mekiki.cli.CommandRun.run;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mekiki.cli.option.ModelOption;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.report.ExplanationPage;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.SequentialIntegratedGradients;
import org.mekiki.sig.TargetChoice;
import org.mekiki.sig.attribution.Monitor;
import org.mekiki.sig.text.TextUnits;
import org.mekiki.transformer.Classifier;

/** A program's page is the command's. */
final class ExplanationPageTest {
  private static final String TEXT = "It is not without charm, but the plot is dull";

  /** Without what differs: when it was made, what that took, and by how many threads. */
  private static List<String> comparable(String page) {
    return page.lines().filter(line -> !line.matches("<dt>(time|made|engine)</dt>.*")).toList();
  }

  @Test
  void theyAreTheSame() throws IOException {
    try (ComputeContext context = ComputeContext.sequential()) {
      Classifier model = new ModelOption().loadClassifier("explain", context);
      Explanation why =
          SequentialIntegratedGradients.exact()
              .withUnits(TextUnits.WITH_PAIRS)
              .explain(model, TEXT);
      String page = ExplanationPage.of(model, new ModelOption().source()).add(why).html();
      String command = run("explain", "--format", "html", "--method", "sig-exact", TEXT).out();
      assertEquals(comparable(command), comparable(page));
    }
  }

  @Test
  void theyAreTheSameForAllClasses() throws IOException {
    try (ComputeContext context = ComputeContext.sequential()) {
      Classifier model = new ModelOption().loadClassifier("explain", context);
      List<Explanation> all =
          SequentialIntegratedGradients.exact()
              .withUnits(TextUnits.WITH_PAIRS)
              .withTargets(TargetChoice.all())
              .explainAll(model, model.encode(TEXT, null), Monitor.NONE);
      String page = ExplanationPage.of(model, new ModelOption().source()).add(all).html();
      String command =
          run("explain", "--format", "html", "--method", "sig-exact", "--target", "all", TEXT)
              .out();
      assertEquals(comparable(command), comparable(page));
    }
  }

  @Test
  void theCommandMakesTheFragmentToo() {
    String fragment = run("explain", "--format", "fragment", "--lang", "ja", "a warm film").out();
    assertTrue(fragment.startsWith("<iframe class=\"mekiki\""), fragment);
    assertTrue(fragment.contains("&lt;html lang=&quot;ja&quot;&gt;"), fragment);
  }
}
