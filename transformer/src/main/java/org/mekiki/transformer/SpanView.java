package org.mekiki.transformer;

import java.util.List;
import java.util.stream.IntStream;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.ops.Ops;
import org.mekiki.transformer.encoder.RowRange;

/** The question at which token of a passage an answer starts, or ends. */
final class SpanView extends ModelView {
  private final RowRange passage;
  private final int end;
  private final List<String> labels;

  /**
   * A view.
   *
   * @param passage the tokens that can be in an answer
   * @param end 0 for the start, 1 for the end
   */
  SpanView(EncoderModel model, EncodedText text, RowRange passage, int end) {
    super(model);
    this.passage = passage;
    this.end = end;
    labels =
        IntStream.range(passage.from(), passage.to())
            .mapToObj(i -> text.surface(text.tokens().get(i)))
            .toList();
  }

  @Override
  RowRange reads() {
    return passage;
  }

  @Override
  Variable logits(Variable outputs) {
    return Ops.select(outputs, 2, end);
  }

  @Override
  public List<String> labels() {
    return labels;
  }
}
