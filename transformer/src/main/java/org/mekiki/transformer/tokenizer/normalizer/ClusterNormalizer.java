package org.mekiki.transformer.tokenizer.normalizer;

import java.text.Normalizer.Form;
import org.mekiki.transformer.tokenizer.text.AlignedText;

/**
 * One of Unicode's normalization forms as the JDK knows it, cluster by cluster: what becomes of
 * several characters together comes from all of them, so a half-width kana and its voicing mark are
 * whole in the text, as is a ligature of which several characters become.
 *
 * <p>This is the form of tokenizers that are Python programs, whose library is of a recent Unicode.
 *
 * @param form which form
 */
public record ClusterNormalizer(Form form) implements Normalizer {
  private static final int FIRST_MARK = 0x300;

  @Override
  public AlignedText normalize(AlignedText text) {
    if (text.isAscii() || java.text.Normalizer.isNormalized(text.toString(), form)) {
      return text;
    }
    var out = new AlignedText(text.size() + 8, text.origin());
    int size = text.size();
    for (int from = 0; from < size; ) {
      int to = from + 1;
      while (to < size && attaches(text.codePoint(to))) {
        to++;
      }
      append(text, from, to, out);
      from = to;
    }
    return out;
  }

  private void append(AlignedText text, int from, int to, AlignedText out) {
    String whole = java.text.Normalizer.normalize(text.string(from, to), form);
    if (to - from > 1 && !isSumOfParts(text, from, to, whole)) {
      append(whole, text.start(from), text.end(to - 1), out);
      return;
    }
    for (int i = from; i < to; i++) {
      append(part(text, i), text.start(i), text.end(i), out);
    }
  }

  private boolean isSumOfParts(AlignedText text, int from, int to, String whole) {
    int at = 0;
    for (int i = from; i < to; i++) {
      String part = part(text, i);
      if (!whole.startsWith(part, at)) {
        return false;
      }
      at += part.length();
    }
    return at == whole.length();
  }

  private String part(AlignedText text, int i) {
    return java.text.Normalizer.normalize(text.string(i, i + 1), form);
  }

  private static void append(String characters, int start, int end, AlignedText out) {
    characters.codePoints().forEach(c -> out.append(c, start, end));
  }

  /** Whether it may combine with what stands before it, or change places with it. */
  private static boolean attaches(int c) {
    if (c < FIRST_MARK) {
      return false;
    }
    String parts = java.text.Normalizer.normalize(Character.toString(c), Form.NFKD);
    int first = parts.codePointAt(0);
    return switch (Character.getType(first)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      // The later letters of a Hangul syllable, and the vowels of Kirat Rai, are no marks.
      default -> first >= 0x1160 && first <= 0x11FF || first >= 0x16D63 && first <= 0x16D6A;
    };
  }
}
