package org.mekiki.langchain4j;

import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.spi.model.embedding.EmbeddingModelFactory;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Makes the embedding model of applications that name none: the file is that of the system property
 * {@code mekiki.model}, or else of the environment variable {@code MEKIKI_MODEL}.
 */
public final class MekikiEmbeddingModelFactory implements EmbeddingModelFactory {
  /** The system property that names the model's file. */
  public static final String PROPERTY = "mekiki.model";

  /** The environment variable that names it where the property does not. */
  public static final String VARIABLE = "MEKIKI_MODEL";

  private final UnaryOperator<String> properties;
  private final Map<String, String> environment;

  /** For the framework, which finds it as a service. */
  public MekikiEmbeddingModelFactory() {
    this(System::getProperty, System.getenv());
  }

  MekikiEmbeddingModelFactory(UnaryOperator<String> properties, Map<String, String> environment) {
    this.properties = properties;
    this.environment = environment;
  }

  /**
   * {@return the model}
   *
   * @throws IllegalStateException if neither names a file
   * @throws java.io.UncheckedIOException if the file cannot be read or is no sentence encoder
   */
  @Override
  public EmbeddingModel create() {
    String named = properties.apply(PROPERTY);
    String file = named == null || named.isBlank() ? environment.get(VARIABLE) : named;
    if (file == null || file.isBlank()) {
      throw new IllegalStateException(
          "no embedding model is named: set the system property %s or the environment variable %s to the file that `mekiki convert` wrote"
              .formatted(PROPERTY, VARIABLE));
    }
    return MekikiEmbeddingModel.builder().modelPath(Path.of(file)).build();
  }
}
