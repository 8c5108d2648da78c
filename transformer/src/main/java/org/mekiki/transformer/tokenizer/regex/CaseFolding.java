package org.mekiki.transformer.tokenizer.regex;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Code points that differ in case only: those with the same simple case folding (CaseFolding.txt of
 * Unicode, statuses C and S). The dotted capital and the dotless small i of Turkish fold to
 * themselves.
 */
final class CaseFolding {
  private static final int LONG_S = 0x17F;
  private static final int KELVIN = 0x212A;

  /** Where code points with case are found; outside nothing has a fold of its own. */
  private static final int[][] CASED = {
    {0x41, 0x587},
    {0x10A0, 0x1FFF},
    {0x2126, 0x24E9},
    {0x2C00, 0x2D2D},
    {0xA640, 0xABBF},
    {0xFB05, 0xFB06},
    {0xFF21, 0xFF5A},
    {0x10400, 0x10D85},
    {0x118A0, 0x118DF},
    {0x16E40, 0x16EDF},
    {0x1E900, 0x1E943}
  };

  private static final int[] NONE = {};

  private CaseFolding() {}

  /** The others that differ from a code point in case only. */
  static int[] variants(int c) {
    if (c >= 0x80) {
      return Table.VARIANTS.getOrDefault(c, NONE);
    }
    // The long s and the Kelvin sign are the two that have a letter of ASCII as their fold.
    return switch (c) {
      case 's', 'S' -> new int[] {c ^ 0x20, LONG_S};
      case 'k', 'K' -> new int[] {c ^ 0x20, KELVIN};
      default -> Character.isLetter(c) ? new int[] {c ^ 0x20} : NONE;
    };
  }

  /** The code point that stands for all that differ in case only. */
  static int fold(int c) {
    return c == 0x130 || c == 0x131 ? c : Character.toLowerCase(Character.toUpperCase(c));
  }

  /** Made when a code point outside ASCII is asked for, which most patterns never do. */
  private static final class Table {
    static final Map<Integer, int[]> VARIANTS = variants();

    private static Map<Integer, int[]> variants() {
      var byFold = new HashMap<Integer, List<Integer>>();
      for (int[] range : CASED) {
        for (int c = range[0]; c <= range[1]; c++) {
          byFold.computeIfAbsent(fold(c), _ -> new ArrayList<>()).add(c);
        }
      }
      var variants = new HashMap<Integer, int[]>();
      for (List<Integer> all : byFold.values()) {
        for (int c : all) {
          int[] others = all.stream().mapToInt(Integer::intValue).filter(o -> o != c).toArray();
          if (others.length > 0) {
            variants.put(c, others);
          }
        }
      }
      return variants;
    }
  }
}
