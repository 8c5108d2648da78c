package org.mekiki.transformer.tokenizer.normalizer;

import java.text.Normalizer.Form;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.mekiki.transformer.tokenizer.text.AlignedText;
import org.mekiki.transformer.tokenizer.text.TextChanges;
import org.mekiki.transformer.tokenizer.text.TextRewriter;
import org.mekiki.transformer.tokenizer.text.UnicodeAge;

/**
 * One of Unicode's normalization forms, as of Unicode 9.
 *
 * <p>Texts are decomposed, put into canonical order and composed as the standard says (Unicode
 * Standard Annex 15), every code point with its change in number for {@link TextRewriter#put}.
 *
 * @param form which form
 */
public record UnicodeNormalizer(Form form) implements Normalizer {
  /** Stands in canonical ordering for what Unicode 9 did not know. */
  private static final int STARTER = 0xFFFF;

  /** The weakest and the strongest combining class that characters are compared with. */
  private static final int CLASS_1 = 0x334;

  private static final int CLASS_240 = 0x345;

  @Override
  public AlignedText normalize(AlignedText text) {
    if (text.isAscii() || java.text.Normalizer.isNormalized(text.toString(), form)) {
      return text;
    }
    var changes = new TextChanges(text.size());
    for (int i = 0; i < text.size(); i++) {
      decompose(text.codePoint(i), changes);
    }
    order(changes);
    boolean composes = form == Form.NFC || form == Form.NFKC;
    return (composes ? compose(changes) : changes).appliedTo(text);
  }

  private void decompose(int c, TextChanges changes) {
    if (c < 0x80 || UnicodeAge.isAfter9(c)) {
      changes.add(c, 0);
      return;
    }
    Form decomposing = form == Form.NFC || form == Form.NFD ? Form.NFD : Form.NFKD;
    int[] parts =
        java.text.Normalizer.normalize(Character.toString(c), decomposing).codePoints().toArray();
    for (int i = 0; i < parts.length; i++) {
      changes.add(parts[i], i == 0 ? 0 : 1);
    }
  }

  /** Puts combining characters in order; equal ones stay in theirs. */
  private static void order(TextChanges changes) {
    int[] before = new int[changes.size()];
    for (int i = 0; i < before.length; i++) {
      int c = changes.codePoints()[i];
      before[i] = UnicodeAge.isAfter9(c) ? STARTER : c;
    }
    int[] after = ordered(before);
    TextChanges old = changes.copy();
    for (int from = 0; from < before.length; ) {
      if (before[from] == after[from]) {
        from++;
      } else {
        from = permute(before, after, from, old, changes);
      }
    }
  }

  private static int[] ordered(int... codePoints) {
    String text = new String(codePoints, 0, codePoints.length);
    return java.text.Normalizer.normalize(text, Form.NFD).codePoints().toArray();
  }

  /** Moves what stands in another order from an index on; gives the end of the moved ones. */
  private static int permute(
      int[] before, int[] after, int from, TextChanges old, TextChanges changes) {
    Map<Integer, Integer> surplus = new HashMap<>();
    Map<Integer, Deque<Integer>> places = new HashMap<>();
    int end = from;
    do {
      surplus.merge(before[end], 1, UnicodeNormalizer::sumOrNone);
      surplus.merge(after[end], -1, UnicodeNormalizer::sumOrNone);
      places.computeIfAbsent(before[end], _ -> new ArrayDeque<>()).add(end);
      end++;
    } while (!surplus.isEmpty());
    for (int i = from; i < end; i++) {
      int place = places.get(after[i]).remove();
      changes.codePoints()[i] = old.codePoints()[place];
      changes.changes()[i] = old.changes()[place];
    }
    return end;
  }

  private static Integer sumOrNone(int a, int b) {
    return a + b == 0 ? null : a + b;
  }

  private static TextChanges compose(TextChanges in) {
    var out = new TextChanges(in.size());
    int starter = -1;
    int last = -1;
    for (int i = 0; i < in.size(); i++) {
      int c = in.codePoints()[i];
      boolean combines = isCombining(c);
      boolean blocked = last >= 0 && (!combines || isSameClass(last, c));
      int composed = starter < 0 || blocked ? -1 : composed(out.codePoints()[starter], c);
      if (composed >= 0) {
        out.codePoints()[starter] = composed;
        out.changes()[starter] += in.changes()[i] - 1;
        continue;
      }
      out.add(c, in.changes()[i]);
      if (!combines) {
        starter = out.size() - 1;
        last = -1;
      } else if (starter >= 0) {
        last = c;
      }
    }
    return out;
  }

  private static int composed(int first, int second) {
    if (second < 0x300 || UnicodeAge.isAfter9(first) || UnicodeAge.isAfter9(second)) {
      return -1;
    }
    String pair = Character.toString(first) + Character.toString(second);
    String composed = java.text.Normalizer.normalize(pair, Form.NFC);
    int c = composed.codePointAt(0);
    return composed.length() == Character.charCount(c) && !UnicodeAge.isAfter9(c) ? c : -1;
  }

  /** Whether its canonical combining class is not 0: then it changes places with another. */
  static boolean isCombining(int c) {
    return c >= 0x300
        && !UnicodeAge.isAfter9(c)
        && (changePlaces(c, CLASS_1) || changePlaces(CLASS_240, c) || c == CLASS_240);
  }

  private static boolean isSameClass(int one, int other) {
    return !changePlaces(one, other) && !changePlaces(other, one);
  }

  private static boolean changePlaces(int first, int second) {
    return first != second && ordered(first, second)[0] == second;
  }
}
