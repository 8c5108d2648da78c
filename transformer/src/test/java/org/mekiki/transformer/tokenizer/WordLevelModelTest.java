package org.mekiki.transformer.tokenizer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mekiki.transformer.tokenizer.model.Vocabulary;
import org.mekiki.transformer.tokenizer.model.WordLevelModel;

/** Whole words. */
final class WordLevelModelTest {
  @Test
  void aWordIsATokenOrUnknown() {
    var vocabulary = new Vocabulary(List.of("?", "film", "😀"));
    var model = new WordLevelModel(vocabulary, 0);
    assertEquals("film[0,4]", Texts.tokens(model, vocabulary, "film"));
    assertEquals("😀[0,1]", Texts.tokens(model, vocabulary, "😀"));
    assertEquals("?[0,5]", Texts.tokens(model, vocabulary, "films"));
    assertEquals("", Texts.tokens(model, vocabulary, ""));
  }
}
