package org.mekiki.transformer.encoder;

import java.util.List;
import java.util.Optional;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Operand;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/** From rows of word embeddings to the rows that heads read. Immutable, safe for many threads. */
public sealed interface RowEncoder permits Encoder, RecurrentEncoder {
  /**
   * The one of a configuration.
   *
   * @param weights by their canonical names; can be read by several threads
   * @param context where to read them; not kept
   */
  static RowEncoder of(EncoderConfig config, Weights weights, ComputeContext context) {
    return config.form().recurrent().isPresent()
        ? new RecurrentEncoder(config, weights)
        : new Encoder(config, weights, context);
  }

  /** The word-embedding table, [V, E]. */
  Tensor words();

  /** Word embeddings of tokens, with the way back to the table where it is trained: [.., E]. */
  Variable embeddings(Tape tape, int[] ids, Shape shape);

  /**
   * Rows of the last layer, which computes no other where it need not: [B, Q, M].
   *
   * @param typeIds token types of the S rows; where the weights are trained, those of all B · S
   *     rows may be given
   * @param words word embeddings, [B, S, E], on the tape
   * @param read which rows
   * @throws IllegalArgumentException if there are fewer rows
   */
  Variable rows(Tape tape, int[] typeIds, Operand words, RowRange read);

  /**
   * Does what all variants of one text share, once.
   *
   * @param typeIds token types of the S rows
   * @param words word embeddings of the text, [S, E]
   * @param read the rows of the last layer that are wanted
   * @return empty where there is little to share
   */
  Optional<SharedRows> share(int[] typeIds, Tensor words, RowRange read, ComputeContext context);

  /**
   * The input of the first layer and the output of every layer, [B, S, M] each; the last as heads
   * read it.
   */
  List<Variable> hiddenStates(Tape tape, int[] typeIds, Operand words);

  /** The input of the first layer, [B, S, M]: what the encoder adds to words is in it. */
  Variable embed(Tape tape, int[] typeIds, Operand words);
}
