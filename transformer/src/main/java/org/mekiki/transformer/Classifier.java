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
    problem = ProblemType.of(model.design().head());
  }

  /**
   * Loads a converted model.
   *
   * @param path the file
   * @param context where to load and compute; stays the caller's
   * @return the classifier, which needs the file no more
   * @throws IOException if the file cannot be read or is no sound sequence classifier
   */
  public static Classifier load(Path path, ComputeContext context) throws IOException {
    return new Classifier(EncoderModel.load(path, Task.SEQUENCE_CLASSIFICATION, context));
  }

  /**
   * Makes a classifier of an opened model, which may be closed afterwards.
   *
   * @param file the opened model
   * @param context where to load and compute; stays the caller's
   * @return the classifier
   * @throws IOException if a weight cannot be read, or the file is no sound sequence classifier
   */
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

  /** {@return what the outputs mean: one class, several, or numbers} */
  public ProblemType problem() {
    return problem;
  }

  /**
   * {@return the input of the first layer and the output of every layer, [B, S, M] each; the last
   * as the head reads it}
   *
   * @param tape the tape to record on
   * @param text the tokens' types and number; their ids are not looked at
   * @param embeddings B variants of the text's word embeddings, [B, S, d]
   */
  public List<Variable> hiddenStates(Tape tape, EncodedText text, Operand embeddings) {
    return model().hiddenStates(tape, text, embeddings);
  }

  /**
   * {@return the input of the first layer, [B, S, M]: positions and types added, and normalised}
   *
   * @param tape the tape to record on
   * @param text the tokens' types and number; their ids are not looked at
   * @param embeddings B variants of the text's word embeddings, [B, S, d]
   */
  public Variable embedded(Tape tape, EncodedText text, Operand embeddings) {
    return model().embedded(tape, text, embeddings);
  }

  /**
   * Classifies a text.
   *
   * @param text the text; its end is cut off where it is too long for the model
   * @return its logits and probabilities
   * @throws ArithmeticException if a logit is not finite
   */
  public Prediction predict(String text) {
    return predict(encode(text, null));
  }

  /**
   * Classifies a text.
   *
   * @param text the text, as {@link #encode} gives it
   * @return its logits and probabilities
   * @throws ArithmeticException if a logit is not finite
   */
  public Prediction predict(EncodedText text) {
    return predict(List.of(text)).getFirst();
  }

  /**
   * Classifies many texts, on the threads of the context.
   *
   * @param texts any number of texts; each is cut off where it is too long for the model
   * @return one prediction a text, in their order, the same as of each by itself
   * @throws ArithmeticException if a logit is not finite
   */
  public List<Prediction> predictAll(List<String> texts) {
    return predict(ManyTexts.encoded(texts, text -> encode(text, null), context()));
  }

  /**
   * Classifies many texts, on the threads of the context. Those of one length are read together;
   * nothing is padded.
   *
   * @param texts any number of texts, as {@link #encode} gives them
   * @return one prediction a text, in their order, the same as of each by itself
   * @throws ArithmeticException if a logit is not finite
   */
  public List<Prediction> predict(List<EncodedText> texts) {
    return ManyTexts.answers(model(), texts, reads()).stream()
        .map(logits -> Prediction.of(logits, 0, logits.length, link()))
        .toList();
  }

  @Override
  public List<String> labels() {
    return model().design().labels();
  }
}
