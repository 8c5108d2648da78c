package org.mekiki.sig.judge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.mekiki.core.model.Baseline;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.TextModel;
import org.mekiki.core.model.Token;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.sig.attribution.AttributionInput;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.evaluation.MaskedLogits;
import org.mekiki.sig.evaluation.RowBatches;

/**
 * One text, and the model's answers to it with tokens masked or taken out. Each answer is computed
 * once, whoever asks; for one thread.
 */
public final class TextUnderTest implements AutoCloseable {
  private final EncodedText text;
  private final AttributionInput input;
  private final MaskedLogits masking;
  private final RowBatches batches;
  private final Map<RowSet, double[]> masked = new HashMap<>();
  private final Map<RowSet, double[]> kept = new HashMap<>();
  private final double[] logits;
  private final int target;

  /**
   * Asks the model about the text as it is.
   *
   * @param model the model that answers
   * @param text the text's tokens
   * @param baseline what stands in the place of a masked token
   */
  public TextUnderTest(TextModel model, EncodedText text, Baseline baseline) {
    this.text = text;
    input = AttributionInput.of(model, text, baseline);
    masking = new MaskedLogits(model, text, allMovable(model.baselineRow(baseline)));
    batches = new RowBatches(model, text);
    mask(List.of(RowSet.NONE));
    logits = masked.get(RowSet.NONE);
    target = Softmax.best(logits);
  }

  /** The published metrics mask added tokens like any other where they choose one. */
  private AttributionInput allMovable(Tensor from) {
    float[] starts = new float[input.rows().size()];
    boolean[] movable = new boolean[input.size()];
    for (int i = 0; i < movable.length; i++) {
      movable[i] = true;
      System.arraycopy(from.array(), from.offset(), starts, i * input.width(), input.width());
    }
    return new AttributionInput(
        input.rows(), Tensor.wrap(starts, 0, input.rows().shape()), movable);
  }

  /** The tokens. */
  EncodedText text() {
    return text;
  }

  /**
   * {@return a token}
   *
   * @param row its number, from 0
   */
  public Token tokenAt(int row) {
    return text.tokens().get(row);
  }

  /** {@return the embedding rows and their baseline} */
  public AttributionInput input() {
    return input;
  }

  /** {@return the class that is predicted for the text as it is} */
  public int target() {
    return target;
  }

  /** {@return the probability of that class for the text as it is} */
  public double probability() {
    return Softmax.probability(logits, target);
  }

  /**
   * {@return the numbers of the tokens that are words, or parts of words: all that were not added}
   */
  public int[] words() {
    boolean[] movable = input.movable();
    return IntStream.range(0, input.size()).filter(i -> movable[i]).toArray();
  }

  /** {@return the numbers of all tokens} */
  public int[] tokens() {
    return IntStream.range(0, input.size()).toArray();
  }

  /**
   * Computes answers with sets of tokens masked together, to be asked for afterwards.
   *
   * @param sets numbers of tokens
   */
  public void mask(Collection<RowSet> sets) {
    List<RowSet> missing = missing(sets, masked);
    double[][] answers = masking.of(missing);
    for (int i = 0; i < answers.length; i++) {
      masked.put(missing.get(i), answers[i]);
    }
  }

  /**
   * Computes answers to texts of which only these tokens are left.
   *
   * @param sets numbers of tokens
   */
  public void keep(Collection<RowSet> sets) {
    List<RowSet> missing = missing(sets, kept);
    double[][] answers = batches.kept(input.rows(), missing);
    for (int i = 0; i < answers.length; i++) {
      kept.put(missing.get(i), answers[i]);
    }
  }

  private static List<RowSet> missing(Collection<RowSet> sets, Map<RowSet, double[]> known) {
    return new ArrayList<>(new LinkedHashSet<>(sets))
        .stream().filter(set -> !known.containsKey(set)).toList();
  }

  /**
   * {@return the target's probability with the tokens at their baseline}
   *
   * @param set numbers of tokens
   */
  public double masked(RowSet set) {
    return Softmax.probability(maskedLogits(set), target);
  }

  /**
   * {@return the probability of a class with the tokens at their baseline}
   *
   * @param set numbers of tokens
   * @param of number of the class
   */
  public double masked(RowSet set, int of) {
    return Softmax.probability(maskedLogits(set), of);
  }

  /**
   * {@return the natural logarithm of {@link #masked(RowSet)}}
   *
   * @param set numbers of tokens
   */
  public double logMasked(RowSet set) {
    return Softmax.logProbability(maskedLogits(set), target);
  }

  /**
   * {@return the class that is predicted with the tokens at their baseline}
   *
   * @param set numbers of tokens
   */
  public int maskedAnswer(RowSet set) {
    return Softmax.best(maskedLogits(set));
  }

  /**
   * {@return the target's logit with the tokens at their baseline}
   *
   * @param set numbers of tokens
   */
  public double maskedLogit(RowSet set) {
    return maskedLogits(set)[target];
  }

  private double[] maskedLogits(RowSet set) {
    mask(List.of(set));
    return masked.get(set);
  }

  /**
   * {@return the target's probability where only these tokens are left, closed up and renumbered}
   *
   * @param set numbers of tokens
   */
  public double kept(RowSet set) {
    keep(List.of(set));
    return Softmax.probability(kept.get(set), target);
  }

  /** The target's probabilities for other embedding rows, [m, d] each, in the text's places. */
  double[] withRows(List<Tensor> rows) {
    double[][] answers = batches.whole(rows);
    double[] probabilities = new double[answers.length];
    for (int i = 0; i < answers.length; i++) {
      probabilities[i] = Softmax.probability(answers[i], target);
    }
    return probabilities;
  }

  /** Gives the buffers back. */
  @Override
  public void close() {
    masking.close();
    batches.close();
  }
}
