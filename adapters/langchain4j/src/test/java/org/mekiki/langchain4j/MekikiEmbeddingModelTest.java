package org.mekiki.langchain4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.request.EmbeddingInputType;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import dev.langchain4j.model.output.Response;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mekiki.adapters.EmbeddingSettings;
import org.mekiki.adapters.Purpose;
import org.mekiki.adapters.TestModels;
import org.mekiki.adapters.TextEmbedder;
import org.mekiki.core.runtime.ComputeContext;

/** What the framework's interface asks for reaches the engine, and comes back. */
final class MekikiEmbeddingModelTest {
  private static final String TEXT = "a warm and funny film";

  @TempDir private static Path folder;

  private static Path file;
  private static MekikiEmbeddingModel model;

  @BeforeAll
  static void load() {
    file = TestModels.encoder(folder);
    model = MekikiEmbeddingModel.builder().modelPath(file).threads(2).build();
  }

  @AfterAll
  static void close() {
    model.close();
  }

  private static float[] own(Purpose purpose) {
    return TextEmbedder.of(model.encoder(), EmbeddingSettings.DEFAULT)
        .embed(List.of(TEXT), purpose)
        .getFirst()
        .values();
  }

  private static float[] asked(MekikiEmbeddingModel of, EmbeddingInputType type) {
    EmbeddingRequest request = EmbeddingRequest.builder().input(TEXT).inputType(type).build();
    return of.embed(request).embeddings().getFirst().vector();
  }

  @Test
  void inputTypesChooseThePrompt() {
    assertArrayEquals(own(Purpose.ANY), model.embed(TEXT).content().vector());
    assertArrayEquals(own(Purpose.QUERY), asked(model, EmbeddingInputType.QUERY));
    assertArrayEquals(own(Purpose.DOCUMENT), asked(model, EmbeddingInputType.DOCUMENT));
  }

  @Test
  void theBuildersTypeStandsInForTheRequests() {
    var queries =
        MekikiEmbeddingModel.builder()
            .modelPath(file)
            .context(ComputeContext.sequential())
            .inputType(EmbeddingInputType.QUERY)
            .build();
    assertArrayEquals(own(Purpose.QUERY), queries.embed(TEXT).content().vector());
    assertArrayEquals(own(Purpose.DOCUMENT), asked(queries, EmbeddingInputType.DOCUMENT));
  }

  @Test
  void settingsReachTheEngine() {
    try (var other =
        MekikiEmbeddingModel.builder()
            .modelPath(file)
            .threads(1)
            .maxLength(5)
            .dimensions(7)
            .normalize(false)
            .queryPrompt("find : ")
            .documentPrompt("text : ")
            .modelName("reviews")
            .build()) {
      EmbeddingSettings settings =
          EmbeddingSettings.DEFAULT
              .withMaxLength(5)
              .withDimensions(7)
              .withNormalize(false)
              .withQueryPrompt("find : ")
              .withDocumentPrompt("text : ");
      TextEmbedder expected = TextEmbedder.of(other.encoder(), settings);
      for (EmbeddingInputType type : EmbeddingInputType.values()) {
        float[] vector =
            expected.embed(List.of(TEXT), Purpose.valueOf(type.name())).getFirst().values();
        assertArrayEquals(vector, asked(other, type));
      }
      assertEquals(7, other.dimension());
      assertEquals("reviews", other.modelName());
    }
    assertEquals("encoder", model.modelName());
  }

  @Test
  void tokensAreCountedAndCutTextsNamed() {
    try (var brief = MekikiEmbeddingModel.builder().modelPath(file).maxLength(5).build()) {
      EmbeddingResponse response =
          brief.embed(EmbeddingRequest.builder().inputs("a film", TEXT).build());
      var metadata = assertInstanceOf(MekikiEmbeddingMetadata.class, response.metadata());
      assertEquals(4 + 5, metadata.tokenUsage().inputTokenCount());
      assertEquals(List.of(1), metadata.truncated());
    }
    Response<List<Embedding>> all =
        model.embedAll(List.of(TextSegment.from("a film"), TextSegment.from(TEXT)));
    assertEquals(4 + 7, all.tokenUsage().inputTokenCount());
  }

  @Test
  void aCutTextIsLoggedOnce() {
    Logger logger = Logger.getLogger("org.mekiki.adapters");
    List<String> said = new ArrayList<>();
    var handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            said.add(new SimpleFormatter().formatMessage(record));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    logger.addHandler(handler);
    try (var brief = MekikiEmbeddingModel.builder().modelPath(file).maxLength(6).build()) {
      brief.embed("a film");
      assertEquals(List.of(), said.stream().filter(line -> line.contains("than 6 ")).toList());
      brief.embed(TEXT);
      brief.embed(TEXT);
      assertEquals(1, said.stream().filter(line -> line.contains("than 6 ")).count(), said + "");
    } finally {
      logger.removeHandler(handler);
    }
  }

  @Test
  void noTextsAreNoVectors() {
    assertEquals(List.of(), model.embedAll(List.of()).content());
  }

  @Test
  void aSharedContextGoesOn() {
    try (ComputeContext shared = ComputeContext.ownedPool(2)) {
      MekikiEmbeddingModel first =
          MekikiEmbeddingModel.builder().modelPath(file).context(shared).build();
      first.close();
      assertArrayEquals(own(Purpose.ANY), first.embed(TEXT).content().vector());
    }
  }

  @Test
  void mistakesAreToldInOneSentence() throws Exception {
    Path text = Files.writeString(folder.resolve("text.mekiki"), "no model");
    Path absent = folder.resolve("absent.mekiki");
    for (Path wrong : List.of(text, absent, folder, TestModels.classifier())) {
      var refused =
          assertThrows(
              UncheckedIOException.class,
              () -> MekikiEmbeddingModel.builder().modelPath(wrong).threads(2).build());
      assertTrue(refused.getMessage().startsWith(wrong + ": "), refused.getMessage());
      assertFalse(refused.getMessage().contains("\n"), refused.getMessage());
      assertTrue(refused.getMessage().length() > wrong.toString().length() + 15);
    }
    assertEquals(
        absent + ": it does not exist",
        assertThrows(
                UncheckedIOException.class,
                () -> MekikiEmbeddingModel.builder().modelPath(absent).build())
            .getMessage());
    assertEquals(
        folder + ": it is a directory; `mekiki convert` makes a file of a model's directory",
        assertThrows(
                UncheckedIOException.class,
                () -> MekikiEmbeddingModel.builder().modelPath(folder).build())
            .getMessage());
    assertEquals(
        "modelPath is missing; it is the file that `mekiki convert` wrote",
        refusal(MekikiEmbeddingModel.builder()));
    assertEquals(
        "threads and context are both given; a shared context has its own number of threads",
        refusal(
            MekikiEmbeddingModel.builder()
                .modelPath(file)
                .threads(2)
                .context(ComputeContext.sequential())));
    assertTrue(
        refusal(MekikiEmbeddingModel.builder().modelPath(file).dimensions(100_000))
            .contains("cannot be kept"));
  }

  private static String refusal(MekikiEmbeddingModel.Builder builder) {
    return assertThrows(IllegalArgumentException.class, builder::build).getMessage();
  }
}
