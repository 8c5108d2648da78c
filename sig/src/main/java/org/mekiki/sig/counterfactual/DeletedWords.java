package org.mekiki.sig.counterfactual;

import java.util.List;
import java.util.stream.IntStream;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.TextModel;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.evaluation.RowBatches;

/** A text from which words are deleted, or all words but some; what is left closes up. */
final class DeletedWords implements EditedText {
  private final List<RowSet> words;
  private final boolean others;
  private final int tokens;
  private final Tensor rows;
  private final RowBatches batches;

  /**
   * A text.
   *
   * @param words the tokens of each word
   * @param others whether an edit names the words that stay
   * @throws IllegalArgumentException if the model cannot be asked about fewer tokens
   */
  DeletedWords(TextModel model, EncodedText text, List<RowSet> words, boolean others) {
    if (!model.takesFewerTokens()) {
      throw new IllegalArgumentException(
          "words cannot be deleted for this model; mask them instead");
    }
    this.words = List.copyOf(words);
    this.others = others;
    tokens = text.size();
    rows = model.embeddings(text);
    batches = new RowBatches(model, text);
  }

  @Override
  public int words() {
    return words.size();
  }

  @Override
  public double[][] logits(List<Edit> edits) {
    return batches.kept(rows, edits.stream().map(this::left).toList());
  }

  @Override
  public double[] verified(Edit edit) {
    return logits(List.of(edit))[0];
  }

  private RowSet left(Edit edit) {
    boolean[] gone = new boolean[tokens];
    for (int word = 0; word < words.size(); word++) {
      for (int k = 0; k < words.get(word).size(); k++) {
        gone[words.get(word).row(k)] = edit.has(word) != others;
      }
    }
    int[] left = IntStream.range(0, tokens).filter(i -> !gone[i]).toArray();
    if (left.length == 0) {
      throw new IllegalArgumentException(
          "with every word deleted there is nothing left to read; mask the words instead");
    }
    return RowSet.of(left);
  }

  @Override
  public void close() {
    batches.close();
  }
}
