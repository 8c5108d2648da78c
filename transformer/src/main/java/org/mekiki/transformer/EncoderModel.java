package org.mekiki.transformer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.model.Baseline;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.Token;
import org.mekiki.core.model.VariantFunction;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Operand;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.transformer.encoder.RowEncoder;
import org.mekiki.transformer.encoder.RowRange;
import org.mekiki.transformer.encoder.TokenKinds;
import org.mekiki.transformer.encoder.UnsupportedModelException;
import org.mekiki.transformer.encoder.Weights;
import org.mekiki.transformer.file.ModelFile;
import org.mekiki.transformer.file.ModelFileException;
import org.mekiki.transformer.head.Head;
import org.mekiki.transformer.head.SentenceEmbedding;
import org.mekiki.transformer.head.Task;
import org.mekiki.transformer.tokenizer.Truncation;

/**
 * What the models of all tasks share: a tokenizer, an encoder and a head. Immutable, safe for many
 * threads.
 */
final class EncoderModel {
  private final ModelDesign design;
  private final RowEncoder encoder;
  private final RowRange reads;
  private final Head head;
  private final String sha256;
  private final ComputeContext context;

  private EncoderModel(ModelDesign design, Weights weights, String sha256, ComputeContext context) {
    this.design = design;
    this.encoder = RowEncoder.of(design.encoder(), weights, context);
    this.reads = design.form().reads(design.head());
    this.head = design.form().head(design.encoder(), design.head(), weights);
    this.sha256 = sha256;
    this.context = context;
  }

  private EncoderModel(EncoderModel model, Head head) {
    this.design = model.design;
    this.encoder = model.encoder;
    this.reads = model.reads;
    this.head = head;
    this.sha256 = model.sha256;
    this.context = model.context;
  }

  /** Opens a file, takes all that is needed of its model, and refuses one of another task. */
  static EncoderModel load(Path path, Task wanted, ComputeContext context) throws IOException {
    try (ModelFile file = ModelFile.open(path)) {
      return of(file, context).requireTask(wanted);
    }
  }

