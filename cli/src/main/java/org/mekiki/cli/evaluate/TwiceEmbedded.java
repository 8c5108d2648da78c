package org.mekiki.cli.evaluate;

import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.tensor.Operand;
import org.mekiki.sig.evaluation.ModelView;
import org.mekiki.transformer.Classifier;

/**
 * A classifier as the published experiments evaluate it: word embeddings get positions, types and
 * normalisation, and are then given to the model as if they were word embeddings, so that it adds
 * and normalises a second time.
 */
final class TwiceEmbedded extends ModelView {
  private final Classifier classifier;

  TwiceEmbedded(Classifier classifier) {
    super(classifier);
    this.classifier = classifier;
  }

  @Override
  public Variable logits(Tape tape, EncodedText text, Operand embeddings) {
    return classifier.logits(tape, text, classifier.embedded(tape, text, embeddings));
  }
}
