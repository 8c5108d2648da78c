package org.mekiki.transformer.encoder;

/**
 * Token types, with padding marked. RoBERTa's positions count the tokens that are no padding, and
 * padding, wherever it stands, has the row before the first; so a literal {@code <pad>} in a text
 * moves all tokens behind it. A padding token of type t is written as {@code ~t}. A token whose
 * embedding counts as 0 is marked by a high bit.
 */
public final class TokenKinds {
  private static final int DROPPED = 1 << 30;

  private TokenKinds() {}

  /**
   * Marks padding where the family's positions skip it, and tokens whose embeddings count as 0.
   *
   * @param config the encoder's configuration
   * @param typeIds token types; not changed
   * @param ids numbers of the same tokens
   * @return the types, the same array where nothing is marked
   */
  public static int[] of(EncoderConfig config, int[] typeIds, int[] ids) {
    // Positions of these families begin behind the padding token's number.
    int padding = config.firstPosition() - 1;
    int dropped = config.form().embedding().dropped();
    int[] kinds = typeIds;
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] == padding || ids[i] == dropped) {
        kinds = kinds == typeIds ? typeIds.clone() : kinds;
        kinds[i] = ids[i] == padding ? ~typeIds[i] : typeIds[i] | DROPPED;
      }
    }
    return kinds;
  }

  /** The token type of a kind. */
  static int type(int kind) {
    return kind < 0 ? ~kind : kind & ~DROPPED;
  }

  /** Whether a token's embedding counts as 0. */
  static boolean isDropped(int kind) {
    return kind >= 0 && (kind & DROPPED) != 0;
  }

  /**
   * Rows of the position table.
   *
   * @param kinds of one or several texts, one after the other
   * @param length of each
   * @param first row of the first token that is no padding
   */
  static int[] positions(int[] kinds, int length, int first) {
    int[] rows = new int[kinds.length];
    int next = first;
    for (int i = 0; i < kinds.length; i++) {
      next = i % length == 0 ? first : next;
      rows[i] = kinds[i] < 0 ? first - 1 : next++;
    }
    return rows;
  }
}
