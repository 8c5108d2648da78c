package org.mekiki.transformer.mecab;

/**
 * What it costs that one word follows another, {@code matrix.bin}: two sizes and a number of 16
 * bits for each pair of a right index (of the word before) and a left index (of the word after).
 */
final class ConnectionMatrix {
  private static final int HEADER = 4;

  private final DictionaryFile file;
  private final byte[] bytes;
  private final int columns;
  private final int rows;

  ConnectionMatrix(DictionaryFile file) throws MecabDictionaryException {
    this.file = file;
    bytes = file.bytes();
    file.require(file.size() >= HEADER, "it has %d bytes, too few".formatted(file.size()));
    columns = file.getUnsignedShort(0);
    rows = file.getUnsignedShort(2);
    file.require(
        columns > 0 && rows > 0 && HEADER + 2L * columns * rows == file.size(),
        "a matrix of %d times %d has another size than %d bytes"
            .formatted(columns, rows, file.size()));
  }

  DictionaryFile file() {
    return file;
  }

  /** How many right indices there are. */
  int columns() {
    return columns;
  }

  /** How many left indices there are. */
  int rows() {
    return rows;
  }

  /** Where the row of a word begins, as {@link #cost} takes it. */
  int row(int left) {
    return HEADER + 2 * columns * left;
  }

  /** The cost of a pair. */
  int cost(int row, int right) {
    return DictionaryFile.getShort(bytes, row + 2 * right);
  }
}
