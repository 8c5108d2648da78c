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
public interface TextModel {

  /**
   * Cuts a text into tokens, truncated to the model's limit.
   *
   * @param text the text, possibly empty
   * @param pair a second text, or null
   */
  EncodedText encode(String text, String pair);

  /** Word embeddings of the tokens: [S, d]. */
  Tensor embeddings(EncodedText text);

  /**
   * The row that words are moved from: [d].
   *
   * @throws IllegalArgumentException where the vocabulary has no such token
   */
  Tensor baselineRow(Baseline baseline);

  /**
   * Logits of variants of one text that differ in their embedding rows only.
   *
   * @param text the tokens' types and number; their ids are not looked at
   * @param embeddings B variants: [B, S, d], on the tape
   * @return [B, C], on the tape; row i depends on variant i alone, whatever B is
   */
  Variable logits(Tape tape, EncodedText text, Operand embeddings);

  /**
   * A cheaper way to {@link #logits} of variants that share most rows with the text, for models
   * that have one: what the variants share is computed here, once.
   *
   * @param embeddings of the text, [S, d]
   */
  default Optional<VariantFunction> share(EncodedText text, Tensor embeddings) {
    return Optional.empty();
  }

  /**
   * Whether {@link #logits} applies the same ops whatever the values are, so that a recorded pass
   * can be replayed on others.
   */
  default boolean replayable() {
    return false;
  }

  /** Names of the C classes. */
  List<String> labels();

  /** How the logits become probabilities. */
  default Link link() {
    return Link.SOFTMAX;
  }

  /** Where this model computes. */
  ComputeContext context();
}
