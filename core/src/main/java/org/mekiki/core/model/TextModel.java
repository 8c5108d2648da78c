package org.mekiki.core.model;

import java.util.List;
import java.util.Optional;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Operand;
import org.mekiki.core.tensor.Tensor;

/**
 * A model that reads a text as rows of word embeddings and answers with one logit a class.
 *
 * <p>The word embeddings, rows of the embedding table before position, type or normalisation are
 * applied, are what explanations differentiate. Implementations are safe for use by many threads.
 */
public interface TextModel extends RowModel {

  /**
   * Cuts a text into tokens, truncated to the model's limit.
   *
   * @param text the text, possibly empty
   * @param pair a second text, or null
   * @return the tokens, those included that the tokenizer adds
   */
  EncodedText encode(String text, String pair);

  /**
   * {@return word embeddings of the tokens: [S, d]}
   *
   * @param text of {@link #encode}, S tokens
   */
  Tensor embeddings(EncodedText text);

  /**
   * {@return the row that words are moved from: [d]}
   *
   * @param baseline which special token's, or zeros
   * @throws IllegalArgumentException where the vocabulary has no such token
   */
  Tensor baselineRow(Baseline baseline);

  /**
   * Logits of variants of one text that differ in their embedding rows only.
   *
   * @param tape what the logits are computed on
   * @param text the tokens' types and number; their ids are not looked at
   * @param embeddings B variants: [B, S, d], on the tape
   * @return [B, C], on the tape; row i depends on variant i alone, whatever B is
   */
  Variable logits(Tape tape, EncodedText text, Operand embeddings);

  /**
   * A cheaper way to {@link #logits} of variants that share most rows with the text, for models
   * that have one: what the variants share is computed here, once.
   *
   * @param text the tokens' types and number, as in {@link #logits}
   * @param embeddings of the text, [S, d]
   * @return the logits as a function of the rows that differ; empty where there is no cheaper way
   */
  default Optional<VariantFunction> share(EncodedText text, Tensor embeddings) {
    return Optional.empty();
  }

  /**
   * {@return whether {@link #logits} can be asked about a text of which tokens were taken out; not
   * where it is about certain tokens of one text}
   */
  default boolean takesFewerTokens() {
    return true;
  }

  /** {@return the names of the C classes, in the order of the logits} */
  List<String> labels();

  /** {@return how the logits become probabilities} */
  default Link link() {
    return Link.SOFTMAX;
  }

  /** {@return where this model computes} */
  ComputeContext context();
}
