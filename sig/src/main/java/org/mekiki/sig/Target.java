package org.mekiki.sig;

import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.Ops;

/**
 * The explained scalar F: one class, as logit, probability or log-probability.
 *
 * @param index of the class
 * @param output what of it
 */
public record Target(int index, OutputKind output) {
  /** F of each row of logits [B, C]: [B]. */
  Variable of(Variable logits) {
    Variable values =
        switch (output) {
          case LOGIT -> logits;
          case PROBABILITY -> Ops.softmax(logits);
          case LOG_PROBABILITY -> Ops.logSoftmax(logits);
        };
    return Ops.select(values, 1, index);
  }
}
