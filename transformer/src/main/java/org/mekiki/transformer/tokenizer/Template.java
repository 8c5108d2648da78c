package org.mekiki.transformer.tokenizer;

import java.util.List;

/**
 * How sequences and added tokens are put together.
 *
 * @param single parts for one text
 * @param pair parts for two texts
 * @param trimOffsets whether offsets leave out spaces at a token's ends
 * @param prefixSpace whether the pre-tokenizer puts a space before the text
 */
record Template(List<Part> single, List<Part> pair, boolean trimOffsets, boolean prefixSpace) {
  Template {
    single = List.copyOf(single);
    pair = List.copyOf(pair);
  }

  /**
   * One part: an added token ({@code sequence} is −1) or a text.
   *
   * @param sequence 0 or 1 for a text, −1 for an added token
   * @param id the added token's number
   * @param typeId token type of all its tokens
   */
  record Part(int sequence, int id, int typeId) {
    Part {
      if (sequence < -1 || sequence > 1) {
        throw new IllegalArgumentException("a template knows texts 0 and 1, not " + sequence);
      }
      if (typeId < 0) {
        throw new IllegalArgumentException("the token type " + typeId + " in a template");
      }
    }

    static Part token(int id, int typeId) {
      return new Part(-1, id, typeId);
    }

    static Part text(int sequence, int typeId) {
      return new Part(sequence, -1, typeId);
    }
  }

  /** Without added tokens. */
  static Template plain() {
    return new Template(
        List.of(Part.text(0, 0)), List.of(Part.text(0, 0), Part.text(1, 1)), false, false);
  }

  /** Number of added tokens. */
  static int added(List<Part> parts) {
    return (int) parts.stream().filter(part -> part.sequence() < 0).count();
  }
}
