package org.mekiki.transformer.tokenizer;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Everything a tokenizer is made of; the normalizer may be null, all numbers are tokens. */
record TokenizerSettings(
    List<AddedToken> addedTokens,
    Normalizer normalizer,
    PreTokenizer preTokenizer,
    TokenModel model,
    Template template,
    SpecialTokens specialTokens,
    OptionalInt modelMaxLength) {
  TokenizerSettings {
    addedTokens = List.copyOf(addedTokens);
    int size = vocabularyOf(model).size();
    int unknown =
        switch (model) {
          case WordPieceModel wordPiece -> wordPiece.unknown();
          case BpeModel bpe -> Math.max(0, bpe.unknown());
        };
    requireNumber("the unknown token", unknown, size);
    addedTokens.forEach(
        token -> requireNumber("the token \"" + token.content() + "\"", token.id(), size));
    Stream.concat(template.single().stream(), template.pair().stream())
        .filter(part -> part.sequence() < 0)
        .forEach(part -> requireNumber("a token of the template", part.id(), size));
    Stream.of(
            specialTokens.cls(),
            specialTokens.sep(),
            specialTokens.pad(),
            specialTokens.mask(),
            specialTokens.unk())
        .flatMapToInt(OptionalInt::stream)
        .forEach(id -> requireNumber("a special token", id, size));
  }

  private static void requireNumber(String token, int id, int size) {
    if (id < 0 || id >= size) {
      throw new IllegalArgumentException(
          "%s has the number %d, the vocabulary those from 0 to %d".formatted(token, id, size - 1));
    }
  }

  Vocabulary vocabulary() {
    return vocabularyOf(model);
  }

  private static Vocabulary vocabularyOf(TokenModel model) {
    return switch (model) {
      case WordPieceModel wordPiece -> wordPiece.vocabulary();
      case BpeModel bpe -> bpe.vocabulary();
    };
  }
}
