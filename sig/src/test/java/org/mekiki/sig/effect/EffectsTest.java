package org.mekiki.sig.effect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.mekiki.core.model.Baseline;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.sig.Explainer;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.Methods;
import org.mekiki.sig.SmallTextModel;
import org.mekiki.sig.WordScore;
import org.mekiki.sig.attribution.Monitor;
import org.mekiki.sig.evaluation.Logits;
import org.mekiki.sig.text.TextPart;

/** Effects of masked words against the model's own answers to the masked text. */
final class EffectsTest {
  private static final String SIX = "a b c d e f";
  private static final SmallTextModel MODEL = new SmallTextModel();

  private static Explanation explanation(String method) {
    return Explainer.of(Methods.of(method))
        .withBaseline(Baseline.ZERO)
        .explain(MODEL, MODEL.encode(SIX, null), Monitor.NONE);
  }

  /** The model reads the rows with those of some words at zero. */
  private static List<Double> masked(List<TextPart> words) {
    EncodedText text = MODEL.encode(SIX, null);
    Tensor rows = MODEL.embeddings(text);
    float[] values = rows.toArray();
    int width = rows.shape().dim(1);
    for (TextPart word : words) {
      for (int k = 0; k < word.tokens().size(); k++) {
        int row = word.tokens().row(k);
        Arrays.fill(values, row * width, (row + 1) * width, 0);
      }
    }
    return Logits.of(MODEL, text, Tensor.wrap(values, 0, rows.shape())).list();
  }

  private static void assertAnswers(Effect effect) {
    List<Double> expected = masked(effect.words());
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.get(i), effect.without().logits().get(i), 1e-6);
    }
    assertEquals(
        1, effect.without().probabilities().stream().mapToDouble(p -> p).sum(), 1e-6, "softmax");
  }

  @Test
  void everyAnswerIsTheModelsToTheMaskedText() {
    Explanation found = explanation("sig-exact");
    List<TextPart> words = found.words().stream().map(WordScore::part).toList();
    List<TextPart> pair = List.of(words.get(1), words.get(4));
    Effects effects = Effects.of(MODEL, found, 50, List.of(pair), Monitor.NONE);
    assertEquals(words, effects.words().stream().map(effect -> effect.words().getFirst()).toList());
    effects.words().forEach(EffectsTest::assertAnswers);
    assertAnswers(effects.of(words.get(4), words.get(1)).orElseThrow());
    assertAnswers(effects.all());
    assertEquals(words, effects.all().words());
    assertEquals(8, effects.passes());
    assertEquals(0, effects.left());
    int target = found.target();
    for (WordScore word : found.words()) {
      Effect effect = effects.of(word.part()).orElseThrow();
      assertEquals(
          word.raw(),
          effects.whole().logits().get(target) - effect.without().logits().get(target),
          1e-6,
          "the exact score is the same difference, of logits");
      assertEquals(
          found.probabilities().get(target) - effect.without().probabilities().get(target),
          effects.change(effect, target));
      assertEquals(effect.without().best() != target, effects.turns(effect, target));
    }
    assertTrue(effects.of(words.get(0), words.get(1)).isEmpty(), "nobody asked about these");
  }

  @Test
  void ofManyWordsTheStrongestAreAskedAbout() {
    Explanation found = explanation("ig");
    Effects effects = Effects.of(MODEL, found, 2, List.of(), Monitor.NONE);
    double least =
        effects.words().stream()
            .mapToDouble(effect -> Math.abs(score(found, effect)))
            .min()
            .orElseThrow();
    assertEquals(2, effects.words().size());
    assertEquals(4, effects.left());
    assertEquals(2, found.words().stream().filter(w -> Math.abs(w.raw()) >= least).count());
    assertEquals(3, effects.passes());
  }

  private static double score(Explanation found, Effect effect) {
    return found.words().stream()
        .filter(word -> word.part().equals(effect.words().getFirst()))
        .findFirst()
        .orElseThrow()
        .raw();
  }

  @Test
  void methodsWithoutBaselineTakeTheMaskAndTheMonitorCancels() {
    Explanation found = explanation("gradient");
    assertEquals(Baseline.MASK, Effects.of(MODEL, found, 1, List.of(), Monitor.NONE).baseline());
    assertThrows(
        CancellationException.class, () -> Effects.of(MODEL, found, 6, List.of(), (_, _) -> false));
  }
}
