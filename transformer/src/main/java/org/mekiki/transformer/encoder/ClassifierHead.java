package org.mekiki.transformer.encoder;

import org.mekiki.core.autodiff.Variable;

/** From the first row of the last layer, [B, M], to logits, [B, C]. */
@FunctionalInterface
public interface ClassifierHead {
  /** The logits. */
  Variable logits(Variable first);
}
