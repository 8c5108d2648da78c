package org.mekiki.weights.converter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.Token;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.transformer.SentenceEncoder;
import org.mekiki.transformer.TaskModel;
import org.mekiki.transformer.file.ModelFile;

/** Prompts, lower case and short vectors of sentence-transformers directories. */
final class SentencePromptsTest {
  private static final String PROMPTS =
      "{\"prompts\":{\"query\":\"a fine \",\"document\":\"\"},\"default_prompt_name\":\"query\"}";

  @TempDir private Path folder;

  private Path directory(String pooling, String prompts, boolean lowerCase) throws IOException {
    Path directory = folder.resolve("sentences");
    SentenceCheckpoint.write(directory, "", pooling, 4);
    Files.writeString(directory.resolve("config_sentence_transformers.json"), prompts);
    Files.writeString(
        directory.resolve("sentence_bert_config.json"),
        "{\"max_seq_length\":12,\"do_lower_case\":%s}".formatted(lowerCase));
    Files.writeString(directory.resolve("tokenizer_config.json"), "{\"do_lower_case\": false}");
    return directory;
  }

  private static SentenceEncoder model(Path directory) throws IOException {
    return (SentenceEncoder)
        TaskModel.of(Converter.inMemory(directory), ComputeContext.sequential());
  }

  private static List<Float> vector(SentenceEncoder model, String text) {
    return numbers(model.embed(text));
  }

  private static List<Float> numbers(float[] vector) {
    return IntStream.range(0, vector.length).mapToObj(i -> vector[i]).toList();
  }

  @Test
  void aPromptIsReadAndIsNoPartOfTheText() throws IOException {
    SentenceEncoder model = model(directory("\"pooling_mode_mean_tokens\":true", PROMPTS, false));
    assertEquals(Map.of("query", "a fine ", "document", ""), model.prompts());
    assertEquals("a fine ", model.prompt());
    SentenceEncoder plain = model.withPrompts("", "");
    assertEquals(vector(plain, "a fine films!"), vector(model, "films!"));
    assertNotEquals(vector(plain, "films!"), vector(model, "films!"));
    EncodedText text = model.encode("films!", null, 0);
    assertEquals("films!", text.text());
    assertEquals(
        List.of("[CLS]", "a", "fine", "film", "##s", "!", "[SEP]"),
        text.tokens().stream().map(Token::text).toList());
    assertEquals(
        List.of(true, true, true, false, false, false, true),
        text.tokens().stream().map(Token::added).toList());
    assertEquals(
        List.of("", "", "", "film", "s", "!", ""),
        text.tokens().stream().map(text::surface).toList());
  }

  @Test
  void eachOfTwoTextsHasItsOwn() throws IOException {
    SentenceEncoder model = model(directory("\"pooling_mode_mean_tokens\":true", PROMPTS, false));
    SentenceEncoder both = model.withPrompts("fine ", "a film ");
    EncodedText pair = both.encode("film", "films", 0);
    SentenceEncoder plain = model.withPrompts("", "");
    assertEquals(
        plain.similarity(plain.encode("fine film", "a film films", 0)), both.similarity(pair), 0);
    assertEquals(
        pair, both.similarityOf(pair).encode("film", "films"), "texts that are read again too");
    assertEquals(vector(plain, "a film films"), numbers(both.embed(both.second(pair))));
  }

  @Test
  void aPromptThatIsNotPooledIsLeftOut() throws IOException {
    for (String mode : List.of("mean", "mean_sqrt_len")) {
      String pooling = "\"pooling_mode_%s_tokens\":true".formatted(mode);
      SentenceEncoder with = model(directory(pooling, PROMPTS, false));
      SentenceEncoder without =
          model(directory(pooling + ",\"include_prompt\":false", PROMPTS, false));
      assertNotEquals(vector(with, "films!"), vector(without, "films!"), mode);
      assertEquals(
          vector(with.withPrompts("", ""), "films!"),
          vector(without.withPrompts("", ""), "films!"),
          "special tokens are pooled where there is no prompt");
    }
    String first = "\"pooling_mode_cls_token\":true";
    assertEquals(
        vector(model(directory(first, PROMPTS, false)), "film"),
        vector(model(directory(first + ",\"include_prompt\":false", PROMPTS, false)), "film"));
  }

  @Test
  void lowerCaseKeepsOffsets() throws IOException {
    SentenceEncoder lower = model(directory("\"pooling_mode_mean_tokens\":true", "{}", true));
    SentenceEncoder cased = model(directory("\"pooling_mode_mean_tokens\":true", "{}", false));
    assertEquals(vector(cased, "a fine film"), vector(lower, "A Fine FILM"));
    assertNotEquals(vector(cased, "A Fine FILM"), vector(lower, "A Fine FILM"));
    String text = "\u0130 FILMS \uD83D\uDE00 Fine";
    EncodedText encoded = lower.withPrompts("A ", "").encode(text, null, 0);
    assertEquals(
        List.of("", "", "\u0130", "FILM", "S", "\uD83D\uDE00", "Fine", ""),
        encoded.tokens().stream().map(encoded::surface).toList());
  }

  @Test
  void shortVectorsAreTheFirstNumbers() throws IOException {
    SentenceEncoder model = model(directory("\"pooling_mode_mean_tokens\":true", "{}", false));
    List<Float> whole = vector(model, "a fine film");
    SentenceEncoder two = model.withDimensions(2);
    assertEquals(whole.subList(0, 2), vector(two, "a fine film"));
    assertEquals(2, two.withPrompts("a ", "").dimensions());
    EncodedText pair = two.encode("a fine film", "films!", 0);
    List<Float> other = vector(two, "films!");
    double dot = whole.get(0) * other.get(0) + whole.get(1) * other.get(1);
    double lengths =
        Math.hypot(whole.get(0), whole.get(1)) * Math.hypot(other.get(0), other.get(1));
    assertEquals(dot / lengths, two.similarity(pair), 1e-6);
    for (int count : new int[] {0, 4}) {
      assertThrows(IllegalArgumentException.class, () -> model.withDimensions(count));
    }
  }

  @Test
  void theFileAndTheDirectoryMadeOfItSayTheSame() throws IOException {
    Path directory =
        directory("\"pooling_mode_mean_tokens\":true,\"include_prompt\":false", PROMPTS, true);
    List<Float> expected = vector(model(directory), "FILMS!");
    Path file = folder.resolve("m.mekiki");
    Converter.convert(directory, file, Optional.empty());
    Path exported = folder.resolve("exported");
    try (ModelFile opened = ModelFile.open(file)) {
      var model = (SentenceEncoder) TaskModel.of(opened, ComputeContext.sequential());
      assertEquals(expected, vector(model, "FILMS!"));
      Exporter.export(opened, exported, false);
    }
    assertEquals(expected, vector(model(exported), "FILMS!"));
    String prompts = Files.readString(exported.resolve("config_sentence_transformers.json"));
    assertTrue(prompts.contains("\"default_prompt_name\" : \"query\""), prompts);
  }
}
