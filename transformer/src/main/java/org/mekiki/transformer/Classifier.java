package org.mekiki.transformer;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.model.Baseline;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.TextModel;
import org.mekiki.core.model.Token;
import org.mekiki.core.model.VariantFunction;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Operand;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.transformer.encoder.Encoder;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.UnsupportedModelException;
import org.mekiki.transformer.encoder.Weights;
import org.mekiki.transformer.family.EncoderFamilies;
import org.mekiki.transformer.family.EncoderFamily;
import org.mekiki.transformer.file.ModelFile;
import org.mekiki.transformer.file.ModelFileException;
import org.mekiki.transformer.head.Head;
import org.mekiki.transformer.head.HeadConfig;
import org.mekiki.transformer.head.HeadForm;
import org.mekiki.transformer.tokenizer.SpecialTokens;
import org.mekiki.transformer.tokenizer.Tokenizer;

/** A sequence classifier: text in, one logit a class out. Immutable, safe for many threads. */
public final class Classifier implements TextModel {
  private final EncoderConfig config;
  private final Tokenizer tokenizer;
  private final Encoder encoder;
  private final HeadForm form;
  private final Head head;
  private final List<String> labels;
  private final String sha256;
  private final ComputeContext context;

  private Classifier(
      EncoderConfig config,
      HeadForm form,
      HeadConfig headConfig,
      Tokenizer tokenizer,
      Weights weights,
      List<String> labels,
      String sha256,
      ComputeContext context) {
    this.config = config;
    this.tokenizer = tokenizer;
    this.encoder = new Encoder(config, weights, context);
    this.form = form;
    this.head = form.head(config, headConfig, weights);
    this.labels = List.copyOf(labels);
    this.sha256 = sha256;
    this.context = context;
  }

  /**
   * Loads a converted model.
   *
   * @param context where to load and compute; stays the caller's
   * @throws IOException if the file cannot be read or is no sound model
   */
  public static Classifier load(Path path, ComputeContext context) throws IOException {
    try (ModelFile file = ModelFile.open(path)) {
      return of(file, context);
    }
  }

