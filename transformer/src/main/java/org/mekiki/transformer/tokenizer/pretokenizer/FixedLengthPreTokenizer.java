package org.mekiki.transformer.tokenizer.pretokenizer;

import java.util.ArrayList;
import java.util.List;
import org.mekiki.transformer.tokenizer.text.AlignedText;

/**
 * Cuts after every so many characters; the last piece may be shorter.
 *
 * @param length code points in a piece
 */
public record FixedLengthPreTokenizer(int length) implements PreTokenizer {
  /** Checks. */
  public FixedLengthPreTokenizer {
    if (length < 1) {
      throw new IllegalArgumentException("pieces of %d characters".formatted(length));
    }
  }

  @Override
  public List<AlignedText> split(AlignedText text) {
    var pieces = new ArrayList<AlignedText>();
    for (int from = 0; from < text.size(); ) {
      int to = text.size() - from > length ? from + length : text.size();
      pieces.add(text.part(from, to));
      from = to;
    }
    return pieces;
  }
}
