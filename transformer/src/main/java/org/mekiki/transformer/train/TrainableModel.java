package org.mekiki.transformer.train;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.mekiki.core.autodiff.Parameter;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.train.Step;
import org.mekiki.transformer.ModelDesign;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.NormKind;
import org.mekiki.transformer.encoder.RowEncoder;
import org.mekiki.transformer.encoder.RowRange;
import org.mekiki.transformer.encoder.TokenKinds;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.file.ElementType;
import org.mekiki.transformer.file.ModelContent;
import org.mekiki.transformer.file.ModelContent.StoredTensor;
import org.mekiki.transformer.head.Head;

/**
 * A model whose weights are parameters: the encoder and the head that predict, with the way back to
 * their weights. For one thread at a time.
 */
public final class TrainableModel {
  private final ModelDesign design;
  private final TrainableWeights weights;
  private final StepDropout dropout;
  private final RowEncoder encoder;
  private final Head head;

  private TrainableModel(ModelDesign design, TrainableWeights weights, StepDropout dropout) {
    this.design = design;
    this.weights = weights;
    this.dropout = dropout;
    this.encoder = RowEncoder.of(design.encoder(), weights, ComputeContext.sequential());
    this.head = design.form().head(design.encoder(), design.head(), weights);
  }

  /**
   * A model that begins with the weights that are stored; what is not stored begins at random.
   *
   * @param design all of it but the weights
   * @param stored weights by canonical name; none for a new model
   * @param rates of dropout
   * @param seed of the random weights
   * @return the model
   * @throws IOException if reading or writing fails
   */
  public static TrainableModel of(
      ModelDesign design, List<StoredTensor> stored, DropoutRates rates, long seed)
      throws IOException {
    var dropout = new StepDropout(rates);
    return new TrainableModel(
        design,
        TrainableWeights.of(design.weights(), stored, start(design), seed, dropout),
        dropout);
  }

  private static InitialWeights start(ModelDesign design) {
    EncoderConfig encoder = design.encoder();
    return encoder
        .form()
        .recurrent()
        .map(form -> InitialWeights.recurrent(form, encoder.hiddenSize() / form.directions()))
        .orElse(
            encoder.form().norm() == NormKind.RMS_FROM_ONE
                ? InitialWeights::gainsFromOne
                : InitialWeights.BERT);
  }

  /** {@return all of it but the weights} */
  public ModelDesign design() {
    return design;
  }

  /** {@return the weights, in the order of the design} */
  public List<Parameter> parameters() {
    return weights.parameters();
  }

  /**
   * A text, or a pair of texts, as the model reads it.
   *
   * @param text the text
   * @param pair the second text, or null
   * @param maxLength tokens at most
   * @return its tokens
   */
  public TokenizedText tokenize(String text, String pair, int maxLength) {
    int limit = Math.min(maxLength, design.maxLength());
    return TokenizedText.of(design.tokenizer().encode(text, pair, limit).of(text, pair));
  }

  /**
   * The last layer's rows for texts of one length.
   *
   * @param tape the tape to record on
   * @param texts of one length
   * @param read which rows of a text
   * @param step where in the run this is
   * @return [B, Q, M]
   */
  public Variable rows(Tape tape, List<TokenizedText> texts, RowRange read, Step step) {
    int length = texts.getFirst().size();
    int[] ids = new int[texts.size() * length];
    int[] typeIds = new int[ids.length];
    boolean alike = true;
    for (int i = 0; i < texts.size(); i++) {
      TokenizedText text = texts.get(i);
      System.arraycopy(text.ids(), 0, ids, i * length, length);
      int[] kinds = TokenKinds.of(design.encoder(), text.typeIds(), text.ids());
      System.arraycopy(kinds, 0, typeIds, i * length, length);
      alike &= Arrays.equals(typeIds, i * length, (i + 1) * length, typeIds, 0, length);
    }
    dropout.begin(step, texts.size());
    Variable words = encoder.embeddings(tape, ids, Shape.of(texts.size(), length));
    return encoder.rows(tape, alike ? Arrays.copyOf(typeIds, length) : typeIds, words, read);
  }

  /**
   * What the head makes of rows, as {@link Head#outputs}.
   *
   * @param rows of the last layer, [B, Q, M]
   * @return [B, C], or [B, Q, C]
   */
  public Variable outputs(Variable rows) {
    return head.outputs(rows);
  }

  /** The answers to texts of one length, [B, C]. */
  Variable answers(Tape tape, List<TokenizedText> texts, Step step) {
    return outputs(rows(tape, texts, design.form().reads(design.head()), step));
  }

  /**
   * The model as a file holds it, with the weights as they are now.
   *
   * @param type how numbers are stored
   * @return the content
   * @throws IOException if reading or writing fails
   */
  public ModelContent content(ElementType type) throws IOException {
    var tensors = new ArrayList<StoredTensor>();
    for (WeightSpec spec : design.weights()) {
      float[] values = weights.get(spec.name()).toArray();
      tensors.add(new StoredTensor(spec.name(), type, spec.shape(), () -> values));
    }
    tensors.sort(Comparator.comparing(StoredTensor::name));
    return new ModelContent(
        design.configuration(),
        design.labels(),
        design.tokenizerBytes(),
        tensors,
        design.tokenizer().dictionaryFiles());
  }
}
