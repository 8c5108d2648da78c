package org.mekiki.transformer.tokenizer.pretokenizer;

import java.util.List;
import org.mekiki.transformer.tokenizer.pattern.LiteralPattern;
import org.mekiki.transformer.tokenizer.pattern.SplitBehavior;
import org.mekiki.transformer.tokenizer.text.AlignedText;
import org.mekiki.transformer.tokenizer.text.TextRewriter;

/**
 * SentencePiece's pre-tokenizer: writes spaces as a visible character, and cuts before it.
 *
 * @param replacement the visible character, one code point
 * @param prefix where one is put before a text that begins with none
 * @param split whether to cut; else the text is one word
 */
public record MetaspacePreTokenizer(int replacement, Prefix prefix, boolean split)
    implements PreTokenizer {
  /** Where the character is put before a text. */
  public enum Prefix {
    /** Before each piece between added tokens. */
    ALWAYS,
    /** Before the piece that the original text begins with. */
    FIRST,
    /** Nowhere. */
    NEVER
  }

  /** Checks. */
  public MetaspacePreTokenizer {
    if (!Character.isValidCodePoint(replacement)) {
      throw new IllegalArgumentException("no character has the number " + replacement);
    }
  }

  @Override
  public List<AlignedText> split(AlignedText text) {
    if (text.size() == 0) {
      return List.of();
    }
    AlignedText marked = marked(text);
    return split
        ? SplitBehavior.MERGED_WITH_NEXT.split(
            marked, new LiteralPattern(Character.toString(replacement)), false)
        : List.of(marked);
  }

  private AlignedText marked(AlignedText text) {
    boolean begins = prefix == Prefix.ALWAYS || prefix == Prefix.FIRST && text.origin() == 0;
    var out = new TextRewriter(text);
    for (int i = 0; i < text.size(); i++) {
      int c = text.codePoint(i) == ' ' ? replacement : text.codePoint(i);
      if (i == 0 && begins && c != replacement) {
        // As in the reference, it counts as part of the first character.
        out.replace(replacement).insert(c);
      } else {
        out.replace(c);
      }
    }
    return out.result();
  }
}
