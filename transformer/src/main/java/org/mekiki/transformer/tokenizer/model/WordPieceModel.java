package org.mekiki.transformer.tokenizer.model;

import org.mekiki.transformer.tokenizer.text.AlignedText;

/** WordPiece: the longest token that fits, then the longest for the rest; all or unknown. */
public final class WordPieceModel implements TokenModel {
  private final Vocabulary vocabulary;
  private final int unknown;
  private final String prefix;
  private final int maxLength;
  private final TokenTrie trie;
  private final int continuing;

  /**
   * The model.
   *
   * @param vocabulary the tokens
   * @param unknown number of the unknown token
   * @param prefix marks a token that continues a word, {@code ##}
   * @param maxLength longer words, in code points, are unknown
   */
  public WordPieceModel(Vocabulary vocabulary, int unknown, String prefix, int maxLength) {
    this.vocabulary = vocabulary;
    this.unknown = unknown;
    this.prefix = prefix;
    this.maxLength = maxLength;
    this.trie = new TokenTrie(vocabulary.tokens());
    this.continuing = trie.descendant(prefix);
  }

  @Override
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  @Override
  public int unknown() {
    return unknown;
  }

  /** {@return what marks a token that continues a word} */
  public String prefix() {
    return prefix;
  }

  /** {@return the length, in code points, of the longest word that is not unknown for it} */
  public int maxLength() {
    return maxLength;
  }

  @Override
  public void tokenize(AlignedText word, Sink sink) {
    if (word.size() == 0) {
      return;
    }
    int[] ids = word.size() > maxLength ? null : new int[word.size()];
    if (ids == null || !cut(word, ids)) {
      sink.accept(unknown, 0, word.size());
      return;
    }
    // A piece's number stands at its last code point, NONE at the others.
    int from = 0;
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] != TokenTrie.NONE) {
        sink.accept(ids[i], from, i + 1);
        from = i + 1;
      }
    }
  }

  private boolean cut(AlignedText word, int[] ids) {
    for (int from = 0; from < word.size(); ) {
      int node = from == 0 ? 0 : continuing;
      int end = from;
      for (int i = from; i < word.size() && node != TokenTrie.NONE; i++) {
        node = trie.child(node, word.codePoint(i));
        ids[i] = TokenTrie.NONE;
        if (node != TokenTrie.NONE && trie.id(node) != TokenTrie.NONE) {
          end = i + 1;
          ids[i] = trie.id(node);
        }
      }
      if (end == from) {
        return false;
      }
      for (int i = from; i < end - 1; i++) {
        ids[i] = TokenTrie.NONE;
      }
      from = end;
    }
    return true;
  }
}
