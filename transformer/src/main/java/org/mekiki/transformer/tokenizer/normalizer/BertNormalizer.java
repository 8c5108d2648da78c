package org.mekiki.transformer.tokenizer.normalizer;

import java.text.Normalizer.Form;
import java.util.Locale;
import org.mekiki.transformer.tokenizer.text.AlignedText;
import org.mekiki.transformer.tokenizer.text.Characters;
import org.mekiki.transformer.tokenizer.text.UnicodeAge;

/**
 * BERT's normaliser: clean, separate ideographs, strip accents, lower-case, in this order.
 *
 * @param cleanText drops control characters, makes all white space a space
 * @param separateIdeographs puts a space on both sides of CJK ideographs
 * @param stripAccents decomposes and drops non-spacing marks; nothing is recomposed
 * @param lowerCase code point by code point, without context
 */
public record BertNormalizer(
    boolean cleanText, boolean separateIdeographs, boolean stripAccents, boolean lowerCase)
    implements Normalizer {
  @Override
  public AlignedText normalize(AlignedText text) {
    return stripAccents && MovingMarks.in(text) ? inSteps(text) : atOnce(text);
  }

  /** Marks that stay change places with accents before these go, which moves what follows. */
  private AlignedText inSteps(AlignedText text) {
    AlignedText clean =
        new BertNormalizer(cleanText, separateIdeographs, false, false).atOnce(text);
    AlignedText decomposed = new UnicodeNormalizer(Form.NFD).normalize(clean);
    var out = new AlignedText(decomposed.size(), decomposed.origin());
    for (int i = 0; i < decomposed.size(); i++) {
      if (!Characters.isAccent(decomposed.codePoint(i))) {
        appendLowered(decomposed.codePoint(i), decomposed.start(i), decomposed.end(i), out);
      }
    }
    return out;
  }

  private AlignedText atOnce(AlignedText text) {
    var out = new AlignedText(text.size(), text.origin());
    for (int i = 0; i < text.size(); i++) {
      int c = text.codePoint(i);
      if (cleanText) {
        if (c == 0 || c == 0xFFFD || Characters.isControl(c)) {
          continue;
        }
        c = Characters.isWhiteSpace(c) ? ' ' : c;
      }
      boolean apart = separateIdeographs && Characters.isIdeograph(c);
      if (apart) {
        out.append(' ', text.start(i), text.end(i));
      }
      appendFolded(c, text.start(i), text.end(i), out);
      if (apart) {
        out.append(' ', text.start(i), text.end(i));
      }
    }
    return out;
  }

  private void appendFolded(int c, int start, int end, AlignedText out) {
    if (c < 0x80) {
      out.append(lowerCase && c >= 'A' && c <= 'Z' ? c + 32 : c, start, end);
      return;
    }
    if (c >= 0x4E00 && c <= 0x9FFF) {
      // Ideographs have neither accents nor case.
      out.append(c, start, end);
      return;
    }
    String one = Character.toString(c);
    String decomposed = stripAccents ? java.text.Normalizer.normalize(one, Form.NFD) : one;
    if (!decomposed.equals(one) && UnicodeAge.isAfter9(c)) {
      decomposed = one;
    }
    decomposed
        .codePoints()
        .filter(p -> !stripAccents || !Characters.isAccent(p))
        .forEach(p -> appendLowered(p, start, end, out));
  }

  private void appendLowered(int c, int start, int end, AlignedText out) {
    if (lowerCase) {
      Character.toString(c)
          .toLowerCase(Locale.ROOT)
          .codePoints()
          .forEach(p -> out.append(p, start, end));
    } else {
      out.append(c, start, end);
    }
  }
}
