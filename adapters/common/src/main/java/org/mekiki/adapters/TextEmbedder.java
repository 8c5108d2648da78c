package org.mekiki.adapters;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.mekiki.core.model.EncodedText;
import org.mekiki.transformer.SentenceEncoder;

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
    SentenceEncoder whole =
        settings.dimensions().isPresent()
            ? model.withDimensions(settings.dimensions().getAsInt())
            : model;
    readers = new EnumMap<>(Purpose.class);
    readers.put(Purpose.ANY, whole);
    readers.put(Purpose.QUERY, prompted(whole, settings.queryPrompt().orElse(null), "query"));
    readers.put(
        Purpose.DOCUMENT, prompted(whole, settings.documentPrompt().orElse(null), "document"));
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

  private static SentenceEncoder prompted(SentenceEncoder model, String prompt, String name) {
    String found = prompt == null ? model.prompts().get(name) : prompt;
    return found == null ? model : model.withPrompts(found, found);
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
   * Makes vectors. A text that is too long is cut off at its end, which is logged once.
   *
   * @param texts any number of texts
   * @param purpose what they are embedded for
   * @return one vector a text, in their order
   */
  public List<EmbeddedText> embed(List<String> texts, Purpose purpose) {
    SentenceEncoder reader = readers.get(purpose);
    List<EmbeddedText> embedded = texts.stream().map(text -> embed(reader, text)).toList();
    if (embedded.stream().anyMatch(EmbeddedText::truncated)) {
      notice.give(maxLength());
    }
    return embedded;
  }

  private EmbeddedText embed(SentenceEncoder reader, String text) {
    EncodedText encoded = reader.encode(text, null, settings.maxLength());
    List<Double> vector = reader.embed(encoded);
    double length = Math.sqrt(vector.stream().mapToDouble(value -> value * value).sum());
    double scale = settings.normalize() && length > 0 ? 1 / length : 1;
    float[] values = new float[vector.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (vector.get(i) * scale);
    }
    return new EmbeddedText(values, encoded.size(), encoded.truncated());
  }
}
