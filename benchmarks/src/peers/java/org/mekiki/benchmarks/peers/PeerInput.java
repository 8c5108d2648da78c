package org.mekiki.benchmarks.peers;

import org.mekiki.benchmarks.MekikiReference;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.Weights;

/** Model and sentences that a peer computes, and what mekiki says they give. */
record PeerInput(MekikiReference reference, int batch, int tokens) {
  static PeerInput of(String model, String input) {
    String[] parts = input.split("x", -1);
    return new PeerInput(
        new MekikiReference(model), Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
  }

  EncoderConfig config() {
    return reference.config();
  }

  Weights weights() {
    return reference.weights();
  }

  /** Word-embedding rows, [B, S, M]. */
  Tensor rows() {
    return reference.rows(batch, tokens);
  }

  long[] shape() {
    return new long[] {batch, tokens, config().hiddenSize()};
  }
}
