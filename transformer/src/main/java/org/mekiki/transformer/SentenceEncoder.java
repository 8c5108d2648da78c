package org.mekiki.transformer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.TextModel;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.transformer.file.ModelFile;
import org.mekiki.transformer.head.HeadConfig;
import org.mekiki.transformer.head.SentenceEmbedding;
import org.mekiki.transformer.head.Task;
import org.mekiki.transformer.tokenizer.Truncation;

/**
 * A model that makes one vector of a text, so that texts of like meaning have vectors of like
 * direction. Immutable, safe for many threads.
 */
public final class SentenceEncoder extends ModelBase implements TaskModel {
  private static final List<String> QUERY_PROMPTS = List.of("query", "search_query");

  private static final List<String> DOCUMENT_PROMPTS =
      List.of("document", "passage", "search_document");

  /** Texts of a stream that are read at a time: many, so that few lengths stand alone. */
  private static final int WINDOW = 1024;

  private final EncoderModel whole;
  private final PromptedText first;
  private final PromptedText second;
  private final VectorShape shape;

  SentenceEncoder(EncoderModel model) {
    this(
        model,
        standard(model),
        standard(model),
        new VectorShape(model.design().head().labels(), VectorShape.Length.AS_TRAINED));
  }

  private SentenceEncoder(EncoderModel whole, String first, String second, VectorShape shape) {
    super(whole.with(shape.of(whole.head())));
    this.whole = whole;
    this.shape = shape;
    boolean lowerCase = SentenceEmbedding.isLowerCase(whole.design().head());
    this.first = new PromptedText(first, lowerCase);
    this.second = new PromptedText(second, lowerCase);
  }

  /**
   * Loads a converted model.
   *
   * @param path the file
   * @param context where to load and compute; stays the caller's
   * @return the model, which needs the file no more
   * @throws IOException if the file cannot be read or is no sound model that makes vectors
   */
  public static SentenceEncoder load(Path path, ComputeContext context) throws IOException {
    return new SentenceEncoder(EncoderModel.load(path, Task.SENTENCE_EMBEDDING, context));
  }

  /**
   * Makes a model of an opened file, which may be closed afterwards.
   *
   * @param file the opened file
   * @param context where to load and compute; stays the caller's
   * @return the model
   * @throws IOException if a weight cannot be read, or the file is no sound model that makes
   *     vectors
   */
  public static SentenceEncoder of(ModelFile file, ComputeContext context) throws IOException {
    EncoderModel model = EncoderModel.of(file, context);
    return new SentenceEncoder(model.requireTask(Task.SENTENCE_EMBEDDING));
  }

  private static String standard(EncoderModel model) {
    HeadConfig head = model.design().head();
    return SentenceEmbedding.defaultPrompt(head)
        .map(name -> SentenceEmbedding.prompts(head).getOrDefault(name, ""))
        .orElse("");
  }

  /** {@return the prompts that the model was trained with, by their names} */
  public SortedMap<String, String> prompts() {
    return SentenceEmbedding.prompts(model().design().head());
  }

  /** {@return what stands before each text, or before the first of two; perhaps empty} */
  public String prompt() {
    return first.prompt();
  }

  /** {@return what stands before the second of two texts; perhaps empty} */
  public String pairPrompt() {
    return second.prompt();
  }

  /**
   * The same model that reads each text behind a prompt. The prompt's words are none of the text's:
   * nothing is attributed to them, and offsets are those of the text alone.
   *
   * @param prompt stands before each text, or before the first of two; empty for nothing
   * @param pairPrompt stands before the second of two
   * @return the model with these prompts in the place of its default one
   */
  public SentenceEncoder withPrompts(String prompt, String pairPrompt) {
    return new SentenceEncoder(whole, prompt, pairPrompt, shape);
  }

  /**
   * {@return the same model for what is searched with: behind its prompt called {@code query}, if
   * it has one, and as it is otherwise}
   */
  public SentenceEncoder forQueries() {
    return behind(QUERY_PROMPTS);
  }

  /**
   * {@return the same model for what is searched: behind its prompt called {@code document} or
   * {@code passage}, if it has one, and as it is otherwise}
   */
  public SentenceEncoder forDocuments() {
    return behind(DOCUMENT_PROMPTS);
  }

