package org.mekiki.transformer.tokenizer;

import java.util.ArrayList;
import java.util.List;

/**
 * How sequences and added tokens are put together.
 *
 * @param single parts for one text
 * @param pair parts for two texts
 * @param trims one entry each time that offsets leave out spaces at a token's ends: whether the
 *     pre-tokenizer puts a space before the text
 */
public record Template(List<Part> single, List<Part> pair, List<Boolean> trims) {
  /** Copies. */
  public Template {
    single = List.copyOf(single);
    pair = List.copyOf(pair);
    trims = List.copyOf(trims);
  }

  /**
   * One part: an added token ({@code sequence} is −1) or a text.
   *
   * @param sequence 0 or 1 for a text, −1 for an added token
   * @param id the added token's number
   * @param typeId token type of all its tokens
   */
  public record Part(int sequence, int id, int typeId) {
    /** Checks. */
    public Part {
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

  /** {@return the parts of one text, without added tokens} */
  public static List<Part> plainSingle() {
    return List.of(Part.text(0, 0));
  }

  /** {@return the parts of two texts, without added tokens} */
  public static List<Part> plainPair() {
    return List.of(Part.text(0, 0), Part.text(1, 1));
  }

  /** Number of added tokens ({@code sequence} −1), or how often a text stands in the parts. */
  static int count(List<Part> parts, int sequence) {
    int count = 0;
    for (Part part : parts) {
      count += part.sequence() == sequence ? 1 : 0;
    }
    return count;
  }

  /** The tokens of one sequence with the offsets that they are shown with. */
  List<SequenceToken> trimmed(List<SequenceToken> tokens, String text) {
    List<SequenceToken> trimmed = tokens;
    for (boolean prefixSpace : trims) {
      var next = new ArrayList<SequenceToken>(trimmed.size());
      for (SequenceToken token : trimmed) {
        next.add(token.trimmed(next.isEmpty(), prefixSpace, text));
      }
      trimmed = next;
    }
    return trimmed;
  }
}
