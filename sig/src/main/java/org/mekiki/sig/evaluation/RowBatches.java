package org.mekiki.sig.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.TextModel;
import org.mekiki.core.model.Token;
import org.mekiki.core.runtime.Interruption;
import org.mekiki.core.runtime.Workspace;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.sig.attribution.RowSet;

/**
 * Answers to texts whose rows were changed or taken out, those of one length together. What comes
 * out for a text depends on that text alone, bit for bit.
 */
public final class RowBatches implements AutoCloseable {
  private static final int BATCH_ROWS = 256;

  private final TextModel model;
  private final EncodedText text;
  private final Workspace workspace;

  /**
   * Answers for one text.
   *
   * @param model the model that answers
   * @param text the text's tokens
   */
  public RowBatches(TextModel model, EncodedText text) {
    this.model = model;
    this.text = text;
    workspace = model.context().borrowWorkspace();
  }

  /** What texts must agree in to be evaluated together: number and types of tokens. */
  private static List<Integer> form(EncodedText text) {
    return text.tokens().stream().map(Token::typeId).toList();
  }

  /**
   * Logits of the text with only some of its tokens, [set][class]: positions are given anew, types
   * stay with their tokens.
   *
   * @param rows of the whole text, [m, d]
   * @param sets the tokens that stay, at least one each
   * @return one row a set
   */
  public double[][] kept(Tensor rows, List<RowSet> sets) {
    Map<List<Integer>, List<Integer>> groups = new LinkedHashMap<>();
    for (int i = 0; i < sets.size(); i++) {
      groups.computeIfAbsent(form(part(sets.get(i))), _ -> new ArrayList<>()).add(i);
    }
    double[][] answers = new double[sets.size()][];
    for (List<Integer> group : groups.values()) {
      EncodedText shorter = part(sets.get(group.getFirst()));
      List<Tensor> parts = group.stream().map(i -> rows(rows, sets.get(i))).toList();
      double[][] some = evaluate(shorter, parts);
      for (int i = 0; i < some.length; i++) {
        answers[group.get(i)] = some[i];
      }
    }
    return answers;
  }

  /**
   * Logits of the text with other rows.
   *
   * @param rows [m, d] each
   * @return one row each, [variant][class]
   */
  public double[][] whole(List<Tensor> rows) {
    return evaluate(text, rows);
  }

  private EncodedText part(RowSet set) {
    List<Token> tokens =
        IntStream.range(0, set.size()).mapToObj(k -> text.tokens().get(set.row(k))).toList();
    return new EncodedText(text.text(), text.pair(), tokens, tokens.size());
  }

  private static Tensor rows(Tensor rows, RowSet set) {
    int width = rows.shape().dim(1);
    float[] some = new float[set.size() * width];
    for (int k = 0; k < set.size(); k++) {
      System.arraycopy(rows.array(), rows.offset() + set.row(k) * width, some, k * width, width);
    }
    return Tensor.wrap(some, 0, Shape.of(set.size(), width));
  }

  private double[][] evaluate(EncodedText form, List<Tensor> variants) {
    double[][] answers = new double[variants.size()][];
    int batch = Math.max(1, BATCH_ROWS / form.size());
    var tape = new Tape(model.context(), workspace);
    for (int first = 0; first < variants.size(); first += batch) {
      Interruption.checkCaller();
      List<Tensor> some = variants.subList(first, Math.min(variants.size(), first + batch));
      float[] values = model.logits(tape, form, tape.constant(stacked(some))).value().toArray();
      int classes = values.length / some.size();
      for (int i = 0; i < some.size(); i++) {
        answers[first + i] = new double[classes];
        for (int c = 0; c < classes; c++) {
          answers[first + i][c] = values[i * classes + c];
        }
      }
      tape.reset();
    }
    return answers;
  }

  private static Tensor stacked(List<Tensor> tensors) {
    Shape shape = tensors.getFirst().shape();
    float[] all = new float[tensors.size() * shape.size()];
    for (int i = 0; i < tensors.size(); i++) {
      System.arraycopy(
          tensors.get(i).array(), tensors.get(i).offset(), all, i * shape.size(), shape.size());
    }
    return Tensor.wrap(all, 0, Shape.of(tensors.size(), shape.dim(0), shape.dim(1)));
  }

  /** Gives the buffers back. */
  @Override
  public void close() {
    model.context().giveBack(workspace);
  }
}
