package org.mekiki.benchmarks;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.kernel.KernelSelection;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.transformer.encoder.Activation;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.Encoder;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.RowEncoder;
import org.mekiki.transformer.encoder.RowRange;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.encoder.Weights;
import org.mekiki.transformer.family.EncoderFamilies;
import org.mekiki.transformer.family.EncoderFamily;
import org.mekiki.transformer.head.Head;

/**
 * A loop of passes takes its buffers from the workspace, so that only bookkeeping is allocated, and
 * a replayed pass not even that. With the scalar kernels: vectors are boxed until C2 has compiled
 * the kernels.
 */
@Isolated
final class AllocationTest {
  private static final int LAYERS = 3;
  private static final int WIDTH = 64;
  private static final int TOKENS = 64;

  /** What the tape notes down of a layer's ten ops, forward and backward. */
  private static final long BYTES_A_LAYER = 16 * 1024;

  /** A replayed pass: nothing of it is new. */
  private static final long BYTES_A_REPLAY = 1024;

  private Encoder encoder;
  private Head head;

  @BeforeEach
  void build() {
    var config =
        EncoderConfig.of("bert")
            .vocabularySize(20)
            .hiddenSize(WIDTH)
            .layers(LAYERS)
            .heads(4)
            .feedForwardSize(256)
            .activation(Activation.GELU)
            .epsilon(1e-5f)
            .positions(TOKENS)
            .types(2)
            .build();
    Map<String, Tensor> weights = new HashMap<>();
    for (WeightSpec spec : BenchmarkModel.specs(config)) {
      weights.put(spec.name(), Tensor.zeros(spec.shape()));
    }
    encoder = new Encoder(config, constants(weights));
    head = BenchmarkModel.form(config).head(config, BenchmarkModel.HEAD, constants(weights));
  }

  private static Weights constants(Map<String, Tensor> weights) {
    return Weights.of(KernelSelection.scalar(), weights::get);
  }

  @Test
  void aPassAllocatesNoBuffers() {
    var tape = new Tape(ComputeContext.sequential().withScalarKernels());
    Tensor rows = Tensor.zeros(Shape.of(1, TOKENS, WIDTH));
    Runnable pass =
        () -> {
          gradient(tape, rows);
          tape.reset();
        };
    long first = allocated(pass);
    long last = steadyState(pass);
    long bound = (LAYERS + 1) * BYTES_A_LAYER;
    assertTrue(first > bound, "the first pass makes the buffers, but took " + first + " bytes");
    assertTrue(last < bound, "a later pass took " + last + " bytes");
  }

  @Test
  void aReplayedPassAllocatesNothing() {
    var tape = Tape.recording(ComputeContext.sequential().withScalarKernels());
    gradient(tape, Tensor.zeros(Shape.of(1, TOKENS, WIDTH)));
    long last = steadyState(tape::replay);
    assertTrue(last < BYTES_A_REPLAY, "a replayed pass took " + last + " bytes");
  }

  static List<String> families() {
    return EncoderFamilies.all().stream().map(EncoderFamily::name).toList();
  }

  /** Whatever a family's attention does beside products. */
  @ParameterizedTest
  @MethodSource("families")
  void noFamilyAllocatesInAReplayedPass(String family) {
    var values = new HashMap<String, String>();
    for (String key : List.of("hidden_size", "dim", "intermediate_size", "hidden_dim")) {
      values.put(key, "64");
    }
    for (String key : List.of("num_hidden_layers", "n_layers", "num_attention_heads", "n_heads")) {
      values.put(key, "4");
    }
    values.put("embedding_size", family.equals("albert") ? "32" : "64");
    values.put("max_position_embeddings", "512");
    values.put("vocab_size", "20");
    values.put("relative_attention", "true");
    values.put("pos_att_type", "c2p|p2c");
    values.put("position_buckets", "16");
    values.put("conv_kernel_size", "3");
    values.put("local_attention", "8");
    values.put("use_bidirectional_attention", "true");
    EncoderConfig config = EncoderFamilies.of(family).config(new ConfigValues(values));
    Map<String, Tensor> weights = new HashMap<>();
    for (WeightSpec spec : EncoderFamilies.of(family).weights(config)) {
      weights.put(spec.name(), Tensor.zeros(spec.shape()));
    }
    RowEncoder model = RowEncoder.of(config, constants(weights), ComputeContext.sequential());
    var tape = Tape.recording(ComputeContext.sequential().withScalarKernels());
    Variable x = tape.input(Tensor.zeros(Shape.of(1, 4 * TOKENS, config.embeddingSize())));
    tape.backward(Ops.sum(model.rows(tape, new int[4 * TOKENS], x, RowRange.ALL))).of(x);
    long last = steadyState(tape::replay);
    assertTrue(last < BYTES_A_REPLAY, "a replayed pass took " + last + " bytes");
  }

  private void gradient(Tape tape, Tensor rows) {
    Variable x = tape.input(rows);
    Variable logits = head.outputs(encoder.rows(tape, new int[TOKENS], x, RowRange.FIRST));
    tape.backward(Ops.sum(logits)).of(x);
  }

  private static long steadyState(Runnable pass) {
    long last = 0;
    for (int i = 0; i < 6; i++) {
      last = allocated(pass);
    }
    return last;
  }

  /** Bytes that this thread allocates. */
  private static long allocated(Runnable pass) {
    var counter = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = counter.getCurrentThreadAllocatedBytes();
    pass.run();
    return counter.getCurrentThreadAllocatedBytes() - before;
  }
}
