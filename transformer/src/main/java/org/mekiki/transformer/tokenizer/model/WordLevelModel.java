package org.mekiki.transformer.tokenizer.model;

import org.mekiki.transformer.tokenizer.text.AlignedText;

/**
 * Every word is a token, or unknown.
 *
 * @param vocabulary the words
 * @param unknown number of the unknown token
 */
public record WordLevelModel(Vocabulary vocabulary, int unknown) implements TokenModel {
  @Override
  public void tokenize(AlignedText word, Sink sink) {
    if (word.size() > 0) {
      int id = vocabulary.id(word.toString());
      sink.accept(id < 0 ? unknown : id, 0, word.size());
    }
  }
}
