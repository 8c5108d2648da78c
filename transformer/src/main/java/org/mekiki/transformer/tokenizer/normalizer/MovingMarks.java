package org.mekiki.transformer.tokenizer.normalizer;

import java.util.BitSet;
import org.mekiki.transformer.tokenizer.text.AlignedText;
import org.mekiki.transformer.tokenizer.text.Characters;

/**
 * Combining marks that are no accents to BERT's normaliser and yet have a place in canonical
 * ordering, such as the killers of vowels in some scripts of India and Indonesia.
 */
final class MovingMarks {
  private static final int FIRST = 0x300;

  private MovingMarks() {}

  /** Made when the first text with a mark of its kind comes. */
  private static final class Table {
    private static final BitSet MARKS = new BitSet();

    static {
      for (int c = FIRST; c <= Character.MAX_CODE_POINT; c++) {
        if (isCandidate(c) && UnicodeNormalizer.isCombining(c)) {
          MARKS.set(c);
        }
      }
    }
  }

  private static boolean isCandidate(int c) {
    int type = Character.getType(c);
    return type == Character.COMBINING_SPACING_MARK
        || type == Character.NON_SPACING_MARK && !Characters.isAccent(c);
  }

  /** Whether there is one in the text. */
  static boolean in(AlignedText text) {
    for (int i = 0; i < text.size(); i++) {
      int c = text.codePoint(i);
      if (c >= FIRST && isCandidate(c) && Table.MARKS.get(c)) {
        return true;
      }
    }
    return false;
  }
}
