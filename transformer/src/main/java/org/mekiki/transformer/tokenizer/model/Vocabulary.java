package org.mekiki.transformer.tokenizer.model;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Tokens and their numbers. */
public final class Vocabulary {
  private final String[] tokens;
  private final Map<String, Integer> ids;

  /**
   * A vocabulary of some tokens.
   *
   * @param tokens by number; null for a number that is not used
   */
  public Vocabulary(List<String> tokens) {
    this.tokens = tokens.toArray(String[]::new);
    // By the tokens and not by their numbers, of which a file may name a single huge one.
    this.ids = HashMap.newHashMap((int) tokens.stream().filter(Objects::nonNull).count());
    for (int id = 0; id < this.tokens.length; id++) {
      if (this.tokens[id] != null) {
        ids.put(this.tokens[id], id);
      }
    }
  }

  /**
   * {@return these tokens and the added ones, whose numbers may lie beyond}
   *
   * @param added the tokens that are added
   */
  public Vocabulary with(Collection<AddedToken> added) {
    int size = added.stream().mapToInt(token -> token.id() + 1).max().orElse(0);
    String[] all = Arrays.copyOf(tokens, Math.max(tokens.length, size));
    added.forEach(token -> all[token.id()] = token.content());
    return new Vocabulary(Arrays.asList(all));
  }

  /**
   * {@return the token's number; −1 if there is none}
   *
   * @param token the token's text
   */
  public int id(String token) {
    return ids.getOrDefault(token, -1);
  }

  /**
   * {@return the token with this number, or null}
   *
   * @param id a number, in the vocabulary or not
   */
  public String token(int id) {
    return id >= 0 && id < tokens.length ? tokens[id] : null;
  }

  /** {@return one more than the largest number of a token} */
  public int size() {
    return tokens.length;
  }

  /** {@return tokens by number, null for a number that is not used; cannot be changed} */
  public List<String> tokens() {
    return Collections.unmodifiableList(Arrays.asList(tokens));
  }
}
