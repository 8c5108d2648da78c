package org.mekiki.transformer.tokenizer;

import java.util.ArrayList;
import java.util.List;

/**
 * WordPiece: the longest token that fits, then the longest for the rest; all or unknown.
 *
 * @param vocabulary the tokens
 * @param unknown number of the unknown token
 * @param prefix marks a token that continues a word, {@code ##}
 * @param maxLength longer words, in code points, are unknown
 */
record WordPieceModel(Vocabulary vocabulary, int unknown, String prefix, int maxLength)
    implements TokenModel {
  private record Piece(int id, int from, int to) {}

  @Override
  public void tokenize(AlignedText word, Sink sink) {
    List<Piece> pieces = word.size() > maxLength ? null : pieces(word);
    if (pieces == null) {
      sink.accept(unknown, 0, word.size());
    } else {
      pieces.forEach(piece -> sink.accept(piece.id(), piece.from(), piece.to()));
    }
  }

  private List<Piece> pieces(AlignedText word) {
    var pieces = new ArrayList<Piece>();
    for (int from = 0; from < word.size(); ) {
      Piece piece = longest(word, from);
      if (piece == null) {
        return null;
      }
      pieces.add(piece);
      from = piece.to();
    }
    return pieces;
  }

  private Piece longest(AlignedText word, int from) {
    for (int to = word.size(); to > from; to--) {
      String text = word.string(from, to);
      int id = vocabulary.id(from == 0 ? text : prefix + text);
      if (id >= 0) {
        return new Piece(id, from, to);
      }
    }
    return null;
  }
}
