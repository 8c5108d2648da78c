package org.mekiki.weights.converter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mekiki.core.autodiff.BackwardRules;
import org.mekiki.core.autodiff.Linearization;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.UndefinedRuleException;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.transformer.Classifier;
import org.mekiki.weights.converter.FamilyVariants.Variant;

/** Backward rules through every variant of every family: they add up, or refuse by name. */
final class FamilyRulesTest {
  private static final String TEXT = "a fine film not dull!";

  @TempDir private Path folder;

  static Stream<Variant> variants() {
    return FamilyVariants.all().stream();
  }

  /** An activation that is not 0 at 0. */
  private static boolean hasNoRatio(Variant variant) {
    return Stream.of("sigmoid", "hardsigmoid", "laplace")
        .anyMatch(name -> variant.json().contains("\"" + name + "\""));
  }

  private static boolean isRecurrent(Variant variant) {
    return variant.name().startsWith("lstm") || variant.name().startsWith("gru");
  }

  private static boolean isProvidedFor(Variant variant, BackwardRules rules) {
    boolean ratio = rules.activation() == BackwardRules.Activation.RATIO;
    boolean gates = isRecurrent(variant) && !rules.holdsWeights();
    return !ratio || !(hasNoRatio(variant) || gates);
  }

  @ParameterizedTest
  @MethodSource("variants")
  void theLinearRulesAddUp(Variant variant) throws IOException {
    FamilyReferenceTest.writeCheckpoint(variant, folder);
    Classifier model = Classifier.of(Converter.inMemory(folder), ComputeContext.sequential());
    EncodedText text = model.encode(TEXT, null);
    Tensor rows = model.embeddings(text);
    Shape shape = rows.shape();
    Tape tape = Tape.keeping(model.context());
    Variable x = tape.input(rows.reshaped(Shape.of(1, shape.dim(0), shape.dim(1))));
    Variable logits = model.logits(tape, text, x);
    float[] weights = new float[logits.shape().size()];
    weights[1] = 1;
    Tensor second = Tensor.of(logits.shape(), weights);
    for (BackwardRules rules :
        List.of(
            BackwardRules.LINEAR,
            BackwardRules.CP_LRP,
            BackwardRules.ATTN_LRP,
            BackwardRules.GIM)) {
      if (!isProvidedFor(variant, rules)) {
        String message =
            assertThrows(UndefinedRuleException.class, () -> tape.linearize(logits, second, rules))
                .getMessage();
        assertTrue(message.startsWith(rules.name() + " has no rule for the function "), message);
        continue;
      }
      Linearization found = tape.linearize(logits, second, rules);
      double sum = found.constant();
      double size = Math.abs(sum);
      Tensor slopes = found.gradients().of(x);
      for (int i = 0; i < rows.size(); i++) {
        double part = (double) rows.getFlat(i) * slopes.getFlat(i);
        sum += part;
        size += Math.abs(part);
      }
      assertTrue(Double.isFinite(sum));
      if (rules.equals(BackwardRules.LINEAR)) {
        assertEquals(logits.value().getFlat(1), sum, 1e-6 * (1 + size), variant.name());
      }
    }
  }
}
