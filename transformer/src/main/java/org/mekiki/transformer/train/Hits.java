package org.mekiki.transformer.train;

import org.mekiki.core.tensor.Tensor;

/** Counts right answers. */
final class Hits {
  private Hits() {}

  /** Rows of logits [B, C] whose largest, of equal ones the first, is the target's. */
  static int ofClasses(Tensor logits, int[] targets) {
    int classes = logits.shape().dim(1);
    int hits = 0;
    for (int row = 0; row < targets.length; row++) {
      int best = 0;
      for (int c = 1; c < classes; c++) {
        boolean larger = logits.getFlat(row * classes + c) > logits.getFlat(row * classes + best);
        best = larger ? c : best;
      }
      hits += best == targets[row] ? 1 : 0;
    }
    return hits;
  }

  /** Rows of logits [B, C], each counted by the share of its classes that are told right. */
  static double ofSigns(Tensor logits, Tensor targets) {
    int right = 0;
    for (int i = 0; i < logits.size(); i++) {
      right += logits.getFlat(i) > 0 == targets.getFlat(i) > 0.5f ? 1 : 0;
    }
    return (double) right / logits.shape().dim(1);
  }
}
