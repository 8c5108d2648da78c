package org.mekiki.transformer.tokenizer;

import java.util.List;
import java.util.OptionalInt;

/** Everything a tokenizer is made of; the normalizer may be null. */
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
  }

  Vocabulary vocabulary() {
    return switch (model) {
      case WordPieceModel wordPiece -> wordPiece.vocabulary();
      case BpeModel bpe -> bpe.vocabulary();
    };
  }
}