  /** Takes all that is needed of an opened model, which may be closed afterwards. */
  static EncoderModel of(ModelFile file, ComputeContext context) throws IOException {
    var event = new ModelLoadEvent();
    event.begin();
    try {
      ModelDesign design = ModelDesign.of(file.content());
      var weights =
          new StoredWeights(file.content().tensors(), design.weights(), context.kernels());
      var model = new EncoderModel(design, weights, file.sha256(), context);
      file.requireUnchanged();
      model.tellLoaded(event);
      return model;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (UnsupportedModelException e) {
      throw new ModelFileException("the model cannot be used: " + e.getMessage(), e);
    }
  }

  private void tellLoaded(ModelLoadEvent event) {
    event.end();
    String family = design.encoder().family();
    String task = design.head().task().label();
    if (event.shouldCommit()) {
      event.family = family;
      event.task = task;
      event.sha256 = sha256;
      event.commit();
    }
    System.getLogger("org.mekiki.transformer")
        .log(
            System.Logger.Level.DEBUG,
            () -> "model %s loaded: family %s, for %s".formatted(sha256, family, task));
  }

  /**
   * Refuses a model of another task.
   *
   * @throws ModelFileException naming both
   */
  EncoderModel requireTask(Task wanted) throws ModelFileException {
    if (design.head().task() != wanted) {
      throw new ModelFileException(
          "the model is for %s, not for %s"
              .formatted(design.head().task().label(), wanted.label()));
    }
    return this;
  }

  EncodedText encode(String text, String pair, int maxLength) {
    return design.tokenizer().encode(text, pair, limit(maxLength)).of(text, pair);
  }

  EncodedText encode(String text, String pair, Truncation truncation) {
    var within =
        new Truncation(limit(truncation.maxLength()), truncation.strategy(), truncation.side(), 0);
    return design.tokenizer().encode(text, pair, within).of(text, pair);
  }

  /** Tokens at most; 0 asks for the model's own limit. */
  int limit(int asked) {
    int own = design.maxLength();
    return asked == 0 ? own : Math.min(asked, own);
  }

  Tensor embeddings(EncodedText text) {
    int width = width();
    float[] rows = new float[text.size() * width];
    copyRows(text, rows, 0);
    return Tensor.wrap(rows, 0, Shape.of(text.size(), width));
  }

  private void copyRows(EncodedText text, float[] target, int at) {
    int width = width();
    for (int i = 0; i < text.size(); i++) {
      copyRow(text.tokens().get(i).id(), target, at + i * width);
    }
  }

  private int width() {
    return encoder.words().shape().dim(1);
  }

  private void copyRow(int id, float[] target, int at) {
    int width = width();
    Tensor words = encoder.words();
    System.arraycopy(words.array(), words.offset() + id * width, target, at, width);
  }

  Tensor baselineRow(Baseline baseline) {
    float[] row = new float[width()];
    if (baseline != Baseline.ZERO) {
      copyRow(required(design.tokenizer().specialTokens().of(baseline), baseline), row, 0);
    }
    return Tensor.wrap(row, 0, Shape.of(row.length));
  }

  private static int required(OptionalInt id, Baseline baseline) {
    return id.orElseThrow(
        () ->
            new IllegalArgumentException(
                "the tokenizer has no %s token; choose another baseline"
                    .formatted(baseline.label())));
  }

  /** The rows that the head reads to answer all that can be asked of a text. */
  RowRange reads() {
    return reads;
  }

  /** What the head makes of some rows of variants of a text; embeddings are [B, S, d]. */
  Variable outputs(Tape tape, EncodedText text, Operand embeddings, RowRange read) {
    return outputs(text, encoder.rows(tape, typeIds(text), embeddings, read));
  }

  private Variable outputs(EncodedText text, Variable rows) {
    int prompt = leftOut(text);
    return prompt == 0 ? head.outputs(rows) : head.outputs(rows, prompt);
  }

  /** The rows before a text's own, where these are a prompt's too and the head does not want it. */
  private int leftOut(EncodedText text) {
    if (design.head().task() != Task.SENTENCE_EMBEDDING
        || SentenceEmbedding.poolsPrompt(design.head())) {
      return 0;
    }
    int before = 0;
    while (before < text.size() && text.tokens().get(before).added()) {
      before++;
    }
    boolean prompt = before < text.size() && before > design.tokenizer().addedBefore();
    return prompt ? before : 0;
  }

  /** The same encoder with another head. */
  EncoderModel with(Head other) {
    return new EncoderModel(this, other);
  }

  /** The cheaper way to {@link #outputs} of variants that share most rows with the text. */
  Optional<VariantFunction> share(EncodedText text, Tensor embeddings, RowRange read) {
    return encoder
        .share(typeIds(text), embeddings, read, context)
        .map(
            shared ->
                VariantFunction.after(
                    shared.multiplyAdds(),
                    (tape, places, rows) -> outputs(text, shared.rows(tape, places, rows))));
  }

  /** The word-embedding table, [V, d]. */
  Tensor words() {
    return encoder.words();
  }

  List<Variable> hiddenStates(Tape tape, EncodedText text, Operand embeddings) {
    return encoder.hiddenStates(tape, typeIds(text), embeddings);
  }

  /** The input of the first layer, [B, S, M]. */
  Variable embedded(Tape tape, EncodedText text, Operand embeddings) {
    return encoder.embed(tape, typeIds(text), embeddings);
  }

  private int[] typeIds(EncodedText text) {
    int[] types = text.tokens().stream().mapToInt(Token::typeId).toArray();
    int[] ids = text.tokens().stream().mapToInt(Token::id).toArray();
    return TokenKinds.of(design.encoder(), types, ids);
  }

  /**
   * The head's outputs for a text as it stands.
   *
   * @throws ArithmeticException if one is not finite
   */
  float[] answer(EncodedText text, RowRange read, ComputeContext where) {
    return answer(List.of(text), read, where);
  }

  /**
   * The head's outputs for texts that are {@link #kind} alike, one text after the other.
   *
   * @throws ArithmeticException if one is not finite
   */
  float[] answer(List<EncodedText> texts, RowRange read, ComputeContext where) {
    EncodedText first = texts.getFirst();
    int length = first.size();
    if (length == 0) {
      throw new IllegalArgumentException("there is no token to read");
    }
    var event = new BatchEvent();
    event.begin();
    int width = width();
    float[] rows = new float[texts.size() * length * width];
    for (int i = 0; i < texts.size(); i++) {
      copyRows(texts.get(i), rows, i * length * width);
    }
    Tensor batch = Tensor.wrap(rows, 0, Shape.of(texts.size(), length, width));
    var tape = new Tape(where);
    float[] outputs = outputs(tape, first, tape.constant(batch), read).value().toArray();
    for (float output : outputs) {
      if (!Float.isFinite(output)) {
        throw new ArithmeticException(
            "the model's answer is not finite; its weights are not usable");
      }
    }
    event.end();
    if (event.shouldCommit()) {
      event.texts = texts.size();
      event.rows = texts.size() * length;
      event.commit();
    }
    return outputs;
  }

  /**
   * What texts must have in common to be read as one batch.
   *
   * @param types of the tokens, with those marked that a family treats in a way of their own
   * @param leftOut rows that the head does not want
   */
  private record Kind(List<Integer> types, int leftOut) {}

  /** What is equal for texts that can be read together; texts of two lengths never can. */
  Object kind(EncodedText text) {
    return new Kind(Arrays.stream(typeIds(text)).boxed().toList(), leftOut(text));
  }

  /** From the encoder's rows to what the task wants to know. */
  Head head() {
    return head;
  }

  /** All of the model but its weights. */
  ModelDesign design() {
    return design;
  }

  ComputeContext context() {
    return context;
  }

  String sha256() {
    return sha256;
  }
}