  /** Makes a classifier of an opened model, which may be closed afterwards. */
  public static Classifier of(ModelFile file, ComputeContext context) throws IOException {
    try {
      EncoderConfig config = EncoderConfig.fromMap(file.configuration());
      HeadConfig headConfig = HeadConfig.fromMap(file.configuration());
      EncoderFamily family = EncoderFamilies.of(config.family());
      HeadForm form = EncoderFamilies.head(family, headConfig.task());
      Tokenizer tokenizer =
          Tokenizer.readFrom(
              new DataInputStream(new ByteArrayInputStream(file.content().tokenizer())));
      if (file.labels().size() != headConfig.labels()) {
        throw new UnsupportedModelException(
            "%d labels for %d classes".formatted(file.labels().size(), headConfig.labels()));
      }
      if (tokenizer.vocabularySize() > config.vocabularySize()) {
        throw new UnsupportedModelException(
            "the tokenizer has %d tokens, the embedding table %d rows"
                .formatted(tokenizer.vocabularySize(), config.vocabularySize()));
      }
      var specs = new ArrayList<>(family.weights(config));
      specs.addAll(form.weights(config, headConfig));
      var weights = new StoredWeights(file.content().tensors(), specs);
      return new Classifier(
          config, form, headConfig, tokenizer, weights, file.labels(), file.sha256(), context);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (UnsupportedModelException e) {
      throw new ModelFileException("the model cannot be used: " + e.getMessage(), e);
    }
  }

  @Override
  public EncodedText encode(String text, String pair) {
    return encode(text, pair, 0);
  }

  /**
   * Cuts a text into tokens.
   *
   * @param maxLength tokens at most; 0, or more than the model can take, for the model's limit
   */
  public EncodedText encode(String text, String pair, int maxLength) {
    int limit = maxLength == 0 ? maxLength() : Math.min(maxLength, maxLength());
    return tokenizer.encode(text, pair, limit).of(text, pair);
  }

  /** Tokens at most: the smaller of the tokenizer's limit and the model's positions. */
  public int maxLength() {
    return Math.min(tokenizer.modelMaxLength().orElse(Integer.MAX_VALUE), config.maxTokens());
  }

  @Override
  public Tensor embeddings(EncodedText text) {
    int width = config.embeddingSize();
    float[] rows = new float[text.size() * width];
    for (int i = 0; i < text.size(); i++) {
      copyRow(text.tokens().get(i).id(), rows, i * width);
    }
    return Tensor.wrap(rows, 0, Shape.of(text.size(), width));
  }

  private void copyRow(int id, float[] target, int at) {
    int width = config.embeddingSize();
    Tensor words = encoder.words();
    System.arraycopy(words.array(), words.offset() + id * width, target, at, width);
  }

  @Override
  public Tensor baselineRow(Baseline baseline) {
    float[] row = new float[config.embeddingSize()];
    SpecialTokens special = tokenizer.specialTokens();
    OptionalInt id =
        switch (baseline) {
          case MASK -> special.mask();
          case PAD -> special.pad();
          case UNK -> special.unk();
          case ZERO -> null;
        };
    if (id != null) {
      copyRow(
          id.orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "the tokenizer has no %s token; choose another baseline"
                          .formatted(baseline.label()))),
          row,
          0);
    }
    return Tensor.wrap(row, 0, Shape.of(row.length));
  }

  @Override
  public Variable logits(Tape tape, EncodedText text, Operand embeddings) {
    return head.outputs(encoder.rows(tape, typeIds(text), embeddings, form.reads()));
  }

  @Override
  public Optional<VariantFunction> share(EncodedText text, Tensor embeddings) {
    return encoder
        .share(typeIds(text), embeddings, form.reads(), context)
        .map(shared -> (tape, places, rows) -> head.outputs(shared.rows(tape, places, rows)));
  }

  @Override
  public boolean replayable() {
    return true;
  }

  /** The input of the first layer and the output of every layer, [B, S, M] each. */
  public List<Variable> hiddenStates(Tape tape, EncodedText text, Operand embeddings) {
    return encoder.hiddenStates(tape, typeIds(text), embeddings);
  }

  private static int[] typeIds(EncodedText text) {
    return text.tokens().stream().mapToInt(Token::typeId).toArray();
  }

  /**
   * Classifies a text.
   *
   * @throws ArithmeticException if a logit is not finite
   */
  public Prediction predict(EncodedText text) {
    return predict(text, context);
  }

  /** Classifies several texts, side by side where the context has threads. */
  public List<Prediction> predict(List<EncodedText> texts) {
    var predictions = new Prediction[texts.size()];
    context.forEach(
        predictions.length, (i, _) -> predictions[i] = predict(texts.get(i), context.inline()));
    return List.of(predictions);
  }

  private Prediction predict(EncodedText text, ComputeContext where) {
    if (text.size() == 0) {
      throw new IllegalArgumentException("there is no token to classify");
    }
    Tensor rows = embeddings(text);
    Shape batch = Shape.of(1, rows.shape().dim(0), rows.shape().dim(1));
    var tape = new Tape(where);
    float[] logits = logits(tape, text, tape.constant(rows.reshaped(batch))).value().toArray();
    for (float logit : logits) {
      if (!Float.isFinite(logit)) {
        throw new ArithmeticException(
            "the model's answer is not finite; its weights are not usable");
      }
    }
    return Prediction.of(logits);
  }

  @Override
  public List<String> labels() {
    return labels;
  }

  @Override
  public ComputeContext context() {
    return context;
  }

  /** The tokenizer. */
  public Tokenizer tokenizer() {
    return tokenizer;
  }

  /** Name of the encoder's family. */
  public String family() {
    return config.family();
  }

  /** The hexadecimal SHA-256 of the model's content. */
  public String sha256() {
    return sha256;
  }
}
