package org.mekiki.core.kernel;

import java.util.regex.Pattern;

/**
 * How matrix products are cut: the register tile, and the blocks that caches hold.
 *
 * <p>Speed alone depends on it: every element of a product takes the same fused multiply-adds in
 * the same order whatever the sizes are.
 *
 * <p>See {@code docs/decisions/2026-11-29-registers.md}.
 *
 * @param tileRows rows of the tallest register tile; its width is {@link #TILE_VECTORS} vectors
 * @param rowStep heights of tiles are its multiples
 * @param steps after which a tile is left for the next one
 * @param groupSteps after which a panel is left for the next one, a multiple of {@code steps}
 * @param rows rows of A that are worked on together, at most; a multiple of {@code tileRows}
 * @param reason what the sizes follow from
 */
record BlockSizes(int tileRows, int rowStep, int steps, int groupSteps, int rows, String reason) {
  /** Overrides the choice. */
  static final String PROPERTY = "mekiki.tiles";

  /** Vectors side by side in a tile: the width of a panel. */
  static final int TILE_VECTORS = 2;

  /** With more rows, interleaving and copying are a few per cent that do not fall further. */
  private static final int MOST_ROWS = 192;

  /** Longer groups of steps gain nothing: a tile's sums are kept in the cache between them. */
  private static final int MOST_STEPS = 768;

  /**
   * What fits so many vector registers, and the caches of the smaller processors that have them.
   *
   * <p>Two units that take four or five cycles for a multiply-add are busy with eight or ten sums
   * at the least. Beside them two vectors of B and some elements of A are in registers at a time,
   * up to four where the compiler is free to load ahead: 24 + 2 + 4 of 32, and 12 + 2 + 2 of 16 in
   * the {@link SixRowTile}, which does not let it.
   */
  private record Row(int registers, int tileRows, int rowStep, CacheSizes safe) {}

  private static final Row[] TABLE = {
    new Row(32, 12, 4, new CacheSizes(32 << 10, 1 << 20, "assumed")),
    new Row(16, 6, 2, new CacheSizes(32 << 10, 512 << 10, "assumed")),
  };

  private static Row row(int registers) {
    return registers >= TABLE[0].registers() ? TABLE[0] : TABLE[1];
  }

  /** Cache sizes to go by where the system tells none. */
  static CacheSizes safeCaches(int registers) {
    return row(registers).safe();
  }

  /**
   * Chooses.
   *
   * @param registers vector registers of the processor, 16 or more
   * @param vectorBytes bytes of a vector
   * @param caches of the processor
   */
  static BlockSizes of(int registers, int vectorBytes, CacheSizes caches) {
    Row row = row(registers);
    String reason = registers + " vector registers, " + caches.describe();
    return of(row.tileRows(), row.rowStep(), vectorBytes, caches, reason);
  }

  /**
   * A part of a panel takes three quarters of the first-level cache, and a group of A's steps three
   * quarters of the second-level one; the rest is for what passes through.
   */
  private static BlockSizes of(
      int tileRows, int rowStep, int vectorBytes, CacheSizes caches, String reason) {
    int steps =
        Math.clamp(caches.firstLevel() * 3L / 4 / TILE_VECTORS / vectorBytes, 64, MOST_STEPS);
    long floats = caches.secondLevel() * 3L / 4 / Float.BYTES;
    int rows = Math.clamp(floats / steps / tileRows, 1, MOST_ROWS / tileRows) * tileRows;
    int parts = Math.clamp(floats / rows / steps, 1, MOST_STEPS / steps);
    return new BlockSizes(tileRows, rowStep, steps, parts * steps, rows, reason);
  }

  /**
   * {@return the sizes that the property asks for: {@code 4x2}, or {@code 4x2,384,192} with steps
   * and rows}
   *
   * @throws IllegalArgumentException if it says anything else
   */
  static BlockSizes asked(String sizes, int vectorBytes, CacheSizes caches) {
    int[] parts = parts(sizes);
    int tileRows = parts[0];
    String reason = "asked for by " + PROPERTY + "=" + sizes;
    int rowStep = tileRows <= 6 ? 2 : 4;
    if (parts.length == 1) {
      return of(tileRows, rowStep, vectorBytes, caches, reason);
    }
    int steps = parts[1];
    int group = Math.max(1, MOST_STEPS / steps) * steps;
    return new BlockSizes(tileRows, rowStep, steps, group, parts[2] / tileRows * tileRows, reason);
  }

  /** Refuses a value of the property that is none; null is one. */
  static void requireKnown(String sizes) {
    if (sizes != null) {
      parts(sizes);
    }
  }

  /** The tile's rows, alone or with steps and rows. */
  private static int[] parts(String sizes) {
    var matcher = Pattern.compile("(4|6|8|12)x2(?:,(\\d{1,4}),(\\d{1,4}))?").matcher(sizes);
    if (matcher.matches()) {
      int rows = Integer.parseInt(matcher.group(1));
      if (matcher.group(2) == null) {
        return new int[] {rows};
      }
      int steps = Integer.parseInt(matcher.group(2));
      int block = Integer.parseInt(matcher.group(3));
      if (steps > 0 && block >= rows) {
        return new int[] {rows, steps, block};
      }
    }
    throw new IllegalArgumentException(
        "%s is \"%s\"; it can be 4x2, 6x2, 8x2 or 12x2, and behind it the steps and rows of a block: 4x2,384,192"
            .formatted(PROPERTY, sizes));
  }

  /** {@return the sizes, as the property takes them, and their reason} */
  String describe() {
    return "%dx%d,%d,%d: %s".formatted(tileRows, TILE_VECTORS, steps, rows, reason);
  }
}
