package org.mekiki.spring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.micrometer.observation.ObservationRegistry;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mekiki.adapters.EmbeddingSettings;
import org.mekiki.adapters.Purpose;
import org.mekiki.adapters.TestModels;
import org.mekiki.adapters.TextEmbedder;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.transformer.SentenceEncoder;
import org.mekiki.transformer.TextVector;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.EmbeddingOptions;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;
import org.springframework.ai.embedding.TokenCountBatchingStrategy;

/** What the framework's interface asks for reaches the engine, and comes back. */
final class MekikiEmbeddingModelTest {
  private static final String TEXT = "a warm and funny film";

  @TempDir private static Path folder;

  private static SentenceEncoder encoder;
  private static MekikiEmbeddingModel model;

  @BeforeAll
  static void load() throws Exception {
    encoder = SentenceEncoder.load(TestModels.encoder(folder), ComputeContext.sequential());
    model = of(EmbeddingSettings.DEFAULT);
  }

  private static MekikiEmbeddingModel of(EmbeddingSettings settings) {
    return new MekikiEmbeddingModel(
        "encoder", TextEmbedder.of(encoder, settings), ObservationRegistry.NOOP);
  }

  private static float[] own(Purpose purpose) {
    return TextEmbedder.of(encoder, EmbeddingSettings.DEFAULT)
        .embed(List.of(TEXT), purpose)
        .getFirst()
        .values();
  }

  @Test
  void singleStringsAreQueriesAndDocumentsAreDocuments() {
    assertArrayEquals(own(Purpose.QUERY), model.embed(TEXT));
    assertArrayEquals(own(Purpose.DOCUMENT), model.embed(new Document(TEXT)));
    assertArrayEquals(own(Purpose.ANY), model.embed(List.of(TEXT)).getFirst());
    List<float[]> several =
        model.embed(
            List.of(new Document("dull"), new Document(TEXT)),
            EmbeddingOptions.builder().build(),
            new TokenCountBatchingStrategy());
    assertEquals(2, several.size());
    assertArrayEquals(own(Purpose.DOCUMENT), several.getLast());
  }

  @Test
  void theResponseTellsTokensAndCutTexts() {
    MekikiEmbeddingModel brief = of(EmbeddingSettings.DEFAULT.withMaxLength(5));
    EmbeddingResponse response = brief.call(new EmbeddingRequest(List.of("a film", TEXT), null));
    assertEquals("encoder", response.getMetadata().getModel());
    assertEquals(4 + 5, response.getMetadata().getUsage().getPromptTokens());
    assertEquals(List.of(1), response.getMetadata().get("truncated"));
    assertEquals(1, response.getResults().getLast().getIndex());
    assertEquals(1, brief.counts().calls());
    assertEquals(2, brief.counts().texts());
    assertEquals(9, brief.counts().tokens());
    assertEquals(1, brief.counts().truncated());
  }

  @Test
  void theRequestsDimensionsShortenVectors() {
    EmbeddingOptions five = EmbeddingOptions.builder().dimensions(5).build();
    EmbeddingResponse response = model.call(new EmbeddingRequest(List.of(TEXT), five));
    TextVector expected =
        TextEmbedder.of(encoder, EmbeddingSettings.DEFAULT.withDimensions(5))
            .embed(List.of(TEXT), Purpose.ANY)
            .getFirst();
    assertArrayEquals(expected.values(), response.getResult().getOutput());
    assertEquals(encoder.dimensions(), model.dimensions());
    EmbeddingOptions many = EmbeddingOptions.builder().dimensions(100_000).build();
    var request = new EmbeddingRequest(List.of(TEXT), many);
    assertThrows(IllegalArgumentException.class, () -> model.call(request));
  }
}
