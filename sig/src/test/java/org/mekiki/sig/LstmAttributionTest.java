package org.mekiki.sig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.kernel.KernelSelection;
import org.mekiki.core.nn.Lstm;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Operand;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.AttributionInput;
import org.mekiki.sig.attribution.AttributionMethod;
import org.mekiki.sig.attribution.AttributionTask;
import org.mekiki.sig.attribution.Monitor;
import org.mekiki.sig.attribution.OutputKind;
import org.mekiki.sig.attribution.PassCounts;
import org.mekiki.sig.attribution.RunSettings;
import org.mekiki.sig.attribution.Target;
import org.mekiki.sig.quadrature.QuadratureRule;

/** A recurrent classifier is explained like any other model. */
final class LstmAttributionTest {
  private static final int WORDS = 6;
  private static final int WIDTH = 5;
  private static final int HIDDEN = 7;
  private static final int CLASSES = 3;
  private final Random random = new Random(11);
  private final Lstm lstm =
      new Lstm(
          KernelSelection.current().kernels(),
          values(4 * HIDDEN, WIDTH),
          values(4 * HIDDEN, HIDDEN),
          values(4 * HIDDEN));
  private final Tensor head = values(HIDDEN, CLASSES);
  private final AttributionInput input =
      new AttributionInput(
          values(WORDS, WIDTH),
          values(WORDS, WIDTH),
          new boolean[] {false, true, true, true, true, false});
  private final Target target = new Target(1, OutputKind.LOGIT);

  private Tensor values(int... dims) {
    float[] values = new float[Shape.of(dims).size()];
    for (int i = 0; i < values.length; i++) {
      // Small enough that 40 nodes resolve the gates along a path.
      values[i] = (float) (0.4 * random.nextGaussian());
    }
    return Tensor.of(Shape.of(dims), values);
  }

  private Variable logits(Tape tape, Operand x) {
    return Ops.matMul(lstm.lastState(x), tape.constant(head));
  }

  private Attribution sig(Target of, int steps, int batchRows, ComputeContext context) {
    return new SequentialIntegratedGradients()
        .attributeOne(
            new AttributionTask(
                this::logits,
                List.of(of),
                input,
                RunSettings.fixed(QuadratureRule.GAUSS_LEGENDRE, steps).withBatchRows(batchRows),
                context,
                Monitor.NONE));
  }

  @Test
  void everyWordIsComplete() {
    for (OutputKind kind : OutputKind.values()) {
      Attribution coarse = sig(new Target(1, kind), 1, 0, ComputeContext.sequential());
      Attribution fine = sig(new Target(1, kind), 40, 0, ComputeContext.sequential());
      assertTrue(coarse.maxAbsDelta() > 1e-4, "one node cannot be enough");
      assertEquals(0, fine.maxAbsDelta(), 5e-6);
    }
  }

  @Test
  void fixedRowsGetExactlyNothing() {
    Attribution attribution = sig(target, 10, 0, ComputeContext.sequential());
    assertEquals(0.0, attribution.raw(0));
    assertEquals(0.0, attribution.raw(WORDS - 1));
    assertTrue(attribution.raw(1) != 0);
  }

  @Test
  void countsAreThoseOfTheWork() {
    PassCounts counts = sig(target, 10, 0, ComputeContext.sequential()).counts();
    assertEquals(1 + 4 + 40, counts.forward());
    assertEquals(40, counts.backward());
  }

  @Test
  void batchesAndThreadsDoNotChangeABit() {
    Attribution one = sig(target, 9, 0, ComputeContext.sequential());
    for (int threads : new int[] {1, 2, 7}) {
      for (int batchRows : new int[] {1, 20, 10_000}) {
        try (var pool = ComputeContext.ownedPool(threads)) {
          Attribution other = sig(target, 9, batchRows, pool);
          assertTrue(one.features().sameBits(other.features()), threads + " " + batchRows);
        }
      }
    }
  }

  @Test
  void bothMethodsAgreeWhereOneWordMoves() {
    var single =
        new AttributionInput(
            input.rows(),
            input.baseline(),
            new boolean[] {false, false, true, false, false, false});
    Attribution sequential = attribute(new SequentialIntegratedGradients(), single);
    Attribution joint = attribute(new IntegratedGradients(), single);
    assertEquals(joint.raw(2), sequential.raw(2), 1e-6);
    assertEquals(0, joint.totalDelta().orElseThrow(), 5e-6);
  }

  private Attribution attribute(AttributionMethod method, AttributionInput of) {
    return method.attributeOne(
        new AttributionTask(
            this::logits,
            List.of(target),
            of,
            RunSettings.fixed(QuadratureRule.GAUSS_LEGENDRE, 30),
            ComputeContext.sequential(),
            Monitor.NONE));
  }

  @Test
  void aMonitorCanCancel() {
    assertThrows(
        CancellationException.class,
        () ->
            new SequentialIntegratedGradients()
                .attributeOne(
                    new AttributionTask(
                        this::logits,
                        List.of(target),
                        input,
                        RunSettings.fixed(QuadratureRule.GAUSS_LEGENDRE, 50),
                        ComputeContext.sequential(),
                        (done, _) -> done < 20)));
  }
}
