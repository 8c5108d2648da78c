package org.mekiki.sig.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mekiki.core.model.Baseline;
import org.mekiki.core.model.Link;
import org.mekiki.core.model.TextModel;
import org.mekiki.sig.Explainer;
import org.mekiki.sig.IntegratedGradients;
import org.mekiki.sig.Methods;
import org.mekiki.sig.SequentialIntegratedGradients;
import org.mekiki.sig.attribution.MethodSettings;
import org.mekiki.sig.evaluation.ModelView;

/** Examinations whose right answers are known. */
final class ExaminationsTest {
  private static final BagModel MODEL = new BagModel(false);
  private static final JudgedModel JUDGED = JudgedModel.of(MODEL, Baseline.MASK);
  private static final JudgedMethod SIG =
      JudgedMethod.of("sig", SequentialIntegratedGradients.exact());
  private static final JudgedMethod IG = JudgedMethod.of("ig", IntegratedGradients.withSteps(20));
  private static final JudgedMethod RANDOM =
      new JudgedMethod(
          "random",
          seed -> Explainer.of(Methods.of("random", MethodSettings.DEFAULT.withSeed(seed))),
          true);

  private static Example example(String text, Example.Span... marked) {
    return new Example(0, 1, text, null, List.of(marked));
  }

  @Test
  void aPlantedWordIsFoundByMethodsThatLookAtTheModel() {
    List<Example> texts = List.of(example("1 0.2 0.1"), example("2 -0.5 0.3 0.2"));
    Shortcut shortcut = ConstructedShortcut.of(MODEL, texts, 3);
    assertEquals(0, shortcut.target(), "all texts are of the other class");
    var planted = shortcut.plant(texts.getFirst(), 1).orElseThrow();
    assertEquals("1 qzxv 0.2 0.1", planted.text().text());
    assertEquals(6, planted.text().size());
    var recovery = new ShortcutRecovery(JUDGED, shortcut, List.of(SIG, IG, RANDOM), 5);
    // The tangent lets one word take away no more than 1, so that texts must be unsure.
    Map<String, Map<Measure, Double>> found = recovery.examine(example("0.3 0.2 0.1")).values();
    assertEquals(1, found.get("planted word").get(Measure.of("decides, once")));
    assertEquals(1, found.get("sig").get(Measure.of("found, once")));
    assertEquals(1, found.get("ig").get(Measure.of("found, twice")));
    assertTrue(found.get("sig").get(Measure.of("share, once")) > 0.5);
    assertEquals(
        "it is of the planted word's class without it",
        recovery.examine(example("-1 -2")).reason().orElseThrow());
  }

  @Test
  void aMapThatStaysIsSeenAsOne() {
    Map<String, TextModel> stages = Map.of("same", MODEL);
    Map<Measure, Double> found =
        new Randomisation(JUDGED, stages, List.of(SIG), 1)
            .examine(example("1 -2 0.5 0.3"))
            .values()
            .get("sig");
    assertEquals(1, found.get(Measure.of("same")), 1e-12);
    assertEquals(1, found.get(Measure.of("same, sizes")), 1e-12);
    assertEquals(0, found.get(Measure.of("complexity rise")), 1e-12);
  }

  @Test
  void entropyRisesWhereScoresSpread() {
    // Tangents of the first three share a bin of a hundred, the values themselves do not.
    Map<Measure, Double> found =
        new Randomisation(JUDGED, Map.of("spread", new BagModel(true)), List.of(SIG), 1)
            .examine(example("3 4 5 -5"))
            .values()
            .get("sig");
    double before = 0.75 * Math.log(4.0 / 3) + 0.25 * Math.log(4);
    assertEquals((Math.log(4) - before) / before, found.get(Measure.of("complexity rise")), 1e-12);
  }

  @Test
  void errorsFallWithTheNodes() {
    Map<String, Map<Measure, Double>> found =
        new Convergence(JUDGED, List.of(SIG, IG), List.of(Baseline.MASK), 1)
            .examine(example("1 -2 0.5 3"))
            .values();
    assertTrue(found.keySet().stream().noneMatch(row -> row.startsWith("sig")), "no integration");
    Map<Measure, Double> gauss = found.get("ig, mask, gauss-legendre");
    assertTrue(gauss.get(Measure.parse("raw@2")) > gauss.get(Measure.parse("raw@5")));
    assertTrue(gauss.get(Measure.parse("raw@20")) < 1e-5);
    assertTrue(found.get("ig, mask, riemann-left").get(Measure.parse("raw@20")) > 1e-3);
    assertEquals(1, found.get("ig, mask").get(Measure.of("order as from mask")), 1e-12);
  }

  @Test
  void nothingChangesWhereNothingWasChanged() {
    var stability = new Stability(JUDGED, List.of(SIG, RANDOM), List.of(example("0.7 4 5")), 2);
    Map<String, Map<Measure, Double>> found = stability.examine(example("1 -2 0.5 3")).values();
    assertEquals(1, found.get("sig").get(Measure.of("double spaces")), 1e-12);
    assertEquals(
        1, found.get("sig").get(Measure.of("one other word")), 1e-12, "words do not interact");
    assertTrue(found.get("random").get(Measure.of("seeds")) < 0.9, "chance is not stable");
    assertTrue(!found.get("sig").containsKey(Measure.of("seeds")), "there is no chance in it");
  }

  @Test
  void agreementWithPeople() {
    Example marked = example("0.1 2 3 -1", new Example.Span(4, 7));
    double share = Plausibility.meanShare(List.of(marked, example("no marks")));
    assertEquals(0.5, share);
    Map<Measure, Double> found =
        new Plausibility(JUDGED, List.of(SIG), share, 1).examine(marked).values().get("sig");
    assertEquals(1, found.get(Measure.of("AUPRC")), 1e-12);
    assertEquals(1, found.get(Measure.of("token F1")), 1e-12);
    assertEquals(1, found.get(Measure.of("IOU F1")), 1e-12);
    Example wrong = example("0.1 2 3 -1", new Example.Span(8, 10));
    Map<Measure, Double> other =
        new Plausibility(JUDGED, List.of(SIG), 0.25, 1).examine(wrong).values().get("sig");
    assertEquals(0, other.get(Measure.of("token F1")));
  }

  @Test
  void aViewIsWhatItsModelIs() {
    var given =
        new ModelView(MODEL) {
          @Override
          public Link link() {
            return Link.SIGMOID;
          }

          @Override
          public boolean takesFewerTokens() {
            return false;
          }
        };
    assertEquals(Link.SIGMOID, new LargestLogit(given).link());
    assertTrue(!new LargestLogit(given).takesFewerTokens());
  }

  @Test
  void theLargestLogitFollowsTheClass() {
    var model = new LargestLogit(MODEL);
    var text = MODEL.encode("-3 1", null);
    try (var asked = new TextUnderTest(MODEL, text, Baseline.MASK)) {
      assertEquals(0, asked.target());
    }
    // F is |tanh(-3) + tanh(1)| / 2, whichever class that is, and so without either word.
    double whole = Math.abs(Math.tanh(-3) + Math.tanh(1));
    var found = JudgedModel.of(model, Baseline.MASK).explain(SIG, text, 0);
    assertEquals((whole - Math.tanh(1)) / 2, found.raw(1), 1e-6);
    assertEquals((whole - Math.tanh(3)) / 2, found.raw(2), 1e-6);
  }
}
