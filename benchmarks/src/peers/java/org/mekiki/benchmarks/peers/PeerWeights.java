package org.mekiki.benchmarks.peers;

import org.mekiki.core.tensor.Tensor;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.Weights;

/** Weights in the order in which peers want them. */
final class PeerWeights {
  private PeerWeights() {}

  /** What is added to the rows of a sentence whose tokens are all of type 0: [S, M]. */
  static float[] positionsAndTypes(EncoderConfig config, Weights weights, int tokens) {
    int width = config.hiddenSize();
    float[] sum = new float[tokens * width];
    for (int i = 0; i < sum.length; i++) {
      sum[i] =
          weights.get("embeddings.position").getFlat(config.firstPosition() * width + i)
              + weights.get("embeddings.type").getFlat(i % width);
    }
    return sum;
  }

  /** [out, in] to [in, out]. */
  static float[] transposed(Tensor weight) {
    int out = weight.shape().dim(0);
    int in = weight.shape().dim(1);
    float[] values = new float[in * out];
    for (int o = 0; o < out; o++) {
      for (int i = 0; i < in; i++) {
        values[i * out + o] = weight.getFlat(o * in + i);
      }
    }
    return values;
  }

  static float[] concatenated(Tensor... tensors) {
    int size = 0;
    for (Tensor tensor : tensors) {
      size += tensor.size();
    }
    float[] all = new float[size];
    int at = 0;
    for (Tensor tensor : tensors) {
      System.arraycopy(tensor.array(), tensor.offset(), all, at, tensor.size());
      at += tensor.size();
    }
    return all;
  }
}
