package org.mekiki.transformer;

import java.util.List;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.Link;
import org.mekiki.core.ops.Ops;
import org.mekiki.transformer.encoder.RowRange;
import org.mekiki.transformer.entity.EntityRows;
import org.mekiki.transformer.entity.WordSpan;

/** The question which labels fit some words of a text: one logit a label, each by itself. */
final class EntityView extends ModelView {
  private final EntityFinder finder;
  private final EntityRows rows;
  private final WordSpan span;

  EntityView(EntityFinder finder, EntityRows rows, WordSpan span) {
    super(finder.model());
    this.finder = finder;
    this.rows = rows;
    this.span = span;
  }

  @Override
  public EncodedText encode(String text, String pair) {
    return finder.encode(text, pair, 0);
  }

  @Override
  RowRange reads() {
    return RowRange.ALL;
  }

  @Override
  Variable logits(Variable outputs) {
    Variable logits = finder.head().spanLogits(outputs, rows, List.of(span));
    return Ops.reshape(logits, logits.shape().dim(0), logits.shape().dim(2));
  }

  @Override
  public boolean takesFewerTokens() {
    return false;
  }

  @Override
  public List<String> labels() {
    return finder.labels();
  }

  @Override
  public Link link() {
    return Link.SIGMOID;
  }
}
