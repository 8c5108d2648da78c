package org.mekiki.weights.converter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.transformer.Classifier;
import org.mekiki.transformer.Prediction;
import org.mekiki.transformer.Reranker;
import org.mekiki.transformer.Reranker.Ranked;
import org.mekiki.transformer.SentenceEncoder;
import org.mekiki.transformer.TextVector;
import org.mekiki.transformer.TokenClassifier;
import org.mekiki.transformer.file.ModelFile;
import org.mekiki.transformer.file.ModelFileException;
import org.mekiki.weights.converter.FamilyVariants.Variant;

/** Many texts a call: the same bits as one by one, whatever stands beside a text. */
final class ManyTextsTest {
  @TempDir private Path folder;

  static List<Variant> variants() {
    return FamilyVariants.all();
  }

  /**
   * Texts of few words, so that many have one length; special tokens too, which some families
   * count.
   */
  private static List<String> texts(int count, long seed) {
    var random = new Random(seed);
    List<String> words =
        List.of("a", "fine", "film", "films", "!", "not", "dull", "[MASK]", "[PAD]");
    return IntStream.range(0, count)
        .mapToObj(
            _ ->
                random
                    .ints(1 + random.nextInt(9), 0, words.size())
                    .mapToObj(words::get)
                    .collect(Collectors.joining(" ")))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("variants")
  void classesHaveTheBitsOfEachTextAlone(Variant variant) throws IOException {
    FamilyReferenceTest.writeCheckpoint(variant, folder);
    ModelFile file = Converter.inMemory(folder);
    var alone = Classifier.of(file, ComputeContext.sequential());
    List<String> texts = texts(40, 3);
    List<Prediction> one = texts.stream().map(alone::predict).toList();
    assertEquals(one, alone.predictAll(texts));
    try (var threads = ComputeContext.ownedPool(3)) {
      assertEquals(one, Classifier.of(file, threads).predictAll(texts));
      assertEquals(one.subList(0, 2), Classifier.of(file, threads).predictAll(texts.subList(0, 2)));
    }
    assertEquals(List.of(), alone.predictAll(List.of()));
  }

  @Test
  void tagsHaveTheBitsOfEachTextAlone() throws IOException {
    TinyCheckpoint.bert()
        .config("architectures", "[\"BertForTokenClassification\"]")
        .writeTo(folder);
    Path file = folder.resolve("tags.mekiki");
    Converter.convert(folder, file, Optional.empty());
    var model = TokenClassifier.load(file, ComputeContext.sequential());
    List<EncodedText> texts =
        texts(20, 5).stream().map(text -> model.encode(text, null, 0)).toList();
    List<List<Prediction>> tags = model.predict(texts);
    for (int i = 0; i < texts.size(); i++) {
      assertEquals(texts.get(i).size(), tags.get(i).size());
      assertEquals(model.predict(texts.get(i)), tags.get(i));
    }
    var e =
        assertThrows(
            ModelFileException.class,
            () -> SentenceEncoder.load(file, ComputeContext.sequential()));
    assertTrue(e.getMessage().contains("token-classification"), e.getMessage());
  }

  private SentenceEncoder vectors(ComputeContext context) throws IOException {
    SentenceCheckpoint.write(folder, "", "\"pooling_mode_mean_tokens\":true", 4);
    return SentenceEncoder.of(Converter.inMemory(folder), context);
  }

  @Test
  void vectorsHaveTheBitsOfEachTextAlone() throws IOException {
    try (var threads = ComputeContext.ownedPool(2)) {
      SentenceEncoder model = vectors(threads);
      List<String> texts = texts(3000, 7);
      List<float[]> all = model.embedAll(texts);
      List<float[]> streamed = model.embedAll(texts.stream()).toList();
      List<TextVector> told = model.vectors(texts);
      assertEquals(texts.size(), streamed.size());
      for (int i = 0; i < texts.size(); i++) {
        float[] alone = model.embed(texts.get(i));
        assertArrayEquals(alone, all.get(i), 0);
        assertArrayEquals(alone, streamed.get(i), 0);
        assertArrayEquals(alone, told.get(i).values(), 0);
      }
    }
  }

  @Test
  void textsThatAreCutAlreadyHaveTheVectorsOfWhatIsLeft() throws IOException {
    SentenceEncoder model = vectors(ComputeContext.sequential());
    EncodedText cut = model.encode("fine film , but dull", null, 4);
    List<float[]> all = model.embedEncoded(List.of(cut, model.encode("a film", null, 0)));
    assertArrayEquals(model.embed("fine film"), all.getFirst(), 0);
    assertArrayEquals(model.embed("a film"), all.getLast(), 0);
    EncodedText two = model.encode("a film", "a film", 0);
    assertThrows(IllegalArgumentException.class, () -> model.embedEncoded(List.of(cut, two)));
  }

  @Test
  void aStreamIsReadAsFarAsItIsAskedFor() throws IOException {
    SentenceEncoder model = vectors(ComputeContext.sequential());
    var read = new ArrayList<Integer>();
    float[] first =
        model
            .embedAll(IntStream.iterate(0, n -> n + 1).peek(read::add).mapToObj(_ -> "a film"))
            .findFirst()
            .orElseThrow();
    assertArrayEquals(model.embed("a film"), first, 0);
    assertTrue(read.size() <= 1024, read.size() + " texts were read");
  }

  @Test
  void aVectorSaysHowMuchOfItsTextItKnows() throws IOException {
    SentenceEncoder model = vectors(ComputeContext.sequential());
    List<TextVector> told = model.vectors(List.of("a film", "a fine film a fine film"));
    assertEquals(4, told.getFirst().tokens());
    assertEquals(false, told.getFirst().truncated());
    assertEquals(6, told.getLast().tokens());
    assertEquals(8, told.getLast().untruncatedTokens());
    assertTrue(told.getLast().truncated());
  }

  @Test
  void textsAreRankedByTheCosineOfTheirVectors() throws IOException {
    SentenceEncoder model = vectors(ComputeContext.sequential());
    List<String> texts = texts(30, 11);
    Reranker reranker = Reranker.of(model);
    List<Double> scores = reranker.scores("a fine film", texts);
    for (int i = 0; i < texts.size(); i++) {
      double similarity = model.similarity(model.encode("a fine film", texts.get(i), 0));
      assertEquals(similarity, scores.get(i), 1e-6);
      assertEquals(reranker.score("a fine film", texts.get(i)), scores.get(i), 0);
    }
    List<Ranked> ranked = reranker.rank("a fine film", texts);
    assertEquals(
        ranked.stream().map(Ranked::score).toList(),
        scores.stream().sorted(Comparator.reverseOrder()).toList());
    ranked.forEach(each -> assertEquals(scores.get(each.place()), each.score(), 0));
  }

  @Test
  void aCrossEncoderRanksByItsOneOutput() throws IOException {
    TinyCheckpoint.bert()
        .config("id2label", "{\"0\":\"relevant\"}")
        .linear("classifier", 4, 1)
        .writeTo(folder);
    Path file = folder.resolve("cross.mekiki");
    Converter.convert(folder, file, Optional.empty());
    Reranker reranker = Reranker.load(file, ComputeContext.sequential());
    var model = (Classifier) reranker.model();
    List<String> texts = texts(10, 13);
    List<Double> scores = reranker.scores("a fine film", texts);
    for (int i = 0; i < texts.size(); i++) {
      double alone = model.predict(model.encode("a fine film", texts.get(i))).logits().getFirst();
      assertEquals(alone, scores.get(i), 0);
    }
  }

  @Test
  void aModelOfSeveralClassesRanksNothing() throws IOException {
    TinyCheckpoint.bert().writeTo(folder);
    Path file = folder.resolve("classes.mekiki");
    Converter.convert(folder, file, Optional.empty());
    var e =
        assertThrows(
            ModelFileException.class, () -> Reranker.load(file, ComputeContext.sequential()));
    assertTrue(e.getMessage().contains("cross-encoder"), e.getMessage());
  }
}
