package org.mekiki.sig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.AttributionInput;
import org.mekiki.sig.attribution.AttributionMethod;
import org.mekiki.sig.attribution.Deadline;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.attribution.RunSettings;
import org.mekiki.sig.method.ExactScores;
import org.mekiki.sig.quadrature.QuadratureRule;

/** Time that ends while words are explained, by a clock that counts how often it is looked at. */
final class DeadlineTest {
  private static final List<RowSet> ORDER =
      List.of(RowSet.of(5), RowSet.of(2, 3), RowSet.of(1), RowSet.of(6), RowSet.of(4));

  private final SmallModel model = new SmallModel(true, 0.7);
  private final AttributionInput input =
      model.input().withWords(ORDER).withPhrases(List.of(RowSet.of(4, 5, 6)));

  /** Over at the look of this number. */
  private static Deadline after(int looks) {
    var count = new AtomicInteger();
    return () -> count.incrementAndGet() >= looks;
  }

  private Attribution attribute(AttributionMethod method, RunSettings settings, int looks) {
    // A batch of one row: the time is looked at after every word of four nodes or more.
    return model
        .attribute(
            method,
            settings.withBatchRows(1).withDeadline(after(looks)),
            input,
            List.of(1),
            ComputeContext.sequential())
        .getFirst();
  }

  private Attribution free(AttributionMethod method, RunSettings settings) {
    return model
        .attribute(method, settings, input, List.of(1), ComputeContext.sequential())
        .getFirst();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void wordsAreDoneWholeInTheirOrder(int looks) {
    for (RunSettings settings :
        List.of(RunSettings.fixed(QuadratureRule.GAUSS_LEGENDRE, 6), RunSettings.adaptive(1e-3))) {
      Attribution all = free(new SequentialIntegratedGradients(), settings);
      Attribution found = attribute(new SequentialIntegratedGradients(), settings, looks);
      for (int w = 0; w < ORDER.size(); w++) {
        RowSet word = ORDER.get(w);
        for (int k = 0; k < word.size(); k++) {
          assertEquals(w < looks, found.explains(word.row(k)), "word " + w);
        }
        if (w < looks) {
          assertTrue(found.unit(word).nodes() >= 2);
          assertEquals(all.unit(word).fMasked(), found.unit(word).fMasked());
        }
      }
      assertTrue(found.unit(RowSet.of(4, 5, 6)).nodes() >= 2, "phrases come first");
      assertTrue(found.counts().total() <= all.counts().total());
    }
  }

  @Test
  void aFixedRuleGivesTheSameBitsAsFarAsItCame() {
    RunSettings settings = RunSettings.fixed(QuadratureRule.GAUSS_LEGENDRE, 6);
    Attribution all = free(new SequentialIntegratedGradients(), settings);
    Attribution found = attribute(new SequentialIntegratedGradients(), settings, 2);
    for (RowSet word : ORDER.subList(0, 2)) {
      assertEquals(all.unit(word).shares(), found.unit(word).shares());
    }
    assertEquals(
        IntStream.range(0, 7).filter(found::explains).boxed().toList(), List.of(0, 2, 3, 5));
  }

  @Test
  void refinementEndsAndWhatIsNotGoodEnoughSaysSo() {
    RunSettings settings = RunSettings.adaptive(1e-4);
    Attribution all = free(new SequentialIntegratedGradients(), settings);
    assertTrue(all.converged());
    // Five looks while the words are begun, one before the first refinement.
    Attribution found = attribute(new SequentialIntegratedGradients(), settings, 6);
    assertFalse(found.converged());
    for (int i = 1; i < found.size(); i++) {
      assertTrue(found.explains(i));
      double error = Math.abs(found.delta(i).orElseThrow());
      assertTrue(!found.converged(i) || error <= 1e-4 * found.largestScore());
      assertEquals(all.fMasked(i), found.fMasked(i));
    }
    assertEquals(
        attribute(new SequentialIntegratedGradients(), settings, 6).counts(), found.counts());
    Attribution later = attribute(new SequentialIntegratedGradients(), settings, 9);
    assertTrue(later.counts().total() > found.counts().total());
  }

  @Test
  void exactScoresEndTooAndOnePathDoesNot() {
    Attribution exact = attribute(new ExactScores(), RunSettings.DEFAULT, 1);
    assertTrue(exact.explains(5));
    assertFalse(exact.explains(4));
    assertEquals(free(new ExactScores(), RunSettings.DEFAULT).raw(5), exact.raw(5));
    Attribution joint = attribute(new IntegratedGradients(), RunSettings.adaptive(1e-5), 1);
    assertTrue(IntStream.range(0, 7).allMatch(joint::explains));
    assertFalse(joint.converged());
  }
}
