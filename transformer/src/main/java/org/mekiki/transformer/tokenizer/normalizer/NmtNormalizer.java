package org.mekiki.transformer.tokenizer.normalizer;

import org.mekiki.transformer.tokenizer.text.AlignedText;
import org.mekiki.transformer.tokenizer.text.TextRewriter;

/** Drops control characters, and makes other kinds of white space and joiners a space. */
public record NmtNormalizer() implements Normalizer {
  @Override
  public AlignedText normalize(AlignedText text) {
    var out = new TextRewriter(text);
    for (int i = 0; i < text.size(); i++) {
      int c = text.codePoint(i);
      if (isDropped(c)) {
        out.drop(1);
      } else {
        out.replace(isSpace(c) ? ' ' : c);
      }
    }
    return out.result();
  }

  private static boolean isDropped(int c) {
    return c >= 0x1 && c <= 0x8
        || c == 0xB
        || c >= 0xE && c <= 0x1F
        || c == 0x7F
        || c == 0x8F
        || c == 0x9F;
  }

  private static boolean isSpace(int c) {
    return switch (c) {
      case 0x9, 0xA, 0xC, 0xD, 0x1680, 0x2028, 0x2029, 0x2581, 0xFEFF, 0xFFFD -> true;
      default -> c >= 0x200B && c <= 0x200F;
    };
  }
}
