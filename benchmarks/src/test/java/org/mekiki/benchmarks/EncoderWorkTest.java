package org.mekiki.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.mekiki.transformer.encoder.Activation;
import org.mekiki.transformer.encoder.EncoderConfig;

class EncoderWorkTest {
  @Test
  void countsTheProductsOfEveryLayerButOnlyTheFirstRowOfTheLast() {
    EncoderConfig config =
        EncoderConfig.of("bert")
            .vocabularySize(10)
            .hiddenSize(4)
            .layers(2)
            .heads(2)
            .feedForwardSize(8)
            .activation(Activation.GELU)
            .epsilon(0f)
            .positions(16)
            .types(2)
            .build();
    int s = 5;
    double square = 2 * 4 * 4;
    double wide = 2 * 4 * 8;
    double full = s * (4 * square + 2 * wide) + 2 * (2 * s * s * 4);
    double last = s * 2 * square + 2 * square + 2 * wide + 2 * (2 * s * 4);
    double head = square + 2 * 4 * 2;
    assertEquals(full + last + head, new EncoderWork(config, 1, s).forwardFlops());
    assertEquals(3 * (full + last + head), new EncoderWork(config, 3, s).forwardFlops());
  }

  @Test
  void theBackwardPassHasTheAttentionTwice() {
    EncoderConfig base = BenchmarkModel.config("base");
    var work = new EncoderWork(base, 1, 128);
    double attention = 4 * (11 * 128.0 + 1) * 128 * 768;
    assertEquals(work.forwardFlops() + attention, work.backwardFlops(), 1);
    // BERT-base: 85 million weights beside the embeddings, two operations each and token.
    assertEquals(85.5e6, work.weights(), 0.1e6);
  }
}
