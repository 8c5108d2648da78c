package org.mekiki.transformer.encoder;

import java.util.function.IntUnaryOperator;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.LinearWeights;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.ops.RelativePositions;
import org.mekiki.core.ops.RotaryAngles;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/**
 * Prepares what positions add to each layer's attention: all that depends on weights alone is
 * computed once, when the model is loaded; where weights are trained, by {@link
 * TrainedPositionTerms}, on every tape.
 */
final class PositionTerms {
  private final EncoderConfig config;
  private final Weights weights;

  /** Null where weights are constants. */
  private final TrainedPositionTerms trained;

  /** Relative positions after their norm, [R, M]; null where there are none. */
  private final Tensor table;

  private final LayerPositions everywhere;
  private final LayerPositions nearby;

  PositionTerms(EncoderConfig config, Weights weights) {
    this.config = config;
    this.weights = weights;
    trained = weights.areTrained() ? new TrainedPositionTerms(config, weights) : null;
    table =
        trained == null && config.form().positions() instanceof AttentionPositions.Disentangled d
            ? table(d)
            : null;
    everywhere =
        switch (config.form().positions()) {
          case AttentionPositions.DistanceBias _ ->
              trained == null
                  ? new LayerPositions(RelativePositions.bias(bias()), null)
                  : trained.distanceBias(rows(DistanceBuckets::bias));
          case AttentionPositions.Rotary rotary ->
              turned(RelativePositions.NONE, rotary, rotary.frequencies());
          default -> LayerPositions.NONE;
        };
    nearby =
        config.form().positions() instanceof AttentionPositions.Rotary rotary
                && rotary.layers().contains("l")
            ? turned(RelativePositions.window(rotary.window()), rotary, rotary.localFrequencies())
            : null;
  }

  /**
   * Of one layer.
   *
   * @param name of its weights, with a dot at the end
   * @param number of the layer
   * @param query the layer's own projection
   * @param key the layer's own projection
   */
  LayerPositions layer(String name, int number, LinearWeights query, LinearWeights key) {
    return switch (config.form().positions()) {
      case AttentionPositions.None _, AttentionPositions.DistanceBias _ -> everywhere;
      case AttentionPositions.Rotary rotary -> rotary.local(number) ? nearby : everywhere;
      case AttentionPositions.DistanceEmbeddings d -> distanceEmbeddings(name, d);
      case AttentionPositions.Disentangled d -> disentangled(name, d, query, key);
    };
  }

  private int headDim() {
    return config.headSize();
  }

  /** The rows of all distances of two tokens. */
  private int[] rows(IntUnaryOperator rowOf) {
    int length = config.maxTokens();
    int[] rows = new int[2 * length - 1];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = rowOf.applyAsInt(i - length + 1);
    }
    return rows;
  }

  private LayerPositions turned(
      RelativePositions seen, AttentionPositions.Rotary rotary, RotaryFrequencies frequencies) {
    RotaryAngles angles =
        rotary.stored()
            ? RotaryAngles.of(weights.get("positions.angles"), rotary.interleaved())
            : new RotaryAngles(
                config.maxTokens(),
                headDim(),
                frequencies.wavelengths(rotary.turned(headDim())),
                frequencies.factor(),
                rotary.interleaved());
    return new LayerPositions(seen, angles, rotary.values(), null);
  }

  /** [buckets, H] to [H, distances]. */
  private Tensor bias() {
    Tensor buckets = weights.get("positions.bias");
    int[] rows = rows(DistanceBuckets::bias);
    int heads = config.heads();
    float[] values = new float[heads * rows.length];
    for (int h = 0; h < heads; h++) {
      for (int i = 0; i < rows.length; i++) {
        values[h * rows.length + i] = buckets.getFlat(rows[i] * heads + h);
      }
    }
    return Tensor.wrap(values, 0, Shape.of(heads, rows.length));
  }

  /** All heads use the same embeddings [R, D]. */
  private LayerPositions distanceEmbeddings(String name, AttentionPositions.DistanceEmbeddings d) {
    int[] rows = rows(distance -> distance + config.positions() - 1);
    if (trained != null) {
      return trained.distanceEmbeddings(name, d, rows);
    }
    Tensor distances = weights.get(name + "distance");
    int count = distances.shape().dim(0);
    int dim = headDim();
    float factor = d.scaled() ? 1 : (float) Math.sqrt(dim);
    float[] values = new float[count * config.hiddenSize()];
    for (int i = 0; i < values.length; i++) {
      int row = i / config.hiddenSize();
      values[i] = factor * distances.getFlat(row * dim + i % dim);
    }
    Tensor tiled = Tensor.wrap(values, 0, Shape.of(count, config.hiddenSize()));
    double scale = 1 / Math.sqrt(dim);
    return new LayerPositions(
        RelativePositions.products(scale, rows, tiled, d.keys() ? tiled : null), null);
  }

  private Tensor table(AttentionPositions.Disentangled d) {
    if (d.span() == 0) {
      return null;
    }
    Tensor relative = weights.get("positions.table");
    if (!d.normalised()) {
      return relative;
    }
    Norm norm = Norm.of(weights, "positions.norm", config.epsilon());
    Variable rows = new Tape(ComputeContext.sequential()).constant(relative);
    return copy(norm.apply(rows));
  }

  private LayerPositions disentangled(
      String name, AttentionPositions.Disentangled d, LinearWeights query, LinearWeights key) {
    double scale = 1 / Math.sqrt((double) headDim() * (1 + d.terms()));
    int[] rows =
        rows(
            distance ->
                d.span() == 0
                    ? 0
                    : DistanceBuckets.disentangled(distance, d.span(), d.bucketLimit()));
    if (trained != null) {
      return trained.disentangled(name, d, scale, rows, query, key);
    }
    boolean toPosition = table != null && d.contentToPosition();
    boolean toContent = table != null && d.positionToContent();
    Tensor keys = null;
    Tensor queries = null;
    if (toPosition) {
      keys = projected(d.shared() ? key : weights.linear(name + "position_key"));
    }
    if (toContent) {
      queries = projected(d.shared() ? query : weights.linear(name + "position_query"));
    }
    return new LayerPositions(RelativePositions.products(scale, rows, keys, queries), null);
  }

  private Tensor projected(LinearWeights projection) {
    return copy(Ops.linear(new Tape(ComputeContext.sequential()).constant(table), projection));
  }

  /** A tensor that outlives its tape. */
  private static Tensor copy(Variable x) {
    return Tensor.wrap(x.value().toArray(), 0, x.shape());
  }
}
