package org.mekiki.benchmarks.peers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Embedding;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.LayerNorm;
import java.util.HashMap;
import java.util.Map;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.transformer.encoder.EncoderConfig;

/**
 * A BERT classifier written with the operators that DJL offers of PyTorch. PyTorch's own fused
 * attention is not among them; here it is two products and a softmax.
 */
final class TorchEncoder {
  private final PeerInput input;
  private final EncoderConfig config;
  private final NDManager manager;
  private final Map<String, NDArray> weights = new HashMap<>();
  private final NDArray context;

  /**
   * What attention's scores are multiplied by. An array, not a number: DJL frees a number's memory
   * once the product is computed, although PyTorch reads it again on the way back.
   */
  private final NDArray scale;

  private final boolean trained;

  TorchEncoder(PeerInput input, NDManager manager) {
    this(input, manager, false);
  }

  /** One whose weights get gradients. */
  static TorchEncoder trained(PeerInput input, NDManager manager) {
    return new TorchEncoder(input, manager, true);
  }

  private TorchEncoder(PeerInput input, NDManager manager, boolean trained) {
    this.trained = trained;
    this.input = input;
    this.config = input.config();
    this.manager = manager;
    this.context =
        manager.create(
            PeerWeights.positionsAndTypes(config, input.weights(), input.tokens()),
            new Shape(input.tokens(), config.hiddenSize()));
    this.scale =
        manager.create((float) (1 / Math.sqrt((double) config.hiddenSize() / config.heads())));
  }

  private NDArray weight(String name) {
    return weights.computeIfAbsent(
        name,
        missing -> {
          Tensor tensor = input.weights().get(name);
          int[] dims = tensor.shape().toArray();
          long[] shape = java.util.Arrays.stream(dims).asLongStream().toArray();
          NDArray array = manager.create(tensor.toArray(), new Shape(shape));
          array.setRequiresGradient(trained);
          return array;
        });
  }

  /** The gradients of a weight that have been added up. */
  float[] gradient(String name) {
    return weight(name).getGradient().toFloatArray();
  }

  /** Logits [B, C] of rows [B, S, M]; all weights are made in the manager at the first call. */
  NDArray logits(NDArray rows) {
    return logitsOfSum(rows.add(context));
  }

  /** Logits [B, C] of token numbers [B, S], with the way back to all tables. */
  NDArray logitsOfTokens(NDArray ids) {
    NDArray words =
        Embedding.embedding(ids, weight("embeddings.word"), SparseFormat.DENSE).singletonOrThrow();
    NDArray positions = weight("embeddings.position").get(":" + input.tokens());
    NDArray types = weight("embeddings.type").get(":1");
    return logitsOfSum(words.add(positions).add(types));
  }

  private NDArray logitsOfSum(NDArray sum) {
    NDArray x = norm("embeddings.norm", sum);
    for (int i = 0; i < config.layers(); i++) {
      x = layer("layers." + i + ".", x);
    }
    NDArray first = x.get(":, 0");
    return linear("head.out", linear("head.dense", first).tanh());
  }

  private NDArray layer(String name, NDArray x) {
    NDArray q = heads(linear(name + "query", x)).mul(scale);
    NDArray k = heads(linear(name + "key", x));
    NDArray v = heads(linear(name + "value", x));
    NDArray mixed = q.matMul(k.swapAxes(2, 3)).softmax(-1).matMul(v);
    NDArray attention = mixed.swapAxes(1, 2).reshape(new Shape(input.shape()));
    NDArray middle =
        norm(name + "attention_norm", linear(name + "attention_output", attention).add(x));
    NDArray inner = Activation.gelu(linear(name + "inner", middle));
    return norm(name + "outer_norm", linear(name + "outer", inner).add(middle));
  }

  /** [B, S, M] to [B, H, S, D]. */
  private NDArray heads(NDArray x) {
    int heads = config.heads();
    return x.reshape(input.batch(), input.tokens(), heads, config.hiddenSize() / heads)
        .swapAxes(1, 2);
  }

  private NDArray linear(String name, NDArray x) {
    return Linear.linear(x, weight(name + ".weight"), weight(name + ".bias")).singletonOrThrow();
  }

  private NDArray norm(String name, NDArray x) {
    return LayerNorm.layerNorm(
            x,
            new Shape(config.hiddenSize()),
            weight(name + ".weight"),
            weight(name + ".bias"),
            config.epsilon())
        .singletonOrThrow();
  }
}
