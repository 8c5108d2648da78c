package org.mekiki.transformer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.Link;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Operand;
import org.mekiki.transformer.encoder.RowRange;
import org.mekiki.transformer.file.ModelFile;
import org.mekiki.transformer.head.ProblemType;
import org.mekiki.transformer.head.Task;

/**
 * A sequence classifier: text in, one logit a class out; of a regression, one number an output.
 * Immutable, safe for many threads.
 */
public final class Classifier extends ModelView implements TaskModel {
  private final ProblemType problem;

  Classifier(EncoderModel model) {
    super(model);
    problem = ProblemType.of(model.headConfig());
  }

  /**
   * Loads a converted model.
   *
   * @param context where to load and compute; stays the caller's
   * @throws IOException if the file cannot be read or is no sound sequence classifier
   */
  public static Classifier load(Path path, ComputeContext context) throws IOException {
    try (ModelFile file = ModelFile.open(path)) {
      return of(file, context);
    }
  }

  /** Makes a classifier of an opened model, which may be closed afterwards. */
  public static Classifier of(ModelFile file, ComputeContext context) throws IOException {
    EncoderModel model = EncoderModel.of(file, context);
    return new Classifier(model.requireTask(Task.SEQUENCE_CLASSIFICATION));
  }

  @Override
  RowRange reads() {
    return model().reads();
  }

  @Override
  Variable logits(Variable outputs) {
    return outputs;
  }

  @Override
  public Link link() {
    return problem.link();
  }

  /** What the outputs mean. */
  public ProblemType problem() {
    return problem;
  }

  /** The input of the first layer and the output of every layer, [B, S, M] each. */
  public List<Variable> hiddenStates(Tape tape, EncodedText text, Operand embeddings) {
    return model().hiddenStates(tape, text, embeddings);
  }

  /**
   * Classifies a text.
   *
   * @throws ArithmeticException if a logit is not finite
   */
  public Prediction predict(EncodedText text) {
    return predict(text, context());
  }

  /** Classifies several texts, side by side where the context has threads. */
  public List<Prediction> predict(List<EncodedText> texts) {
    var predictions = new Prediction[texts.size()];
    context()
        .forEach(
            predictions.length,
            (i, _) -> predictions[i] = predict(texts.get(i), context().inline()));
    return List.of(predictions);
  }

  private Prediction predict(EncodedText text, ComputeContext where) {
    float[] logits = model().answer(text, reads(), where);
    return Prediction.of(logits, 0, logits.length, link());
  }

  @Override
  public List<String> labels() {
    return model().labels();
  }
}
