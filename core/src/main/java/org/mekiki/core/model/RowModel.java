package org.mekiki.core.model;

import java.util.Optional;
import org.mekiki.core.tensor.Tensor;

/** What is known of a model of embedding rows, whether it is asked about texts or about rows. */
public interface RowModel {
  /**
   * The word-embedding table, [V, d], whose rows the model's inputs are, for methods that look for
   * words near a word; a row of it is a word or a piece.
   *
   * @return the table; empty, as by default, where rows come from elsewhere
   */
  default Optional<Tensor> embeddingTable() {
    return Optional.empty();
  }

  /**
   * {@return whether the logits come from the same ops whatever the values are, so that a recorded
   * pass can be replayed on others; false by default}
   */
  default boolean replayable() {
    return false;
  }
}
