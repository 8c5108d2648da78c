package org.mekiki.transformer.tokenizer.model;

import org.mekiki.transformer.tokenizer.text.AlignedText;

/**
 * Every character of a word is a token, or unknown.
 *
 * @param vocabulary the characters
 * @param unknown number of the unknown token
 */
public record CharacterModel(Vocabulary vocabulary, int unknown) implements TokenModel {
  @Override
  public void tokenize(AlignedText word, Sink sink) {
    for (int i = 0; i < word.size(); i++) {
      int id = vocabulary.id(word.string(i, i + 1));
      sink.accept(id < 0 ? unknown : id, i, i + 1);
    }
  }
}
