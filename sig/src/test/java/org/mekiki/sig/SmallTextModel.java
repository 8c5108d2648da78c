package org.mekiki.sig;

import java.util.ArrayList;
import java.util.List;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.model.Baseline;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.TextModel;
import org.mekiki.core.model.Token;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Operand;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/**
 * A {@link SmallModel} that reads texts of six pieces: words stand between spaces, and every
 * capital letter begins a new piece.
 */
public final class SmallTextModel implements TextModel {
  /** A model without settings. */
  public SmallTextModel() {}

  private final SmallModel model = new SmallModel(true, 0.5);

  @Override
  public EncodedText encode(String text, String pair) {
    var tokens = new ArrayList<Token>();
    tokens.add(new Token("[CLS]", 0, 0, -1, 0, 0, true, -1));
    add(text, 0, tokens);
    if (pair != null) {
      add(pair, 1, tokens);
    }
    return new EncodedText(text, pair, tokens, tokens.size());
  }

  private static void add(String text, int sequence, List<Token> tokens) {
    int word = 0;
    for (int start = 0; start < text.length(); ) {
      int end = start + 1;
      while (end < text.length()
          && text.charAt(end) != ' '
          && !Character.isUpperCase(text.charAt(end))) {
        end++;
      }
      if (text.charAt(start) == ' ') {
        word++;
        start++;
        continue;
      }
      String piece = text.substring(start, end);
      tokens.add(new Token(piece, 1, sequence, sequence, start, end, false, word));
      start = end;
    }
  }

  @Override
  public Tensor embeddings(EncodedText text) {
    return model.input().rows();
  }

  @Override
  public Tensor baselineRow(Baseline baseline) {
    if (baseline == Baseline.PAD) {
      throw new IllegalArgumentException("the tokenizer has no pad token; choose another baseline");
    }
    return Tensor.zeros(Shape.of(SmallModel.WIDTH));
  }

  @Override
  public Variable logits(Tape tape, EncodedText text, Operand embeddings) {
    return model.logits(tape, embeddings);
  }

  @Override
  public List<String> labels() {
    return List.of("no", "yes", "perhaps");
  }

  @Override
  public ComputeContext context() {
    return ComputeContext.sequential();
  }
}
