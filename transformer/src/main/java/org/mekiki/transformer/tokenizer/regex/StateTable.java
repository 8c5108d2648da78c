package org.mekiki.transformer.tokenizer.regex;

/**
 * What became of going on from joins at places of the text: two bits each, and for atomic groups
 * where the match of the group ends. Pages are made as they are needed.
 */
final class StateTable {
  static final int UNKNOWN = 0;
  static final int FAILS = 1;
  static final int MATCHES = 2;

  private static final int PAGE_BITS = 12;
  private static final int PLACES = 1 << PAGE_BITS;
  private static final int LONGS = PLACES / 32;

  private final int pagesPerJoin;
  private final int longs;
  private final int ints;
  private final long[][] known;
  private final int[][] ends;
  private long bytes;

  /**
   * A table that knows nothing.
   *
   * @param joins how many numbers joins have
   * @param places how many places a text has
   */
  StateTable(int joins, int places) {
    this.pagesPerJoin = (places - 1 >> PAGE_BITS) + 1;
    this.longs = Math.min(LONGS, places / 32 + 1);
    this.ints = Math.min(PLACES, places);
    this.known = new long[joins * pagesPerJoin][];
    this.ends = new int[joins * pagesPerJoin][];
    this.bytes = 16L * joins * pagesPerJoin;
  }

  /** The memory that is taken. */
  long bytes() {
    return bytes;
  }

  int get(int join, int place) {
    long[] page = known[join * pagesPerJoin + (place >> PAGE_BITS)];
    int at = place & PLACES - 1;
    return page == null ? UNKNOWN : (int) (page[at >> 5] >> 2 * at) & 3;
  }

  /** Where a match ends that was put with its end. */
  int end(int join, int place) {
    return ends[join * pagesPerJoin + (place >> PAGE_BITS)][place & PLACES - 1];
  }

  void put(int join, int place, int what) {
    int number = join * pagesPerJoin + (place >> PAGE_BITS);
    if (known[number] == null) {
      known[number] = new long[longs];
      bytes += 8L * longs;
    }
    int at = place & PLACES - 1;
    known[number][at >> 5] |= (long) what << 2 * at;
  }

  void putEnd(int join, int place, int end) {
    put(join, place, MATCHES);
    int number = join * pagesPerJoin + (place >> PAGE_BITS);
    if (ends[number] == null) {
      ends[number] = new int[ints];
      bytes += 4L * ints;
    }
    ends[number][place & PLACES - 1] = end;
  }
}
