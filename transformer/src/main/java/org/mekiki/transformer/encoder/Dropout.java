package org.mekiki.transformer.encoder;

import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.DropoutMask;

/**
 * What training leaves out of a computation at random (Srivastava et al. 2014), at the places where
 * BERT does: after the embeddings, in attention's probabilities, after attention and after the
 * feed-forward block, before the last layer of a classifier.
 */
public interface Dropout {
  /** Leaves out nothing, as predictions do. */
  Dropout NONE =
      new Dropout() {
        @Override
        public Variable rows(Variable x, String place) {
          return x;
        }

        @Override
        public Variable answer(Variable x, String place) {
          return x;
        }

        @Override
        public DropoutMask attention(String place) {
          return null;
        }
      };

  /**
   * Rows of an encoder without some of their numbers.
   *
   * @param x [B, S, M]
   * @param place name of the place in the model
   * @return of x's shape
   */
  Variable rows(Variable x, String place);

  /**
   * What a head's last layer reads, without some of its numbers.
   *
   * @param x [B, M], or [B, Q, M]
   * @param place name of the place in the model
   * @return of x's shape
   */
  Variable answer(Variable x, String place);

  /**
   * Which probabilities of an attention are left out; null for none.
   *
   * @param place name of the place in the model
   * @return the mask, or null
   */
  DropoutMask attention(String place);
}