  private SentenceEncoder behind(List<String> names) {
    Map<String, String> prompts = prompts();
    return names.stream()
        .filter(prompts::containsKey)
        .findFirst()
        .map(prompts::get)
        .map(prompt -> withPrompts(prompt, prompt))
        .orElse(this);
  }

  /** {@return how many numbers a vector has} */
  public int dimensions() {
    return shape.dimensions();
  }

  /** {@return whether vectors have the length 1} */
  public boolean isNormalized() {
    return switch (shape.length()) {
      case ONE -> true;
      case UNCHANGED -> false;
      case AS_TRAINED ->
          SentenceEmbedding.normalizes(whole.design().head())
              && dimensions() == whole.design().head().labels();
    };
  }

  /**
   * The same model with vectors of length 1, or with vectors as they are before that.
   *
   * @param normalized whether vectors get the length 1, after they were cut
   * @return the model with such vectors; without this choice they are as the model was trained
   */
  public SentenceEncoder withNormalization(boolean normalized) {
    VectorShape.Length length = normalized ? VectorShape.Length.ONE : VectorShape.Length.UNCHANGED;
    return new SentenceEncoder(
        whole, prompt(), pairPrompt(), new VectorShape(shape.dimensions(), length));
  }

  /**
   * The same model with shorter vectors, for models that were trained to be cut (Matryoshka
   * representations). Whatever the model does last, such as giving vectors the length 1, is done
   * before, so that cut ones are shorter; {@link #withNormalization} gives them the length 1 again.
   *
   * @param count how many of the first numbers are kept
   * @return the model with such vectors
   * @throws IllegalArgumentException if that is less than 1 or more than there are
   */
  public SentenceEncoder withDimensions(int count) {
    if (count < 1 || count > dimensions()) {
      throw new IllegalArgumentException(
          "vectors have %d numbers; %d of these cannot be kept".formatted(dimensions(), count));
    }
    return new SentenceEncoder(
        whole, prompt(), pairPrompt(), new VectorShape(count, shape.length()));
  }

  /**
   * {@return how the rows of a text become one: {@code mean}, {@code cls}, {@code cls+max} and so
   * on}
   */
  public String pooling() {
    return SentenceEmbedding.pooling(model().design().head());
  }

  /** {@return whether the checkpoint does not say how, so that the mean was chosen} */
  public boolean isPoolingAssumed() {
    return SentenceEmbedding.isAssumed(model().design().head());
  }

  /**
   * A text, or two texts one after the other, each cut and completed by itself; they are never read
   * together.
   *
   * @param maxLength tokens of each at most
   */
  @Override
  public EncodedText encode(String text, String pair, int maxLength) {
    return encode(
        text,
        pair,
        new Truncation(
            maxLength, Truncation.Strategy.LONGEST_FIRST, tokenizer().truncationSide(), 0));
  }

  /**
   * The same, with each text cut off at either end.
   *
   * @param truncation how many tokens of each to keep at most, and at which end; its strategy must
   *     be the longest-first one
   * @throws IllegalArgumentException if one text is to be cut for the other
   */
  @Override
  public EncodedText encode(String text, String pair, Truncation truncation) {
    if (truncation.strategy() != Truncation.Strategy.LONGEST_FIRST) {
      throw new IllegalArgumentException(
          "each text is read by itself, so none is cut to make room for the other");
    }
    EncodedText one = first.encode(model(), text, truncation);
    return pair == null ? one : TextPair.joined(one, second.encode(model(), pair, truncation));
  }

  /**
   * {@return the vector of one text; those of all texts have {@link #dimensions} numbers}
   *
   * @param text one text, as {@link #encode} gives it
   * @throws IllegalArgumentException if there are two texts
   * @throws ArithmeticException if a number is not finite
   */
  public float[] embed(EncodedText text) {
    return embedEncoded(List.of(text)).getFirst();
  }

  /**
   * {@return the vector of a text; its end is cut off where it is too long, see {@link #vectors}}
   *
   * @param text the text
   * @throws ArithmeticException if a number is not finite
   */
  public float[] embed(String text) {
    return embed(encode(text, null, 0));
  }

