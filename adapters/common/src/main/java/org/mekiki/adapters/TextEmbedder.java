package org.mekiki.adapters;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.mekiki.transformer.SentenceEncoder;
import org.mekiki.transformer.TextVector;

/** Makes vectors of many texts, for each {@link Purpose} as the model wants it; immutable. */
public final class TextEmbedder {
  private final SentenceEncoder model;
  private final EmbeddingSettings settings;
  private final Map<Purpose, SentenceEncoder> readers;
  private final TruncationNotice notice;

  private TextEmbedder(SentenceEncoder model, EmbeddingSettings settings, TruncationNotice notice) {
    this.model = model;
    this.settings = settings;
    this.notice = notice;
    SentenceEncoder shaped = settings.normalize() ? model.withNormalization(true) : model;
    SentenceEncoder whole =
        settings.dimensions().isPresent()
            ? shaped.withDimensions(settings.dimensions().getAsInt())
            : shaped;
    readers = new EnumMap<>(Purpose.class);
    readers.put(Purpose.ANY, whole);
    readers.put(
        Purpose.QUERY,
        settings
            .queryPrompt()
            .map(prompt -> whole.withPrompts(prompt, prompt))
            .orElse(whole.forQueries()));
    readers.put(
        Purpose.DOCUMENT,
        settings
            .documentPrompt()
            .map(prompt -> whole.withPrompts(prompt, prompt))
            .orElse(whole.forDocuments()));
  }

  /**
   * {@return an embedder}
   *
   * @param model what makes a vector of a text
   * @param settings how
   * @throws IllegalArgumentException if vectors have fewer numbers than are to be kept
   */
  public static TextEmbedder of(SentenceEncoder model, EmbeddingSettings settings) {
    return new TextEmbedder(model, settings, new TruncationNotice());
  }

  /** {@return the model} */
  public SentenceEncoder model() {
    return model;
  }

  /** {@return how texts become vectors} */
  public EmbeddingSettings settings() {
    return settings;
  }

  /** {@return how many numbers a vector has} */
  public int dimensions() {
    return readers.get(Purpose.ANY).dimensions();
  }

  /**
   * {@return the same with shorter vectors}
   *
   * @param count how many of the first numbers are kept
   * @throws IllegalArgumentException if vectors have fewer numbers than are to be kept
   */
  public TextEmbedder withDimensions(int count) {
    return new TextEmbedder(model, settings.withDimensions(count), notice);
  }

  /** {@return tokens that are read of a text at most} */
  public int maxLength() {
    return settings.maxLength() == 0
        ? model.maxLength()
        : Math.min(settings.maxLength(), model.maxLength());
  }

  /**
   * Makes vectors, on the threads of the model's context. A text that is too long is cut off at its
   * end, which is logged once.
   *
   * @param texts any number of texts
   * @param purpose what they are embedded for
   * @return one vector a text, in their order, the same as of each by itself
   * @throws ArithmeticException if a number is not finite
   */
  public List<TextVector> embed(List<String> texts, Purpose purpose) {
    SentenceEncoder reader = readers.get(purpose);
    List<TextVector> embedded = reader.vectors(texts, settings.maxLength());
    if (embedded.stream().anyMatch(TextVector::truncated)) {
      notice.give(maxLength());
    }
    return embedded;
  }

  /**
   * {@return the places of the vectors whose texts were cut off}
   *
   * @param embedded vectors
   */
  public static List<Integer> truncated(List<TextVector> embedded) {
    return IntStream.range(0, embedded.size())
        .filter(i -> embedded.get(i).truncated())
        .boxed()
        .toList();
  }
}
