package org.mekiki.adapters;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.transformer.SentenceEncoder;
import org.mekiki.transformer.TaskModel;
import org.mekiki.transformer.TextVector;

/** Vectors are the encoder's own, each for its purpose. */
final class TextEmbedderTest {
  private static final String TEXT = "a warm and funny film";
  private static final EmbeddingSettings RAW = EmbeddingSettings.DEFAULT.withNormalize(false);

  @TempDir private static Path folder;

  private static SentenceEncoder model;

  @BeforeAll
  static void load() throws IOException {
    model =
        (SentenceEncoder) TaskModel.load(TestModels.encoder(folder), ComputeContext.sequential());
  }

  private static float[] one(EmbeddingSettings settings, String text, Purpose purpose) {
    return TextEmbedder.of(model, settings).embed(List.of(text), purpose).getFirst().values();
  }

  private static float[] own(SentenceEncoder encoder) {
    return encoder.embed(TEXT);
  }

  private static double length(float[] vector) {
    double sum = 0;
    for (float value : vector) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum);
  }

  @Test
  void vectorsAreTheModelsOwn() {
    assertArrayEquals(own(model), one(RAW, TEXT, Purpose.ANY));
  }

  @Test
  void eachPurposeHasThePromptOfTheModel() {
    for (Purpose purpose : List.of(Purpose.QUERY, Purpose.DOCUMENT)) {
      String prompt = TestModels.PROMPTS.get(purpose.name().toLowerCase(java.util.Locale.ROOT));
      assertArrayEquals(own(model.withPrompts(prompt, prompt)), one(RAW, TEXT, purpose));
    }
    assertFalse(Arrays.equals(one(RAW, TEXT, Purpose.QUERY), one(RAW, TEXT, Purpose.DOCUMENT)));
  }

  @Test
  void promptsCanBeGiven() {
    EmbeddingSettings given = RAW.withQueryPrompt("find : ").withDocumentPrompt("");
    assertArrayEquals(own(model.withPrompts("find : ", "")), one(given, TEXT, Purpose.QUERY));
    assertArrayEquals(own(model), one(given, TEXT, Purpose.DOCUMENT));
  }

  @Test
  void lengthsAreOneUnlessTheModelsAreWanted() {
    float[] raw = one(RAW, TEXT, Purpose.ANY);
    float[] unit = one(EmbeddingSettings.DEFAULT, TEXT, Purpose.ANY);
    assertEquals(1, length(unit), 1e-6);
    assertTrue(Math.abs(1 - length(raw)) > 0.1, "the test would not see a difference");
    assertEquals(raw[3] / length(raw), unit[3], 1e-6);
  }

  @Test
  void shorterVectorsAreTheFirstNumbers() {
    float[] whole = one(RAW, TEXT, Purpose.ANY);
    assertArrayEquals(
        Arrays.copyOf(whole, 5), one(RAW.withDimensions(5), TEXT, Purpose.ANY), 1e-6f);
    float[] unit = one(EmbeddingSettings.DEFAULT.withDimensions(5), TEXT, Purpose.ANY);
    assertEquals(1, length(unit), 1e-6);
    TextEmbedder embedder = TextEmbedder.of(model, RAW);
    assertEquals(model.dimensions(), embedder.dimensions());
    assertEquals(5, embedder.withDimensions(5).dimensions());
    assertThrows(IllegalArgumentException.class, () -> embedder.withDimensions(100_000));
  }

  @Test
  void aTextThatIsTooLongIsCutAndSaysSo() {
    TextEmbedder embedder = TextEmbedder.of(model, RAW.withMaxLength(4));
    assertEquals(4, embedder.maxLength());
    List<TextVector> embedded = embedder.embed(List.of("a warm film", "a film"), Purpose.ANY);
    assertTrue(embedded.getFirst().truncated());
    assertEquals(4, embedded.getFirst().tokens());
    assertFalse(embedded.getLast().truncated());
    assertArrayEquals(
        embedder.embed(List.of("a warm"), Purpose.ANY).getFirst().values(),
        embedded.getFirst().values(),
        "its beginning is read");
    assertEquals(model.maxLength(), TextEmbedder.of(model, RAW).maxLength());
    assertEquals(
        model.maxLength(), TextEmbedder.of(model, RAW.withMaxLength(1_000_000)).maxLength());
    assertThrows(IllegalArgumentException.class, () -> RAW.withMaxLength(-1));
  }

  @Test
  void manyTextsAreEmbeddedAsEach() {
    List<String> texts = List.of("a warm film", "dull", "", TEXT);
    List<TextVector> all = TextEmbedder.of(model, RAW).embed(texts, Purpose.ANY);
    for (int i = 0; i < texts.size(); i++) {
      assertArrayEquals(one(RAW, texts.get(i), Purpose.ANY), all.get(i).values());
    }
  }
}
