package org.mekiki.transformer.encoder;

import java.util.Collections;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.LinearWeights;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.ops.PositionTables;
import org.mekiki.core.tensor.Operand;
import org.mekiki.core.tensor.Shape;

/** What {@link PositionTerms} computes of weights once, computed on a tape with the way back. */
final class TrainedPositionTerms {
  private final EncoderConfig config;
  private final Weights weights;

  TrainedPositionTerms(EncoderConfig config, Weights weights) {
    this.config = config;
    this.weights = weights;
  }

  /**
   * A bias of each head and distance.
   *
   * @param name of the table
   * @param rows the bucket of each distance
   */
  LayerPositions distanceBias(String name, int[] rows) {
    Operand buckets = weights.operand(name);
    return LayerPositions.trained(
        tape -> {
          Variable byDistance = Ops.gather(tape, buckets, rows, Shape.of(rows.length));
          return PositionTables.bias(Ops.transpose(byDistance, 1, 0));
        });
  }

  /** One table [R, D] for all heads. */
  LayerPositions distanceEmbeddings(
      String name, AttentionPositions.DistanceEmbeddings d, int[] rows) {
    Operand distances = weights.operand(name + "distance");
    int dim = config.headSize();
    float factor = d.scaled() ? 1 : (float) Math.sqrt(dim);
    double scale = 1 / Math.sqrt(dim);
    return LayerPositions.trained(
        tape -> {
          Variable one = Ops.scale(tape.lift(distances), factor);
          Operand[] heads = Collections.nCopies(config.heads(), one).toArray(Operand[]::new);
          Variable tiled = Ops.concat(1, heads);
          return PositionTables.products(scale, rows, tiled, d.keys() ? tiled : null);
        });
  }

  /** Projections of a table that all layers share. */
  LayerPositions disentangled(
      String name,
      AttentionPositions.Disentangled d,
      double scale,
      int[] rows,
      LinearWeights query,
      LinearWeights key) {
    boolean toPosition = d.span() > 0 && d.contentToPosition();
    boolean toContent = d.span() > 0 && d.positionToContent();
    LinearWeights keys = toPosition && !d.shared() ? weights.linear(name + "position_key") : key;
    LinearWeights queries =
        toContent && !d.shared() ? weights.linear(name + "position_query") : query;
    Norm norm = d.span() > 0 && d.normalised() ? Norm.of(config, weights, "positions.norm") : null;
    return LayerPositions.trained(
        tape -> {
          Variable table = d.span() == 0 ? null : table(tape, norm);
          return PositionTables.products(
              scale,
              rows,
              toPosition ? Ops.linear(table, keys) : null,
              toContent ? Ops.linear(table, queries) : null);
        });
  }

  private Variable table(Tape tape, Norm norm) {
    Variable table = tape.lift(weights.operand("positions.table"));
    return norm == null ? table : norm.apply(table);
  }
}
