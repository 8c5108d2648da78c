package org.mekiki.transformer.tokenizer.text;

import java.util.Arrays;

/**
 * Which characters the older versions of Unicode know that the reference tokenizers' tables are of.
 */
public final class UnicodeAge {
  /** Ranges assigned after Unicode 9; what lies unassigned between two is counted to them. */
  private static final Ranges AFTER_9 =
      new Ranges(
          "560 588 5ef 61d 7fd-7ff 860-89f 8b5 8be-8d3 9fc-9fe a76 afa-aff b55 c04 c3c c5d c77 c84"
              + " cdd cf3-d00 d04 d3b-d3c d81 e86 e89 e8c e8e-e93 e98 ea0 ea8-ea9 eac eba ece 170d"
              + " 1715-171f 180f 1878 1abf-1ace 1b4c-1b4f 1b7d-1b7f 1c89-1cbf 1cf7 1cfa 1df6-1dfa"
              + " 20bf-20c0 23ff 2427-2429 2b97 2bba-2bbc 2bc9 2bd2-2beb 2bf0-2bff 2c2f 2c5f"
              + " 2e45-2e5d 2ffc-2fff 312e-312f 31bb-31bf 31e4-31ef 32ff 4db6-4dbf 9fd6-9fff a7af"
              + " a7b8-a7f6 a82c a8fe-a8ff ab66-ab6b fbc2 fd40-fd4f fdcf fdfe-fdff 1019c"
              + " 1032d-1032f 10570-105f3 10780-107ba 10a34-10a35 10a48 10d00-10d8f 10e80-10ff6"
              + " 11070-11075 110c2-110cd 11144-11147 111ce-111cf 1123f-11241 1133b 11380-113e2"
              + " 1145a 1145e-11461 116b8-116b9 116d0-116e3 1171a 11740-1183b 11900-11abf"
              + " 11b00-11bf9 11d00-11fff 12f90-12ff2 1342f-143fa 16100-16139 16a70-16ac9"
              + " 16d40-16e9a 16f45-16f4f 16f7f-16f87 16fe1-16ff1 187ed-187f7 18af3-1affe"
              + " 1b002-1b2fb 1cc00-1cfc3 1d1e9-1d1ea 1d2c0-1d2f3 1d372-1d378 1df00-1df2a"
              + " 1e030-1e7fe 1e94b 1ec71-1ed3d 1f10d-1f10f 1f12f 1f16c-1f16f 1f1ad 1f260-1f265"
              + " 1f6d3-1f6df 1f6f7-1f6fc 1f774-1f77f 1f7d5-1f7f0 1f8b0-1f90f 1f91f 1f928-1f92f"
              + " 1f931-1f932 1f93f 1f94c-1f94f 1f95f-1f97f 1f992-1f9bf 1f9c1-1fbf9 2a6d7-2a6df"
              + " 2b735-2b739 2ceb0-2ee5d 30000-323af");

  /** What Unicode 9 brought in the blocks where categories are looked at. */
  private static final Ranges IN_9 =
      new Ranges(
          "8d4-8e2 1dfb 2e43-2e44 a8c5 1123e 11400-1145d 11660-1166c 11c00-11cb6 1e000-1e02a"
              + " 1e900-1e95f");

  private UnicodeAge() {}

  static boolean isAfter8(int c) {
    return IN_9.contain(c) || isAfter9(c);
  }

  /**
   * {@return whether a code point was assigned after Unicode 9}
   *
   * @param c the code point
   */
  public static boolean isAfter9(int c) {
    return AFTER_9.contain(c);
  }

  /** Ranges of code points, written in hexadecimal. */
  private static final class Ranges {
    private final int[] first;
    private final int[] last;

    Ranges(String text) {
      String[] ranges = text.split(" ", -1);
      first = new int[ranges.length];
      last = new int[ranges.length];
      for (int i = 0; i < ranges.length; i++) {
        String[] ends = ranges[i].split("-", -1);
        first[i] = Integer.parseInt(ends[0], 16);
        last[i] = Integer.parseInt(ends[ends.length - 1], 16);
      }
    }

    boolean contain(int c) {
      int at = Arrays.binarySearch(first, c);
      int range = at >= 0 ? at : -at - 2;
      return range >= 0 && c <= last[range];
    }
  }
}
