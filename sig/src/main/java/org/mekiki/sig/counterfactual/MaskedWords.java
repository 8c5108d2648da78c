package org.mekiki.sig.counterfactual;

import java.util.List;
import java.util.stream.IntStream;
import org.mekiki.core.model.Baseline;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.TextModel;
import org.mekiki.sig.attribution.AttributionInput;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.evaluation.MaskedLogits;
import org.mekiki.sig.evaluation.RowBatches;

/** A text of which words are masked, or all words but some. */
final class MaskedWords implements EditedText {
  private final List<RowSet> words;
  private final boolean others;
  private final AttributionInput input;
  private final MaskedLogits masked;
  private final RowBatches whole;

  /**
   * A text.
   *
   * @param words the tokens of each word
   * @param others whether an edit names the words that stay
   */
  MaskedWords(
      TextModel model, EncodedText text, List<RowSet> words, Baseline baseline, boolean others) {
    this.words = List.copyOf(words);
    this.others = others;
    input = AttributionInput.of(model, text, baseline);
    masked = new MaskedLogits(model, text, input);
    whole = new RowBatches(model, text);
  }

  @Override
  public int words() {
    return words.size();
  }

  @Override
  public double[][] logits(List<Edit> edits) {
    return masked.of(edits.stream().map(this::rows).toList());
  }

  @Override
  public double[] verified(Edit edit) {
    return whole.whole(List.of(input.masked(rows(edit))))[0];
  }

  private RowSet rows(Edit edit) {
    return RowSet.of(
        IntStream.range(0, words.size())
            .filter(word -> edit.has(word) != others)
            .mapToObj(words::get)
            .flatMapToInt(set -> IntStream.range(0, set.size()).map(set::row))
            .toArray());
  }

  @Override
  public void close() {
    masked.close();
    whole.close();
  }
}
