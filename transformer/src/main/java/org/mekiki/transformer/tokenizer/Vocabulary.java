package org.mekiki.transformer.tokenizer;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tokens and their numbers. */
final class Vocabulary {
  private final String[] tokens;
  private final Map<String, Integer> ids;

  /** Tokens by number; null for a number that is not used. */
  Vocabulary(List<String> tokens) {
    this.tokens = tokens.toArray(String[]::new);
    this.ids = HashMap.newHashMap(this.tokens.length);
    for (int id = 0; id < this.tokens.length; id++) {
      if (this.tokens[id] != null) {
        ids.put(this.tokens[id], id);
      }
    }
  }

  /** The token's number, −1 if there is none. */
  int id(String token) {
    return ids.getOrDefault(token, -1);
  }

  /** The token with this number, or null. */
  String token(int id) {
    return id >= 0 && id < tokens.length ? tokens[id] : null;
  }

  int size() {
    return tokens.length;
  }

  List<String> tokens() {
    return Arrays.asList(tokens.clone());
  }
}