  /**
   * The vectors of many texts, on the threads of the context. Texts of one length are read
   * together; nothing is padded, and each vector has the bits that it would have by itself.
   *
   * @param texts any number of them
   * @return one vector a text, in their order
   * @throws ArithmeticException if a number is not finite
   */
  public List<float[]> embedAll(List<String> texts) {
    return embedEncoded(encodeAll(texts, 0));
  }

  /**
   * The vectors of a stream of texts, some of which are read ahead.
   *
   * @param texts any number of them
   * @return one vector a text, in their order; read as far as somebody asks
   */
  public Stream<float[]> embedAll(Stream<String> texts) {
    return texts.gather(Gatherers.windowFixed(WINDOW)).flatMap(window -> embedAll(window).stream());
  }

  /**
   * The vectors of many texts, with how much of each was read.
   *
   * @param texts any number of them
   * @return one vector a text, in their order
   * @throws ArithmeticException if a number is not finite
   */
  public List<TextVector> vectors(List<String> texts) {
    return vectors(texts, 0);
  }

  /**
   * The same with another limit.
   *
   * @param texts any number of them
   * @param maxLength tokens of each at most; 0, or more than the model can take, for the model's
   *     limit
   * @return one vector a text, in their order
   * @throws ArithmeticException if a number is not finite
   */
  public List<TextVector> vectors(List<String> texts, int maxLength) {
    List<EncodedText> encoded = encodeAll(texts, maxLength);
    List<float[]> vectors = embedEncoded(encoded);
    return IntStream.range(0, texts.size())
        .mapToObj(
            i ->
                new TextVector(
                    vectors.get(i), encoded.get(i).size(), encoded.get(i).untruncatedSize()))
        .toList();
  }

  private List<EncodedText> encodeAll(List<String> texts, int maxLength) {
    return ManyTexts.encoded(texts, text -> encode(text, null, maxLength), context());
  }

  /**
   * The vectors of many texts that are cut into tokens already, as for another limit than the
   * model's.
   *
   * @param texts any number of them, each one text, as {@link #encode} gives it
   * @return one vector a text, in their order
   * @throws IllegalArgumentException if one is two texts
   * @throws ArithmeticException if a number is not finite
   */
  public List<float[]> embedEncoded(List<EncodedText> texts) {
    if (texts.stream().anyMatch(text -> text.pair() != null)) {
      throw new IllegalArgumentException("a vector represents one text; there are two");
    }
    return ManyTexts.answers(model(), texts, model().reads());
  }

  /**
   * {@return the cosine of the angle between the vectors of two texts, −1 to 1}
   *
   * @param texts both, as {@link #encode} gives them
   * @throws IllegalArgumentException if they are not two
   * @throws ArithmeticException if a number is not finite
   */
  public double similarity(EncodedText texts) {
    TextModel view = similarityOf(texts);
    Tensor rows = view.embeddings(texts);
    var tape = new Tape(context());
    Shape batch = Shape.of(1, rows.shape().dim(0), rows.shape().dim(1));
    Variable cosine = view.logits(tape, texts, tape.constant(rows.reshaped(batch)));
    double value = cosine.value().getFlat(0);
    if (!Double.isFinite(value)) {
      throw new ArithmeticException("the model's answer is not finite; its weights are not usable");
    }
    return value;
  }

  /**
   * {@return the first of two texts by itself, with its special tokens}
   *
   * @param texts both, as {@link #encode} gives them
   * @throws IllegalArgumentException if they are not two
   */
  public EncodedText first(EncodedText texts) {
    return TextPair.of(texts).first();
  }

  /**
   * {@return the second of two texts by itself, with its special tokens}
   *
   * @param texts both, as {@link #encode} gives them
   * @throws IllegalArgumentException if they are not two
   */
  public EncodedText second(EncodedText texts) {
    return TextPair.of(texts).second();
  }

  /**
   * {@return a model of the question how alike two texts are; its one output is the cosine}
   *
   * @param texts both, as {@link #encode} gives them
   * @throws IllegalArgumentException if they are not two
   */
  public TextModel similarityOf(EncodedText texts) {
    return new SimilarityView(this, TextPair.of(texts));
  }
}
