package org.mekiki.transformer.train;

import java.util.ArrayList;
import java.util.List;
import org.mekiki.core.autodiff.Parameter;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.train.Loss;
import org.mekiki.core.train.Objective;
import org.mekiki.core.train.Step;
import org.mekiki.transformer.encoder.RowRange;
import org.mekiki.transformer.head.Task;

/**
 * Learns to fill blanks: the mean of −ln p(token) over all blanks. Only rows of blanks go through
 * the head. In training a text has other blanks in every step; in evaluations always the same.
 */
public final class MaskedLanguageModelling implements Objective<TokenizedText> {
  private final TrainableModel model;
  private final Masking masking;

  /**
   * An objective.
   *
   * @param model a masked language model
   * @param share of tokens that are asked for; usual is 0.15
   * @param wholeWords whether all tokens of a word are asked for together
   */
  public MaskedLanguageModelling(TrainableModel model, double share, boolean wholeWords) {
    if (model.design().head().task() != Task.MASKED_LM) {
      throw new IllegalArgumentException("the model is not a masked language model");
    }
    int mask =
        model
            .design()
            .tokenizer()
            .specialTokens()
            .mask()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "a masked language model needs a mask token, and the tokenizer has none"));
    this.model = model;
    this.masking =
        new Masking(share, wholeWords, mask, model.design().tokenizer().vocabularySize());
  }

  @Override
  public List<Parameter> parameters() {
    return model.parameters();
  }

  @Override
  public Object form(TokenizedText example) {
    return example.form();
  }

  @Override
  public int size(TokenizedText example) {
    return example.size();
  }

  @Override
  public Loss loss(Tape tape, List<TokenizedText> examples, Step step) {
    int length = examples.getFirst().size();
    var texts = new ArrayList<TokenizedText>();
    var places = new ArrayList<Integer>();
    var targets = new ArrayList<Integer>();
    for (int i = 0; i < examples.size(); i++) {
      TokenizedText text = examples.get(i);
      Masking.Blanks blanks = masking.of(text, step.example(i));
      texts.add(text.with(blanks.ids()));
      for (int place : blanks.places()) {
        places.add(i * length + place);
        targets.add(text.ids()[place]);
      }
    }
    if (places.isEmpty()) {
      return Loss.NONE;
    }
    Variable logits = logits(tape, texts, ints(places), step);
    int[] right = ints(targets);
    return new Loss(
        Ops.crossEntropy(logits, right), right.length, Hits.ofClasses(logits.value(), right));
  }

  /** Scores of the vocabulary for the rows of blanks, [N, V]. */
  private Variable logits(Tape tape, List<TokenizedText> texts, int[] places, Step step) {
    Variable rows = model.rows(tape, texts, RowRange.ALL, step);
    Shape shape = rows.shape();
    Variable all = Ops.reshape(rows, shape.dim(0) * shape.dim(1), shape.dim(2));
    Variable scores = model.outputs(Ops.gather(all, places, Shape.of(places.length, 1)));
    return Ops.reshape(scores, places.length, scores.shape().dim(2));
  }

  private static int[] ints(List<Integer> values) {
    return values.stream().mapToInt(Integer::intValue).toArray();
  }
}
