package org.mekiki.spring;

import java.nio.file.Path;
import org.mekiki.adapters.EmbeddingSettings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which models there are, and how they compute.
 *
 * @param threads Threads that all models share, the calling one included. As many as there are
 *     processors where nothing is said.
 * @param embedding the embedding model
 * @param rerank the model that ranks documents
 * @param classifier the classifier that explains its decisions
 */
@ConfigurationProperties("mekiki")
public record MekikiProperties(
    Integer threads,
    @DefaultValue Embedding embedding,
    @DefaultValue Rerank rerank,
    @DefaultValue Classifier classifier) {

  /**
   * The embedding model.
   *
   * @param model File of a sentence encoder that `mekiki convert` wrote.
   * @param maxLength Tokens of a text at most, those included that the tokenizer adds; 0 for the
   *     model's limit.
   * @param dimensions How many of a vector's first numbers are kept; all where nothing is said.
   * @param normalize Whether vectors have the length 1; otherwise they are as the model was
   *     trained.
   * @param queryPrompt Stands before texts that are searched with; the model's own prompt where
   *     nothing is said.
   * @param documentPrompt Stands before documents; the model's own prompt where nothing is said.
   */
  public record Embedding(
      Path model,
      @DefaultValue("0") int maxLength,
      Integer dimensions,
      @DefaultValue("true") boolean normalize,
      String queryPrompt,
      String documentPrompt) {
    EmbeddingSettings settings() {
      EmbeddingSettings settings =
          EmbeddingSettings.DEFAULT
              .withMaxLength(maxLength)
              .withNormalize(normalize)
              .withQueryPrompt(queryPrompt)
              .withDocumentPrompt(documentPrompt);
      return dimensions == null ? settings : settings.withDimensions(dimensions);
    }
  }

  /**
   * The model that ranks documents.
   *
   * @param model File of a cross-encoder with one output, or of a sentence encoder, that `mekiki
   *     convert` wrote.
   * @param topN Documents that are kept at most; 0 for all.
   * @param minScore Documents with a lower score are dropped; none where nothing is said.
   */
  public record Rerank(Path model, @DefaultValue("0") int topN, Double minScore) {}

  /**
   * The classifier that explains its decisions.
   *
   * @param model File of a classifier that `mekiki convert` wrote.
   * @param tolerance The share of the largest word score that an error of a word's score may have.
   */
  public record Classifier(Path model, @DefaultValue("0.01") double tolerance) {}
}
