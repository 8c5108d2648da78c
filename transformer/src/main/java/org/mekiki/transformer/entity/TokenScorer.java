package org.mekiki.transformer.entity;

import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.LinearWeights;
import org.mekiki.core.ops.Ops;
import org.mekiki.transformer.encoder.Weights;

/** Three logits of each word and label: whether a span begins there, ends there, goes through. */
final class TokenScorer {
  /** Logits a word and label. */
  static final int LOGITS = 3;

  private final LinearWeights ofToken;
  private final LinearWeights ofLabel;
  private final Widening ends;

  TokenScorer(Weights weights) {
    ofToken = weights.linear("head.token");
    ofLabel = weights.linear("head.label");
    ends = Widening.of(weights, "head.ends");
  }

  /** The logits, [B, W, C, 3], of words [B, W, D] and labels [B, C, D]. */
  Variable logits(Variable words, Variable labels) {
    int batch = words.shape().dim(0);
    int w = words.shape().dim(1);
    int c = labels.shape().dim(1);
    int d = words.shape().dim(2);
    Variable token = Picked.repeated(Ops.linear(words, ofToken), c);
    Variable label = Picked.tiled(Ops.linear(labels, ofLabel), w);
    Variable both =
        Ops.concat(
            2,
            Ops.slice(token, 2, 0, d),
            Ops.slice(label, 2, 0, d),
            Ops.mul(Ops.slice(token, 2, d, 2 * d), Ops.slice(label, 2, d, 2 * d)));
    return Ops.reshape(ends.of(both), batch, w, c, LOGITS);
  }
}
