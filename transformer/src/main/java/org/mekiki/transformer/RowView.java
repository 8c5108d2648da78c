package org.mekiki.transformer;

import java.util.List;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.Ops;
import org.mekiki.transformer.encoder.RowRange;

/** The question what stands at one token: that row alone is read, and its outputs are logits. */
final class RowView extends ModelView {
  private final int row;
  private final List<String> labels;

  RowView(EncoderModel model, int row, List<String> labels) {
    super(model);
    this.row = row;
    this.labels = labels;
  }

  @Override
  RowRange reads() {
    return RowRange.of(row);
  }

  @Override
  Variable logits(Variable outputs) {
    return Ops.reshape(outputs, outputs.shape().dim(0), outputs.shape().dim(2));
  }

  @Override
  public List<String> labels() {
    return labels;
  }
}
