package org.mekiki.transformer.tokenizer.normalizer;

import java.util.Locale;
import org.mekiki.transformer.tokenizer.text.AlignedText;

/**
 * Lower case as Python and the JDK have it: a sigma that ends a word is a final one, and İ becomes
 * two characters.
 */
public record ContextLowercaseNormalizer() implements Normalizer {
  private static final int SIGMA = 0x3A3;

  @Override
  public AlignedText normalize(AlignedText text) {
    String lower = null;
    var out = new AlignedText(text.size(), text.origin());
    boolean changed = false;
    int at = 0;
    for (int i = 0; i < text.size(); i++) {
      int c = text.codePoint(i);
      String own;
      if (c == SIGMA) {
        // All other characters have one lower case, whatever stands around them.
        lower = lower == null ? text.toString().toLowerCase(Locale.ROOT) : lower;
        own = lower.substring(at, at + 1);
      } else {
        own = Character.toString(c).toLowerCase(Locale.ROOT);
      }
      at += own.length();
      changed |= own.codePointAt(0) != c;
      int start = text.start(i);
      int end = text.end(i);
      own.codePoints().forEach(each -> out.append(each, start, end));
    }
    return changed ? out : text;
  }
}
