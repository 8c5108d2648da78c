package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.mekiki.cli.option.ModelOption;
import org.mekiki.core.model.TextModel;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.sig.Explainer;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.IntegratedGradients;
import org.mekiki.sig.SequentialIntegratedGradients;
import org.mekiki.sig.TargetChoice;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.Monitor;
import org.mekiki.sig.attribution.PassCounts;
import org.mekiki.sig.attribution.RunSettings;
import org.mekiki.sig.evaluation.ModelView;
import org.mekiki.sig.method.ExactScores;
import org.mekiki.sig.quadrature.QuadratureRule;

/**
 * What a model shares between variants, replays and cuts into batches changes no bit: the oracle is
 * the same model behind the plain interface, one variant at a time.
 */
final class SharedWorkTest {
  private static final List<String> TEXTS =
      List.of("an unpretentious , warm and very funny film", "dull", "unwatchably bad bad bad");

  /** The model without what is optional: a view shares nothing by itself. */
  static final class Plain extends ModelView {
    Plain(TextModel model) {
      super(model);
    }

    @Override
    public Optional<Tensor> embeddingTable() {
      return Optional.empty();
    }

    @Override
    public boolean replayable() {
      return false;
    }
  }

  @Test
  void integratesToTheSameBits() throws IOException {
    same(
        Explainer.of(new SequentialIntegratedGradients()).withTolerance(1e-3),
        SharedWorkTest::features);
    same(
        Explainer.of(new SequentialIntegratedGradients())
            .withSettings(RunSettings.fixed(QuadratureRule.GAUSS_LEGENDRE, 9)),
        SharedWorkTest::features);
    same(Explainer.of(new IntegratedGradients()).withTolerance(1e-3), SharedWorkTest::features);
  }

  @Test
  void scoresTheSameBits() throws IOException {
    same(Explainer.of(new ExactScores()), SharedWorkTest::scores);
  }

  /** Buffers of one sentence are dirty with another's, and several are explained at a time. */
  @Test
  void otherSentencesChangeNoBit() throws Exception {
    Explainer explainer = Explainer.of(new SequentialIntegratedGradients()).withTolerance(1e-3);
    List<Object> alone = new ArrayList<>();
    for (String text : TEXTS) {
      try (var context = ComputeContext.ownedPool(2)) {
        alone.add(found(explainer, (TextModel) new ModelOption().load(context), text));
      }
    }
    try (var context = ComputeContext.ownedPool(2);
        var threads = Executors.newFixedThreadPool(TEXTS.size())) {
      var model = (TextModel) new ModelOption().load(context);
      for (int turn = 0; turn < 2; turn++) {
        for (int i = TEXTS.size() - 1; i >= 0; i--) {
          assertEquals(alone.get(i), found(explainer, model, TEXTS.get(i)), TEXTS.get(i));
        }
      }
      List<Future<Object>> together = new ArrayList<>();
      for (String text : TEXTS) {
        together.add(threads.submit(() -> found(explainer, model, text)));
      }
      for (int i = 0; i < TEXTS.size(); i++) {
        assertEquals(alone.get(i), together.get(i).get(), TEXTS.get(i));
      }
    }
  }

  private static Object found(Explainer explainer, TextModel model, String text) {
    Attribution attribution = explain(explainer, model, text, 0).getFirst().attribution();
    return List.of(features(attribution), scores(attribution), attribution.counts());
  }

  static List<Float> features(Attribution attribution) {
    Tensor features = attribution.features();
    return java.util.stream.IntStream.range(0, features.size())
        .mapToObj(features::getFlat)
        .toList();
  }

  static List<Double> scores(Attribution attribution) {
    return java.util.stream.IntStream.range(0, attribution.size())
        .mapToObj(attribution::raw)
        .toList();
  }

  private static void same(Explainer explainer, Function<Attribution, ?> bits) throws IOException {
    Explainer all = explainer.withTargets(TargetChoice.all());
    Map<String, PassCounts> counts = new HashMap<>();
    for (int threads : new int[] {1, 2, 7}) {
      try (var context = ComputeContext.ownedPool(threads)) {
        var model = (TextModel) new ModelOption().load(context);
        for (String text : TEXTS) {
          List<Explanation> plain = explain(all, new Plain(model), text, 1);
          for (int batchRows : new int[] {1, 40, 0}) {
            List<Explanation> fast = explain(all, model, text, batchRows);
            assertEquals(2, fast.size());
            for (int t = 0; t < fast.size(); t++) {
              Attribution expected = plain.get(t).attribution();
              Attribution actual = fast.get(t).attribution();
              assertEquals(bits.apply(expected), bits.apply(actual), text);
              assertEquals(expected.counts().forward(), actual.counts().forward(), text);
              assertEquals(expected.counts().backward(), actual.counts().backward(), text);
              assertTrue(actual.counts().forward() > 0, text);
              // The one variant of a text of one word has no other to share with.
              assertTrue(
                  actual.counts().forward() == 1
                      || actual.counts().multiplyAdds() < expected.counts().multiplyAdds(),
                  "what is shared is computed once");
              assertEquals(counts.computeIfAbsent(text + t, _ -> actual.counts()), actual.counts());
            }
          }
        }
      }
    }
  }

  private static List<Explanation> explain(
      Explainer explainer, TextModel model, String text, int batchRows) {
    return explainer
        .withSettings(explainer.settings().withBatchRows(batchRows))
        .explainAll(model, model.encode(text, null), Monitor.NONE);
  }
}
