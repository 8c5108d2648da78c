package org.mekiki.cli.task;

import java.util.Arrays;
import java.util.List;
import org.mekiki.cli.choice.MaskChoice;
import org.mekiki.cli.console.UserException;
import org.mekiki.cli.record.Records;
import org.mekiki.core.model.Baseline;
import org.mekiki.core.model.EncodedText;
import org.mekiki.sig.attribution.AttributionInput;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.evaluation.MaskedLogits;
import org.mekiki.transformer.Classifier;
import org.mekiki.transformer.TaskModel;
import tools.jackson.databind.node.ObjectNode;

/** What a classifier answers with words masked that somebody chose. */
public final class MaskedReader {
  /** Forward passes of an answer. */
  public static final int PASSES = 2;

  private MaskedReader() {}

  /**
   * The answers to the text as it is and to the masked one.
   *
   * @throws UserException if the model does not classify, or there is no word at a place
   */
  public static ObjectNode read(TaskModel model, EncodedText text, MaskChoice mask) {
    if (!(model instanceof Classifier classifier)) {
      throw new UserException(
          "words are masked for a classifier; this model is for " + model.task().label());
    }
    RowSet rows = mask.tokens(text);
    double[][] logits;
    try (var masked =
        new MaskedLogits(classifier, text, AttributionInput.of(classifier, text, Baseline.MASK))) {
      logits = masked.of(List.of(RowSet.NONE, rows));
    }
    var reader = new ClassReader(classifier);
    ObjectNode node = Records.object().put("schema", "mekiki/masked/1");
    node.set("whole", answer(reader, classifier, logits[0]));
    node.set("masked", answer(reader, classifier, logits[1]));
    return node;
  }

  private static ObjectNode answer(ClassReader reader, Classifier model, double[] logits) {
    List<Double> list = Arrays.stream(logits).boxed().toList();
    return reader.json(list, model.link().probabilities(list));
  }
}
