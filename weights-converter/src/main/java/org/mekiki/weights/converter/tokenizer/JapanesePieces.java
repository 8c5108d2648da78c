package org.mekiki.weights.converter.tokenizer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mekiki.transformer.tokenizer.model.CommaModel;
import org.mekiki.transformer.tokenizer.model.TokenModel;
import org.mekiki.transformer.tokenizer.model.UnigramModel;
import org.mekiki.transformer.tokenizer.model.Vocabulary;
import org.mekiki.transformer.tokenizer.normalizer.Normalizer;
import org.mekiki.transformer.tokenizer.normalizer.SentencePieceNormalizer;
import org.mekiki.weights.converter.file.ConversionException;

/** A SentencePiece file as SentencePiece itself reads it, with the file's own numbers. */
final class JapanesePieces {
  private final SentencePieceModel file;
  private final List<String> tokens = new ArrayList<>();
  private final Map<String, Integer> ids = new HashMap<>();
  private final UnigramModel model;

  JapanesePieces(SentencePieceModel file) throws ConversionException {
    if (file.type() != SentencePieceModel.UNIGRAM) {
      throw new ConversionException(
          "%s: a SentencePiece model of pairs (BPE) is not supported behind words, only Unigram"
              .formatted(file.path()));
    }
    this.file = file;
    float smallest = Float.MAX_VALUE;
    float largest = -Float.MAX_VALUE;
    for (SentencePieceModel.Piece piece : file.pieces()) {
      if (piece.isNormal()) {
        smallest = Math.min(smallest, piece.score());
        largest = Math.max(largest, piece.score());
      }
    }
    double[] scores = new double[file.pieces().size()];
    for (int id = 0; id < scores.length; id++) {
      SentencePieceModel.Piece piece = file.pieces().get(id);
      tokens.add(piece.text());
      ids.putIfAbsent(piece.text(), id);
      scores[id] =
          piece.isNormal()
              ? piece.score()
              : piece.isUserDefined()
                  ? UnigramModel.ofUser(piece.text(), largest)
                  : Double.NEGATIVE_INFINITY;
    }
    this.model =
        UnigramModel.ofSentencePiece(
            new Vocabulary(tokens),
            scores,
            file.unknown(),
            file.byteFallback(),
            UnigramModel.ofUnknown(smallest));
  }

  /** Number of a token; −1 for none. */
  int id(String token) {
    return ids.getOrDefault(token, -1);
  }

  int size() {
    return tokens.size();
  }

  String token(int id) {
    return id < tokens.size() ? tokens.get(id) : null;
  }

  Vocabulary vocabulary() {
    return model.vocabulary();
  }

  int unknown() {
    return file.unknown();
  }

  /** What cuts a word. */
  TokenModel model() {
    return new CommaModel(model, file.addDummyPrefix());
  }

  /** What cuts a text, without a rule for commas. */
  TokenModel plainModel() {
    return model;
  }

  /** What SentencePiece does with a word first. */
  Normalizer normalizer() {
    List<String> users =
        file.pieces().stream()
            .filter(SentencePieceModel.Piece::isUserDefined)
            .map(SentencePieceModel.Piece::text)
            .toList();
    return new SentencePieceNormalizer(
        file.charsmap(), file.addDummyPrefix(), file.removeExtraWhitespaces(), users);
  }
}
