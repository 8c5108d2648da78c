package org.mekiki.sig.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mekiki.core.autodiff.BackwardRules;
import org.mekiki.core.autodiff.UndefinedRuleException;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.AttributionInput;
import org.mekiki.sig.attribution.AttributionTask;
import org.mekiki.sig.attribution.LogitFunction;
import org.mekiki.sig.attribution.Monitor;
import org.mekiki.sig.attribution.OutputKind;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.attribution.RunSettings;
import org.mekiki.sig.attribution.Target;

/** One-pass methods against the decomposition that they are a shorter way to. */
final class OnePassTest {
  private static final List<BackwardRules> ALL =
      List.of(
          BackwardRules.LINEAR, BackwardRules.CP_LRP, BackwardRules.ATTN_LRP, BackwardRules.GIM);

  static Stream<BackwardRules> rules() {
    return ALL.stream();
  }

  /** All rows move but the first. */
  private static AttributionInput input(Tensor rows) {
    boolean[] movable = new boolean[TwoLayerEncoder.ROWS];
    Arrays.fill(movable, 1, movable.length, true);
    return new AttributionInput(rows, Tensor.zeros(rows.shape()), movable)
        .withPhrases(List.of(RowSet.of(1, 2), RowSet.of(2, 3, 4)));
  }

  private static List<Attribution> attribute(
      BackwardRules rules,
      LogitFunction function,
      AttributionInput input,
      List<Target> targets,
      ComputeContext context) {
    return new OnePass(rules)
        .attribute(
            new AttributionTask(
                function, targets, input, RunSettings.DEFAULT, context, Monitor.NONE));
  }

  private static List<Target> targets(OutputKind kind) {
    return List.of(new Target(0, kind), new Target(1, kind), new Target(2, kind));
  }

  /** Every score, the constant and their sum. */
  @ParameterizedTest
  @EnumSource(TwoLayerEncoder.Form.class)
  void linearIsTheDecompositionOfVectors(TwoLayerEncoder.Form form) {
    for (int seed = 1; seed <= 4; seed++) {
      var model = new TwoLayerEncoder(form, seed);
      AttributionInput input = input(model.rows());
      VectorDecomposition.Result expected = new VectorDecomposition(model, false).of(input.rows());
      List<Attribution> found =
          attribute(
              BackwardRules.LINEAR,
              model::logits,
              input,
              targets(OutputKind.LOGIT),
              ComputeContext.sequential());
      for (int c = 0; c < TwoLayerEncoder.CLASSES; c++) {
        requireParts(expected, c, found.get(c), input, 1);
        double constant = expected.parts()[TwoLayerEncoder.ROWS][c] + expected.parts()[0][c];
        assertEquals(expected.logits()[c], found.get(c).fInput(), 2e-5);
        assertEquals(constant, found.get(c).fBaseline().orElseThrow(), 2e-5);
        assertEquals(0, found.get(c).totalDelta().orElseThrow(), 2e-6);
        assertTrue(found.get(c).converged());
      }
    }
  }

  private static void requireParts(
      VectorDecomposition.Result expected,
      int target,
      Attribution found,
      AttributionInput input,
      double slope) {
    assertEquals(0, found.raw(0));
    for (RowSet unit : input.units()) {
      double sum = 0;
      for (int k = 0; k < unit.size(); k++) {
        sum += slope * expected.parts()[unit.row(k)][target];
      }
      assertEquals(sum, found.unit(unit).raw(), 2e-5, "rows " + unit);
    }
  }

  /** The same with the derivative of activations. */
  @ParameterizedTest
  @EnumSource(TwoLayerEncoder.Form.class)
  void cpLrpHoldsAllButActivations(TwoLayerEncoder.Form form) {
    var model = new TwoLayerEncoder(form, 7);
    AttributionInput input = input(model.rows());
    VectorDecomposition.Result expected = new VectorDecomposition(model, true).of(input.rows());
    List<Attribution> found =
        attribute(
            BackwardRules.CP_LRP,
            model::logits,
            input,
            targets(OutputKind.LOGIT),
            ComputeContext.sequential());
    for (int c = 0; c < TwoLayerEncoder.CLASSES; c++) {
      requireParts(expected, c, found.get(c), input, 1);
      assertTrue(found.get(c).fBaseline().isEmpty());
    }
  }

  /** A probability has its slope at the input on top, and still the whole adds up. */
  @Test
  void aProbabilityIsTakenAtItsSlope() {
    var model = new TwoLayerEncoder(TwoLayerEncoder.Form.BERT, 3);
    AttributionInput input = input(model.rows());
    VectorDecomposition.Result expected = new VectorDecomposition(model, false).of(input.rows());
    double[] p = Arrays.stream(expected.logits()).map(Math::exp).toArray();
    double total = Arrays.stream(p).sum();
    List<Attribution> found =
        attribute(
            BackwardRules.LINEAR,
            model::logits,
            input,
            targets(OutputKind.PROBABILITY),
            ComputeContext.sequential());
    for (int c = 0; c < TwoLayerEncoder.CLASSES; c++) {
      for (int row = 1; row < TwoLayerEncoder.ROWS; row++) {
        double score = 0;
        for (int k = 0; k < p.length; k++) {
          double slope = p[c] / total * ((c == k ? 1 : 0) - p[k] / total);
          score += slope * expected.parts()[row][k];
        }
        assertEquals(score, found.get(c).raw(row), 2e-5);
      }
      assertEquals(0, found.get(c).totalDelta().orElseThrow(), 2e-6);
    }
  }

  /** Products of gates with halves and derivatives, and all of them on several threads. */
  @ParameterizedTest
  @MethodSource("rules")
  void threadsChangeNoBit(BackwardRules rules) {
    for (TwoLayerEncoder.Form form : TwoLayerEncoder.Form.values()) {
      var model = new TwoLayerEncoder(form, 5);
      AttributionInput input = input(model.rows());
      List<Target> targets = targets(OutputKind.LOGIT);
      var bits = new ArrayList<List<Float>>();
      try (var pool = ComputeContext.ownedPool(3)) {
        for (ComputeContext context : List.of(ComputeContext.sequential(), pool, pool)) {
          var scores = new ArrayList<Float>();
          for (Attribution each : attribute(rules, model::logits, input, targets, context)) {
            for (float value : each.features().toArray()) {
              scores.add(value);
            }
          }
          bits.add(scores);
        }
      }
      assertEquals(bits.get(0), bits.get(1));
      assertEquals(bits.get(0), bits.get(2));
      assertTrue(bits.get(0).stream().anyMatch(v -> Math.abs(v) > 1e-3));
    }
  }

  /** One sentence that names the method and what it cannot do. */
  @Test
  void aModelWithoutARuleIsRefusedByName() {
    var model = new TwoLayerEncoder(TwoLayerEncoder.Form.BERT, 5);
    AttributionInput input = input(model.rows());
    LogitFunction bent = (tape, x) -> Ops.exp(model.logits(tape, x));
    var refused =
        assertThrows(
            UndefinedRuleException.class,
            () ->
                attribute(
                    BackwardRules.LINEAR,
                    bent,
                    input,
                    targets(OutputKind.LOGIT),
                    ComputeContext.sequential()));
    assertEquals(
        "linear has no rule for the function Exp, which is not 0 at 0 and which this model"
            + " computes; another method explains it",
        refused.getMessage());
    // Where activations have their derivative there is a rule.
    attribute(
        BackwardRules.GIM, bent, input, targets(OutputKind.LOGIT), ComputeContext.sequential());
  }
}
