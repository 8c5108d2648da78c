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
   * {@return the encoder of a configuration}
   *
   * @param config the configuration
   * @param weights by their canonical names; can be read by several threads
   * @param context where to read them; not kept
   */
  static RowEncoder of(EncoderConfig config, Weights weights, ComputeContext context) {
    return config.form().recurrent().isPresent()
        ? new RecurrentEncoder(config, weights)
        : new Encoder(config, weights, context);
  }

  /** {@return the word-embedding table, [V, E]} */
  Tensor words();

  /**
   * Word embeddings of tokens, with the way back to the table where it is trained: [.., E].
   *
   * @param tape the tape to record on
   * @param ids numbers of tokens in row-major order
   * @param shape of the numbers
   * @return the rows, on the tape
   */
  Variable embeddings(Tape tape, int[] ids, Shape shape);

  /**
   * Rows of the last layer, which computes no other where it need not: [B, Q, M].
   *
   * @param tape the tape to record on
   * @param typeIds token types of the S rows, padding marked as {@link TokenKinds} does; where the
   *     weights are trained, those of all B · S rows may be given
   * @param words word embeddings, [B, S, E], on the tape
   * @param read which rows
   * @return the Q rows that were asked for, on the tape; variant i of them depends on variant i
   *     alone
   * @throws IllegalArgumentException if there are fewer rows
   */
  Variable rows(Tape tape, int[] typeIds, Operand words, RowRange read);

  /**
   * Does what all variants of one text share, once.
   *
   * @param typeIds token types of the S rows, padding marked as {@link TokenKinds} does
   * @param words word embeddings of the text, [S, E]
   * @param read the rows of the last layer that are wanted
   * @param context where to compute what is shared
   * @return empty where there is little to share
   */
  Optional<SharedRows> share(int[] typeIds, Tensor words, RowRange read, ComputeContext context);

  /**
   * The input of the first layer and the output of every layer, [B, S, M] each; the last as heads
   * read it.
   *
   * @param tape the tape to record on
   * @param typeIds token types of the S rows, padding marked as {@link TokenKinds} does
   * @param words word embeddings, [B, S, E], on the tape or constant
   * @return one more than the number of layers, the first layer's input first
   */
  List<Variable> hiddenStates(Tape tape, int[] typeIds, Operand words);

  /**
   * {@return the input of the first layer, [B, S, M]: what the encoder adds to words is in it}
   *
   * @param tape the tape to record on
   * @param typeIds token types of the S rows, padding marked as {@link TokenKinds} does
   * @param words word embeddings, [B, S, E], on the tape or constant
   */
  Variable embed(Tape tape, int[] typeIds, Operand words);
}
