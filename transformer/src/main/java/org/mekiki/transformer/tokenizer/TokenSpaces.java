package org.mekiki.transformer.tokenizer;

import org.mekiki.transformer.tokenizer.model.Vocabulary;
import org.mekiki.transformer.tokenizer.text.ByteCharacters;

/** How many spaces each token begins and ends with, for offsets that leave them out. */
final class TokenSpaces {
  private final byte[] before;
  private final byte[] after;

  /** Counts them if they matter. */
  TokenSpaces(Vocabulary vocabulary, boolean matter) {
    before = new byte[matter ? vocabulary.size() : 0];
    after = new byte[before.length];
    for (int id = 0; id < before.length; id++) {
      String token = vocabulary.token(id);
      if (token != null) {
        before[id] = (byte) Math.min(before(token), Byte.MAX_VALUE);
        after[id] = (byte) Math.min(after(token), Byte.MAX_VALUE);
      }
    }
  }

  boolean matter() {
    return before.length > 0;
  }

  /** Spaces that a token begins with, 0 if they do not matter. */
  int before(int id) {
    return matter() ? before[id] : 0;
  }

  /** Spaces that a token ends with, 0 if they do not matter. */
  int after(int id) {
    return matter() ? after[id] : 0;
  }

  /** Spaces that a text begins with. */
  static int before(String text) {
    int count = 0;
    while (count < text.length() && ByteCharacters.isSpace(text.charAt(count))) {
      count++;
    }
    return count;
  }

  /** Spaces that a text ends with. */
  static int after(String text) {
    int count = 0;
    while (count < text.length()
        && ByteCharacters.isSpace(text.charAt(text.length() - 1 - count))) {
      count++;
    }
    return count;
  }
}
