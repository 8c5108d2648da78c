package org.mekiki.sig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mekiki.core.model.Baseline;
import org.mekiki.core.model.EncodedText;
import org.mekiki.sig.attribution.Monitor;
import org.mekiki.sig.quadrature.Adaptive;
import org.mekiki.sig.text.Phrases;
import org.mekiki.sig.text.TextUnits;

/** Words, phrases, pairs and classes of a text. */
final class ExplainerTest {
  private final SmallTextModel model = new SmallTextModel();
  private final EncodedText text = model.encode("a goodFilm, not a bad", null);
  private final Explainer sig = SequentialIntegratedGradients.adaptive(1e-4).withTarget("yes");

  private Explanation explain(Explainer explainer) {
    return explainer.explain(model, text, Monitor.NONE);
  }

  private static Explainer with(
      Explainer explainer, boolean pieces, int pairs, Phrases.Source... phrases) {
    return explainer.withUnits(new TextUnits(pieces, List.of(phrases), pairs));
  }

  @Test
  void theDefaultIsAdaptive() {
    assertEquals(
        new Adaptive(0.01, 127),
        SequentialIntegratedGradients.adaptive(0.01).settings().integration());
    assertEquals(
        Adaptive.DEFAULT,
        Explainer.of(new SequentialIntegratedGradients()).settings().integration());
  }

  @Test
  void aWordsPiecesMoveTogether() {
    Explanation whole = explain(sig);
    assertEquals(
        List.of("a", "goodFilm,", "not", "a", "bad"),
        whole.words().stream().map(WordScore::text).toList());
    WordScore word = whole.words().get(1);
    double pieces = whole.attribution().raw(2) + whole.attribution().raw(3);
    assertTrue(Math.abs(word.raw() - pieces) > 1e-3, "joint score and sum of the pieces differ");
    assertEquals(2, word.shares().size());
    assertEquals(1, whole.words().stream().mapToDouble(w -> w.score() * w.score()).sum(), 1e-12);
    Explanation single = explain(with(sig, true, 0));
    assertEquals(6, single.words().size());
    assertEquals(whole.attribution().raw(2), single.words().get(1).raw());
  }

  @Test
  void aPhraseThatIsAWordIsEvaluatedOnce() {
    Explanation plain = explain(sig);
    Explanation more = explain(with(sig, false, 0, Phrases.between(2, 11)));
    assertEquals(plain.attribution().counts(), more.attribution().counts());
    assertEquals(plain.words().get(1).raw(), more.phrases().getFirst().raw());
  }

  @Test
  void pairsEqualTheirDefinition() {
    Explainer exact = SequentialIntegratedGradients.exact().withTarget("yes");
    Explanation found = explain(with(exact, false, Integer.MAX_VALUE, Phrases.upTo(2)));
    Interactions pairs = found.interactions().orElseThrow();
    assertEquals(5, pairs.words().size());
    assertEquals(10, pairs.passes());
    assertEquals(Interactions.passes(5), pairs.passes());
    for (int i = 0; i + 1 < 5; i++) {
      double joint = found.phrases().get(i).raw();
      double expected = found.words().get(i).raw() + found.words().get(i + 1).raw() - joint;
      assertEquals(expected, pairs.values().get(i).get(i + 1), 1e-6);
      assertEquals(pairs.values().get(i).get(i + 1), pairs.values().get(i + 1).get(i));
    }
    assertEquals(10, pairs.strongest().size());
    assertTrue(
        Math.abs(pairs.strongest().getFirst().value())
            >= Math.abs(pairs.strongest().getLast().value()));
  }

  @Test
  void pairsDoNotDependOnTheMethodAndTheTopOnesAreAmongAll() {
    Interactions all = explain(with(sig, false, 5)).interactions().orElseThrow();
    Interactions joint =
        explain(with(IntegratedGradients.adaptive(1e-4).withTarget("yes"), false, 5))
            .interactions()
            .orElseThrow();
    assertEquals(all.values(), joint.values());
    assertEquals(15, joint.passes(), "the words are evaluated too");
    Interactions top = explain(with(sig, false, 3)).interactions().orElseThrow();
    assertEquals(3, top.passes());
    int first =
        all.words().stream().map(WordScore::start).toList().indexOf(top.words().get(0).start());
    int second =
        all.words().stream().map(WordScore::start).toList().indexOf(top.words().get(1).start());
    assertEquals(all.values().get(first).get(second), top.values().get(0).get(1));
  }

  @Test
  void everyClassEqualsItselfAlone() {
    List<Explanation> all =
        with(sig, false, 3, Phrases.sentences())
            .withTargets(TargetChoice.all())
            .explainAll(model, text, Monitor.NONE);
    assertEquals(3, all.size());
    for (Explanation one : all) {
      Explanation alone =
          explain(with(sig, false, 3, Phrases.sentences()).withTarget(one.targetLabel()));
      assertEquals(alone.words(), one.words());
      assertEquals(alone.phrases(), one.phrases());
      assertEquals(
          alone.interactions().orElseThrow().values(), one.interactions().orElseThrow().values());
    }
    TargetChoice twice = TargetChoice.of(List.of("yes", "1", "no"));
    assertEquals(
        List.of(1, 0),
        sig.withTargets(twice).explainAll(model, text, Monitor.NONE).stream()
            .map(Explanation::target)
            .toList());
  }

  @Test
  void thePredictionIsCountedToo() {
    Explanation found = explain(sig);
    assertEquals(1, found.prediction().forward());
    assertEquals(found.attribution().counts().forward() + 1, found.counts().forward());
    assertEquals(
        found.attribution().counts().multiplyAdds() + found.prediction().multiplyAdds(),
        found.counts().multiplyAdds());
    assertTrue(found.prediction().multiplyAdds() > 0);
  }

  @Test
  void aTimeThatSufficesIsLikeNone() {
    for (Explainer each : List.of(sig, SequentialIntegratedGradients.exact().withTarget("yes"))) {
      Explanation free = explain(with(each, false, 3));
      Explanation timed =
          explain(with(each, false, 3).withBudget(new Budget.Time(Duration.ofHours(1))));
      assertTrue(timed.attribution().converged());
      assertEquals(List.of(), timed.budget().orElseThrow().left());
      assertEquals(0, timed.budget().orElseThrow().pairsLeft());
      assertEquals(
          free.interactions().orElseThrow().values(), timed.interactions().orElseThrow().values());
      assertEquals(
          free.words().stream().map(WordScore::text).toList(),
          timed.words().stream().map(WordScore::text).toList(),
          "in the text's order");
    }
  }

  @Test
  void aTimeThatIsOverBeforeAnythingIsExplainedIsTold() {
    refused("room for about", sig.withBudget(new Budget.Time(Duration.ofNanos(1))));
  }

  @Test
  void whatTheModelLacksIsTold() {
    refused("no pad token", sig.withBaseline(Baseline.PAD));
    refused("no, yes, perhaps", sig.withTarget("maybe"));
    refused("outside the text", with(sig, false, 0, Phrases.between(3, 99)));
    assertThrows(IllegalArgumentException.class, () -> new TextUnits(false, List.of(), 1));
  }

  private void refused(String words, Explainer explainer) {
    var e = assertThrows(IllegalArgumentException.class, () -> explain(explainer));
    assertTrue(e.getMessage().contains(words), e.getMessage());
  }
}
