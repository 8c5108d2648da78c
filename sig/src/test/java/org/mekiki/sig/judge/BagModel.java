package org.mekiki.sig.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.model.Baseline;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.TextModel;
import org.mekiki.core.model.Token;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Operand;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/**
 * Adds up what its words say: the logit of "yes" is half the sum of each word's value, or of its
 * hyperbolic tangent, and that of "no" the opposite. Words are cut at spaces between two added
 * tokens, which say nothing, and so does the masked word.
 */
public final class BagModel implements TextModel {
  static final int WIDTH = 3;

  private final boolean linear;

  /**
   * A model.
   *
   * @param linear whether words say their values, or the hyperbolic tangents of them
   */
  public BagModel(boolean linear) {
    this.linear = linear;
  }

  /** A word that is a number says that; another has a value of chance. */
  static double value(String word) {
    try {
      return Double.parseDouble(word);
    } catch (NumberFormatException e) {
      return new Random(word.hashCode()).nextGaussian();
    }
  }

  @Override
  public EncodedText encode(String text, String pair) {
    var tokens = new ArrayList<Token>();
    tokens.add(new Token("[CLS]", 0, 0, -1, 0, 0, true, -1));
    int number = 0;
    for (Example.Span span : Example.spaced(text)) {
      String word = text.substring(span.start(), span.end());
      tokens.add(new Token(word, 1, 0, 0, span.start(), span.end(), false, number++));
    }
    tokens.add(new Token("[SEP]", 0, 0, -1, 0, 0, true, -1));
    return new EncodedText(text, pair, tokens, tokens.size());
  }

  @Override
  public Tensor embeddings(EncodedText text) {
    float[] rows = new float[text.size() * WIDTH];
    for (int i = 0; i < text.size(); i++) {
      Token token = text.tokens().get(i);
      rows[i * WIDTH] = token.added() ? 0 : (float) value(token.text());
    }
    return Tensor.wrap(rows, 0, Shape.of(text.size(), WIDTH));
  }

  @Override
  public Tensor baselineRow(Baseline baseline) {
    return Tensor.zeros(Shape.of(WIDTH));
  }

  @Override
  public Variable logits(Tape tape, EncodedText text, Operand embeddings) {
    Variable said = Ops.select(embeddings, 2, 0);
    Variable yes = Ops.sum(linear ? said : Ops.tanh(said), 1);
    Variable column = Ops.reshape(yes, yes.shape().dim(0), 1);
    return Ops.concat(1, Ops.scale(column, -0.5f), Ops.scale(column, 0.5f));
  }

  @Override
  public List<String> labels() {
    return List.of("no", "yes");
  }

  @Override
  public ComputeContext context() {
    return ComputeContext.sequential();
  }
}
