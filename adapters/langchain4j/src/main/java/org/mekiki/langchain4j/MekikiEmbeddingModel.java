package org.mekiki.langchain4j;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.model.embedding.DimensionAwareEmbeddingModel;
import dev.langchain4j.model.embedding.listener.EmbeddingModelListener;
import dev.langchain4j.model.embedding.request.EmbeddingInput;
import dev.langchain4j.model.embedding.request.EmbeddingInputType;
import dev.langchain4j.model.embedding.request.EmbeddingParameter;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.request.EmbeddingRequestParameters;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import dev.langchain4j.model.output.TokenUsage;
import java.util.List;
import java.util.Set;
import org.mekiki.adapters.EmbeddingSettings;
import org.mekiki.adapters.Purpose;
import org.mekiki.adapters.TextEmbedder;
import org.mekiki.transformer.SentenceEncoder;
import org.mekiki.transformer.TextVector;

/**
 * An embedding model that mekiki computes: any sentence encoder that was converted, without native
 * code. Safe for many threads; to be closed where it has threads of its own.
 *
 * <p>All texts of a call are one batch, which the engine divides among its threads; the vectors are
 * the same, bit for bit, as those of each text by itself.
 *
 * <p>A text that is longer than {@code maxLength} is cut off at its end: {@link
 * MekikiEmbeddingMetadata#truncated} names it, and a warning is logged once. The framework's own
 * in-process models cut such a text into parts and average the parts' vectors, so that for long
 * texts, and only there, vectors differ from theirs. Splitting documents before they are embedded
 * is better than either.
 */
public final class MekikiEmbeddingModel extends DimensionAwareEmbeddingModel
    implements AutoCloseable {
  private final Computing computing;
  private final TextEmbedder embedder;
  private final String modelName;
  private final EmbeddingRequestParameters defaults;
  private final List<EmbeddingModelListener> listeners;

  private MekikiEmbeddingModel(Builder builder, Computing computing, TextEmbedder embedder) {
    this.computing = computing;
    this.embedder = embedder;
    modelName = builder.name();
    defaults = EmbeddingRequestParameters.builder().inputType(builder.inputType).build();
    listeners = List.copyOf(builder.listeners);
  }

  /** {@return a builder, of which only {@code modelPath} has to be told} */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public String modelName() {
    return modelName;
  }

  /** {@return the encoder of the engine} */
  public SentenceEncoder encoder() {
    return embedder.model();
  }

  @Override
  protected Integer knownDimension() {
    return embedder.dimensions();
  }

  @Override
  public List<EmbeddingModelListener> listeners() {
    return listeners;
  }

  @Override
  public EmbeddingRequestParameters defaultRequestParameters() {
    return defaults;
  }

  @Override
  public Set<EmbeddingParameter<?>> supportedParameters() {
    return Set.of(EmbeddingRequestParameters.INPUT_TYPE, EmbeddingRequestParameters.DIMENSIONS);
  }

  /**
   * Embeds the texts of a request: its input type chooses the model's prompt, its dimensions how
   * many numbers are kept.
   *
   * @return vectors, with {@link MekikiEmbeddingMetadata}
   * @throws IllegalArgumentException if vectors have fewer numbers than are asked for
   */
  @Override
  public EmbeddingResponse doEmbed(EmbeddingRequest request) {
    Integer dimensions = request.dimensions();
    TextEmbedder chosen = dimensions == null ? embedder : embedder.withDimensions(dimensions);
    List<String> texts = request.inputs().stream().map(EmbeddingInput::text).toList();
    List<TextVector> embedded = chosen.embed(texts, purpose(request.inputType()));
    int tokens = embedded.stream().mapToInt(TextVector::tokens).sum();
    return EmbeddingResponse.builder()
        .embeddings(embedded.stream().map(each -> Embedding.from(each.values())).toList())
        .metadata(
            new MekikiEmbeddingMetadata.Builder()
                .modelName(modelName)
                .tokenUsage(new TokenUsage(tokens))
                .truncated(TextEmbedder.truncated(embedded))
                .build())
        .build();
  }

  private static Purpose purpose(EmbeddingInputType type) {
    return switch (type) {
      case null -> Purpose.ANY;
      case QUERY -> Purpose.QUERY;
      case DOCUMENT -> Purpose.DOCUMENT;
    };
  }

  /** Ends the model's own threads; a shared context goes on. */
  @Override
  public void close() {
    computing.close();
  }

  /** Makes a model. */
  public static final class Builder extends ModelBuilder<Builder> {
    private String modelName;
    private EmbeddingInputType inputType;
    private List<EmbeddingModelListener> listeners = List.of();
    private EmbeddingSettings settings = EmbeddingSettings.DEFAULT;

    private Builder() {}

    @Override
    Builder self() {
      return this;
    }

    /**
     * Limits texts.
     *
     * @param tokens of a text at most, those included that the tokenizer adds; 0, as where nothing
     *     is said, for the model's limit
     * @return this
     */
    public Builder maxLength(int tokens) {
      settings = settings.withMaxLength(tokens);
      return this;
    }

    /**
     * Shortens vectors, for models that were trained to be cut (Matryoshka representations).
     *
     * @param count how many of the first numbers are kept
     * @return this
     */
    public Builder dimensions(int count) {
      settings = settings.withDimensions(count);
      return this;
    }

    /**
     * Says whether vectors have the length 1.
     *
     * @param unit true, as where nothing is said; false for vectors as the model was trained
     * @return this
     */
    public Builder normalize(boolean unit) {
      settings = settings.withNormalize(unit);
      return this;
    }

    /**
     * Says what stands before each query.
     *
     * @param prompt the text, such as {@code "query: "}; the model's own where nothing is said
     * @return this
     */
    public Builder queryPrompt(String prompt) {
      settings = settings.withQueryPrompt(prompt);
      return this;
    }

    /**
     * Says what stands before each document.
     *
     * @param prompt the text, such as {@code "passage: "}; the model's own where nothing is said
     * @return this
     */
    public Builder documentPrompt(String prompt) {
      settings = settings.withDocumentPrompt(prompt);
      return this;
    }

    /**
     * Says what texts are where a request does not.
     *
     * @param type queries or documents; null, as where nothing is said, for neither
     * @return this
     */
    public Builder inputType(EmbeddingInputType type) {
      inputType = type;
      return this;
    }

    /**
     * Names the model for listeners and metadata.
     *
     * @param name any; the file's where nothing is said
     * @return this
     */
    public Builder modelName(String name) {
      modelName = name;
      return this;
    }

    /**
     * Tells listeners of every request.
     *
     * @param all the listeners
     * @return this
     */
    public Builder listeners(List<EmbeddingModelListener> all) {
      listeners = List.copyOf(all);
      return this;
    }

    private String name() {
      return modelName == null ? ModelNames.of(file()) : modelName;
    }

    /**
     * Loads the model.
     *
     * @return the model, to be closed where it has threads of its own
     * @throws java.io.UncheckedIOException if the file cannot be read or is no sentence encoder
     * @throws IllegalArgumentException if settings contradict each other or the model
     */
    public MekikiEmbeddingModel build() {
      Computing computing = computing();
      TextEmbedder embedder =
          computing.load(
              file(),
              (path, where) -> TextEmbedder.of(SentenceEncoder.load(path, where), settings));
      return new MekikiEmbeddingModel(this, computing, embedder);
    }
  }
}
