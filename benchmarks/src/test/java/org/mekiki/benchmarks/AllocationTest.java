package org.mekiki.benchmarks;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.transformer.encoder.Activation;
import org.mekiki.transformer.encoder.ClassifierHead;
import org.mekiki.transformer.encoder.Encoder;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.EncoderFamilies;
import org.mekiki.transformer.encoder.WeightSpec;

/** A loop of passes takes its buffers from the workspace: only bookkeeping is allocated. */
final class AllocationTest {
  private static final int LAYERS = 3;
  private static final int WIDTH = 64;
  private static final int TOKENS = 64;

  /** What the tape notes down of a layer's ten ops, forward and backward. */
  private static final long BYTES_A_LAYER = 16 * 1024;

  @Test
  void aPassAllocatesNoBuffers() {
    var config =
        new EncoderConfig(
            "bert", 20, WIDTH, LAYERS, 4, 256, Activation.GELU, 1e-5f, TOKENS, 0, 2, 2);
    Map<String, Tensor> weights = new HashMap<>();
    for (WeightSpec spec : EncoderFamilies.of("bert").weights(config)) {
      weights.put(spec.name(), Tensor.zeros(spec.shape()));
    }
    var encoder = new Encoder(config, weights::get);
    ClassifierHead head = EncoderFamilies.of("bert").head(weights::get);
    var tape = new Tape(ComputeContext.sequential().withScalarKernels());
    Tensor rows = Tensor.zeros(Shape.of(1, TOKENS, WIDTH));
    long first = pass(tape, encoder, head, rows);
    long last = first;
    for (int i = 0; i < 5; i++) {
      last = pass(tape, encoder, head, rows);
    }
    long bound = (LAYERS + 1) * BYTES_A_LAYER;
    assertTrue(first > bound, "the first pass makes the buffers, but took " + first + " bytes");
    assertTrue(last < bound, "a later pass took " + last + " bytes");
  }

  /** Bytes that a forward and a backward pass allocate on this thread. */
  private static long pass(Tape tape, Encoder encoder, ClassifierHead head, Tensor rows) {
    var counter = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = counter.getCurrentThreadAllocatedBytes();
    Variable x = tape.input(rows);
    Variable logits = head.logits(encoder.first(tape, new int[TOKENS], x));
    tape.backward(Ops.sum(logits)).of(x);
    tape.reset();
    return counter.getCurrentThreadAllocatedBytes() - before;
  }
}
