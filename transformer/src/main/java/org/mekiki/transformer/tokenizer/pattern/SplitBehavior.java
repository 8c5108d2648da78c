package org.mekiki.transformer.tokenizer.pattern;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mekiki.transformer.tokenizer.text.AlignedText;

/** What becomes of the parts of a text at which it is cut. */
public enum SplitBehavior {
  /** They are left out. */
  REMOVED,
  /** Each is a piece of its own. */
  ISOLATED,
  /** Each ends the piece before it. */
  MERGED_WITH_PREVIOUS,
  /** Each begins the piece after it. */
  MERGED_WITH_NEXT,
  /** Neighbouring ones are one piece. */
  CONTIGUOUS;

  /**
   * Cuts a text.
   *
   * @param text the text
   * @param pattern finds where to cut
   * @param invert whether to cut at what is not found instead
   * @return the pieces, in order and none empty
   */
  public List<AlignedText> split(AlignedText text, TextPattern pattern, boolean invert) {
    var parts = new Parts(invert);
    pattern.find(text, parts::found);
    parts.finish(text.size());
    var pieces = new ArrayList<AlignedText>();
    int from = 0;
    for (int i = 0; i < parts.count; i++) {
      boolean last = i == parts.count - 1;
      if (this == REMOVED) {
        if (!parts.cut[i]) {
          add(text, from, parts.ends[i], pieces);
        }
        from = parts.ends[i];
      } else if (last || endsPiece(parts, i)) {
        add(text, from, parts.ends[i], pieces);
        from = parts.ends[i];
      }
    }
    return pieces;
  }

  private boolean endsPiece(Parts parts, int i) {
    return switch (this) {
      case CONTIGUOUS -> parts.cut[i] != parts.cut[i + 1];
      case MERGED_WITH_PREVIOUS -> parts.cut[i] || !parts.cut[i + 1];
      case MERGED_WITH_NEXT -> parts.cut[i + 1] || !parts.cut[i];
      case REMOVED, ISOLATED -> true;
    };
  }

  private static void add(AlignedText text, int from, int to, List<AlignedText> pieces) {
    if (to > from) {
      pieces.add(text.part(from, to));
    }
  }

  /** The whole text in parts, each to be cut at or not. */
  private static final class Parts {
    private final boolean invert;
    private int[] ends = new int[16];
    private boolean[] cut = new boolean[16];
    private int count;
    private int end;

    Parts(boolean invert) {
      this.invert = invert;
    }

    void found(int from, int to) {
      if (from > end) {
        add(from, invert);
      }
      add(to, !invert);
    }

    void finish(int size) {
      if (size > end) {
        add(size, invert);
      }
    }

    private void add(int to, boolean cutHere) {
      if (count == ends.length) {
        ends = Arrays.copyOf(ends, 2 * count);
        cut = Arrays.copyOf(cut, 2 * count);
      }
      ends[count] = to;
      cut[count] = cutHere;
      count++;
      end = to;
    }
  }
}
