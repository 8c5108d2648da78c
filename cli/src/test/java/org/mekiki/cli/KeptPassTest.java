package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mekiki.cli.option.ModelOption;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.TextModel;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.sig.Explainer;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.Methods;
import org.mekiki.sig.TargetChoice;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.AttributionInput;
import org.mekiki.sig.attribution.AttributionTask;
import org.mekiki.sig.attribution.MethodSettings;
import org.mekiki.sig.attribution.Monitor;
import org.mekiki.sig.attribution.OutputKind;
import org.mekiki.sig.attribution.RunSettings;
import org.mekiki.sig.attribution.Target;
import org.mekiki.sig.evaluation.Logits;
import org.mekiki.sig.evaluation.ModelLogits;

/** One pass answers and is gone back through: the same bits as with a pass for each. */
final class KeptPassTest {
  private static final List<String> TEXTS =
      List.of("bad", "It is not without charm , but unwatchable .", "A film of 1999 , at last !");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "linear",
        "cp-lrp",
        "attn-lrp",
        "gim",
        "gradient",
        "gradient-norm",
        "input-x-gradient",
        "difference-x-gradient",
        "deeplift"
      })
  void noBitDependsOnIt(String name) throws IOException {
    Explainer explainer =
        Explainer.of(Methods.of(name, MethodSettings.DEFAULT)).withTargets(TargetChoice.all());
    for (int threads : new int[] {1, 2}) {
      try (var context = ComputeContext.ownedPool(threads)) {
        var model = (TextModel) new ModelOption().load(context);
        for (String written : TEXTS) {
          EncodedText text = model.encode(written, null);
          List<Explanation> found = explainer.explainAll(model, text, Monitor.NONE);
          Logits answer = Logits.of(model, text, model.embeddings(text));
          assertEquals(answer.list(), found.getFirst().logits());
          List<Attribution> alone = alone(explainer, model, text, found);
          for (int t = 0; t < found.size(); t++) {
            Attribution together = found.get(t).attribution();
            assertEquals(SharedWorkTest.scores(alone.get(t)), SharedWorkTest.scores(together));
            assertEquals(alone.get(t).fInput(), together.fInput());
            assertEquals(alone.get(t).fBaseline(), together.fBaseline());
            assertEquals(alone.get(t).counts().forward(), found.get(t).counts().forward());
            assertEquals(alone.get(t).counts().backward(), found.get(t).counts().backward());
            assertEquals(
                alone.get(t).counts().multiplyAdds(), found.get(t).counts().multiplyAdds());
            assertTrue(found.get(t).counts().multiplyAdds() > answer.counts().multiplyAdds());
          }
        }
      }
    }
  }

  private static List<Attribution> alone(
      Explainer explainer, TextModel model, EncodedText text, List<Explanation> like) {
    List<Target> targets =
        like.stream()
            .map(each -> new Target(each.target(), OutputKind.LOGIT, model.link()))
            .toList();
    AttributionInput input =
        AttributionInput.of(
            model.embeddings(text), text, model.baselineRow(explainer.baselines().getFirst()));
    return explainer
        .method()
        .attribute(
            new AttributionTask(
                new ModelLogits(model, text),
                targets,
                input,
                RunSettings.DEFAULT,
                model.context(),
                Monitor.NONE));
  }
}
