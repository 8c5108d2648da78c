package org.mekiki.benchmarks;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.kernel.KernelSelection;
import org.mekiki.core.ops.LinearWeights;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Operand;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.sig.SequentialIntegratedGradients;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.AttributionInput;
import org.mekiki.sig.attribution.AttributionTask;
import org.mekiki.sig.attribution.LogitFunction;
import org.mekiki.sig.attribution.Monitor;
import org.mekiki.sig.attribution.OutputKind;
import org.mekiki.sig.attribution.RunSettings;
import org.mekiki.sig.attribution.Target;
import org.mekiki.sig.quadrature.Adaptive;
import org.mekiki.sig.quadrature.QuadratureRule;

/**
 * A further integration step of a loop of explanations allocates next to nothing: gradients and
 * integrals come from the context and go back to it. With the scalar kernels, as vectors are boxed
 * until C2 has compiled the kernels.
 */
@Isolated
final class IntegrationAllocationTest {
  /** A gradient of the embedded model alone is 512 bytes, one of BERT-base 3,072. */
  private static final double BYTES_A_FIXED_STEP = 400;

  /** Each round of refinement also records the form of its last, smaller batch. */
  private static final double BYTES_AN_ADAPTIVE_STEP = 1024;

  private static final int WORDS = 12;

  /** As wide as asked for, and otherwise so small that a thousand passes take no time. */
  private static final class Model implements LogitFunction {
    private final LinearWeights inner;
    private final LinearWeights outer;

    Model(int width) {
      inner = weights(4, width, 1);
      outer = weights(2, 4 * (WORDS + 2), 2);
    }

    private static LinearWeights weights(int out, int in, long seed) {
      Tensor weight = Tensor.wrap(RandomValues.normal(out * in, 0.2, seed), 0, Shape.of(out, in));
      return LinearWeights.constant(
          KernelSelection.current().kernels(), weight, Tensor.zeros(Shape.of(out)));
    }

    @Override
    public Variable logits(Tape tape, Operand rows) {
      Variable hidden = Ops.tanh(Ops.linear(rows, inner));
      return Ops.linear(Ops.reshape(hidden, rows.shape().dim(0), 4 * (WORDS + 2)), outer);
    }

    @Override
    public boolean replayable() {
      return true;
    }
  }

  private static AttributionInput input(int width) {
    boolean[] movable = new boolean[WORDS + 2];
    Arrays.fill(movable, 1, WORDS + 1, true);
    Shape shape = Shape.of(WORDS + 2, width);
    Tensor rows = Tensor.wrap(RandomValues.normal(shape.size(), 1, 7), 0, shape);
    return new AttributionInput(rows, Tensor.zeros(shape), movable);
  }

  private record Cost(double bytes, double steps) {
    double eachBeyond(Cost other) {
      return (bytes - other.bytes()) / (steps - other.steps());
    }
  }

  /**
   * The cheapest explanation with these settings from the fourth on: a worker that takes part for
   * the first time then makes the buffers that it keeps.
   */
  private static Cost cost(Model model, int width, RunSettings settings, ComputeContext context) {
    var counter = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    AttributionInput input = input(width);
    Cost cost = null;
    for (int i = 0; i < 7; i++) {
      long before = counter.getTotalThreadAllocatedBytes();
      Attribution found =
          new SequentialIntegratedGradients()
              .attributeOne(
                  new AttributionTask(
                      model,
                      List.of(new Target(0, OutputKind.LOGIT)),
                      input,
                      settings,
                      context,
                      Monitor.NONE));
      long bytes = counter.getTotalThreadAllocatedBytes() - before;
      if (i == 3 || i > 3 && bytes < cost.bytes()) {
        cost = new Cost(bytes, found.counts().backward());
      }
    }
    return cost;
  }

  @ParameterizedTest
  @ValueSource(ints = {128, 768})
  void aStepOfAFixedRuleIsNearlyFree(int width) {
    var model = new Model(width);
    try (var pool = ComputeContext.ownedPool(2)) {
      for (ComputeContext context : new ComputeContext[] {ComputeContext.sequential(), pool}) {
        ComputeContext scalar = context.withScalarKernels();
        Cost few = cost(model, width, fixed(10), scalar);
        Cost many = cost(model, width, fixed(30), scalar);
        assertTrue(
            many.eachBeyond(few) < BYTES_A_FIXED_STEP, many.eachBeyond(few) + " bytes a step");
      }
    }
  }

  private static RunSettings fixed(int steps) {
    return RunSettings.fixed(QuadratureRule.GAUSS_LEGENDRE, steps);
  }

  @ParameterizedTest
  @ValueSource(ints = {128, 768})
  void aStepOfAdaptiveIntegrationIsNearlyFree(int width) {
    var model = new Model(width);
    ComputeContext scalar = ComputeContext.sequential().withScalarKernels();
    Cost few = cost(model, width, new RunSettings(new Adaptive(0.01, 2), 0), scalar);
    Cost many = cost(model, width, new RunSettings(new Adaptive(1e-9, 60), 0), scalar);
    assertTrue(many.steps() > 3 * few.steps());
    assertTrue(
        many.eachBeyond(few) < BYTES_AN_ADAPTIVE_STEP, many.eachBeyond(few) + " bytes a step");
  }
}
