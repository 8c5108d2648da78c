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
          case AttentionPositions.DistanceBias bias when !bias.everyLayer() ->
              distanceBias("positions.bias", bias);
          case AttentionPositions.LinearBias _ ->
              new LayerPositions(RelativePositions.bias(linearBias()), null);
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
  LayerPositions layer(String name, int number, LinearMap query, LinearMap key) {
    return switch (config.form().positions()) {
      case AttentionPositions.None _, AttentionPositions.LinearBias _ -> everywhere;
      case AttentionPositions.DistanceBias bias ->
          bias.everyLayer() ? distanceBias(name + "distance_bias", bias) : everywhere;
      case AttentionPositions.Rotary rotary -> rotary.local(number) ? nearby : everywhere;
      case AttentionPositions.DistanceEmbeddings d -> distanceEmbeddings(name, d);
      case AttentionPositions.Disentangled d -> disentangled(name, d, query.whole(), key.whole());
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

  /**
   * A bias of each head and bucket.
   *
   * @param name of the table
   */
  private LayerPositions distanceBias(String name, AttentionPositions.DistanceBias form) {
    int[] rows = rows(form::bucket);
    return trained == null
        ? new LayerPositions(RelativePositions.bias(bias(name, rows)), null)
        : trained.distanceBias(name, rows);
  }

  /** Minus the distance times each head's factor, [H, distances]. */
  private Tensor linearBias() {
    int length = config.maxTokens();
    double[] slopes = AttentionPositions.LinearBias.slopes(config.heads());
    int distances = 2 * length - 1;
    float[] values = new float[Math.multiplyExact(slopes.length, distances)];
    for (int h = 0; h < slopes.length; h++) {
      for (int i = 0; i < distances; i++) {
        values[h * distances + i] = (float) (-slopes[h] * Math.abs(i - length + 1));
      }
    }
    return Tensor.wrap(values, 0, Shape.of(slopes.length, distances));
  }

  /** [buckets, H] to [H, distances]. */
  private Tensor bias(String name, int[] rows) {
    Tensor buckets = weights.get(name);
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
    float[] values = new float[count * config.attentionSize()];
    for (int i = 0; i < values.length; i++) {
      int row = i / config.attentionSize();
      values[i] = factor * distances.getFlat(row * dim + i % dim);
    }
    Tensor tiled = Tensor.wrap(values, 0, Shape.of(count, config.attentionSize()));
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
    Norm norm = Norm.of(config, weights, "positions.norm");
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
