package org.mekiki.transformer.mecab;

import java.util.Locale;

/**
 * The words of {@code sys.dic}, {@code unk.dic} or a user dictionary: a double array (Darts) from
 * bytes to entries, the entries, and what they say.
 *
 * <p>All that a search relies on is checked when a table is made, so that searching needs no check:
 * every place that a step can lead to exists, every entry too, and so do its indices and its
 * feature.
 */
final class WordTable {
  static final int SYSTEM = 0;
  static final int USER = 1;

  /** As many words as MeCab takes of those that begin at one place. */
  static final int MOST_PREFIXES = 512;

  private static final int MAGIC = 0xEF718F77;
  private static final int VERSION = 102;
  private static final int HEADER = 72;
  private static final int CHARSET = 40;
  private static final int CHARSET_LENGTH = 32;
  private static final int UNIT = 8;
  private static final int ENTRY = 16;

  /** Steps that lead on from a place: the end of a word, or a byte. */
  private static final int STEPS = 257;

  private final DictionaryFile file;
  private final byte[] bytes;
  private final int type;
  private final int words;
  private final int leftSize;
  private final int rightSize;
  private final int root;
  private final int units;
  private final int entries;
  private final int entryCount;
  private final int features;

  /**
   * A table of a file.
   *
   * @param rows how many left indices the matrix has
   * @param columns how many right indices it has
   * @throws MecabDictionaryException if the file is damaged, or does not fit the matrix
   */
  WordTable(DictionaryFile file, int rows, int columns) throws MecabDictionaryException {
    this.file = file;
    bytes = file.bytes();
    requireBeginning(file);
    type = file.getInt(8);
    words = file.getInt(12);
    leftSize = file.getInt(16);
    rightSize = file.getInt(20);
    long arrayBytes = Integer.toUnsignedLong(file.getInt(24));
    long entryBytes = Integer.toUnsignedLong(file.getInt(28));
    long featureBytes = Integer.toUnsignedLong(file.getInt(32));
    file.require(
        HEADER + arrayBytes + entryBytes + featureBytes == file.size(),
        "its header gives %d bytes for the index, %d for the entries and %d for their features, and it has %d"
            .formatted(arrayBytes, entryBytes, featureBytes, file.size()));
    file.require(
        arrayBytes % UNIT == 0 && arrayBytes >= STEPS * UNIT && entryBytes % ENTRY == 0,
        "the sizes in its header are none of a dictionary");
    units = (int) (arrayBytes / UNIT);
    entries = HEADER + (int) arrayBytes;
    entryCount = (int) (entryBytes / ENTRY);
    features = entries + (int) entryBytes;
    root = file.getInt(HEADER);
    requireUnits();
    requireEntries(rows, columns);
  }

  private static void requireBeginning(DictionaryFile file) throws MecabDictionaryException {
    String name = file.name().toLowerCase(Locale.ROOT);
    if (name.endsWith(".csv") || name.endsWith(".def")) {
      throw new MecabDictionaryException(
          "%s is a dictionary's source; compile it with mecab-dict-index and name the file that it makes"
              .formatted(file.name()));
    }
    file.require(file.size() >= HEADER, "it has %d bytes, too few".formatted(file.size()));
    file.require(
        (file.getInt(0) ^ MAGIC) == file.size(),
        "its first bytes are not those of a dictionary of %d bytes".formatted(file.size()));
    file.require(
        file.getInt(4) == VERSION,
        "it is of version %d, and MeCab's since 0.90 is %d".formatted(file.getInt(4), VERSION));
  }

  private void requireUnits() throws MecabDictionaryException {
    boolean sound = root >= 0;
    for (int i = 0; i < units && sound; i++) {
      int base = base(i);
      int value = -base - 1;
      sound =
          base >= 0
              ? base <= units - STEPS
              : check(i) == i && i != root && (value >>> 8) + (value & 0xFF) <= entryCount;
    }
    file.require(sound, "its index is damaged");
  }

  private void requireEntries(int rows, int columns) throws MecabDictionaryException {
    int featureBytes = file.size() - features;
    file.require(
        featureBytes > 0 && bytes[file.size() - 1] == 0, "the features of its entries are damaged");
    for (int i = 0; i < entryCount; i++) {
      if (left(i) >= rows || right(i) >= columns) {
        throw file.broken(
            "its entry %d has the indices %d and %d, and the matrix has %d times %d"
                .formatted(i, right(i), left(i), columns, rows));
      }
      int feature = DictionaryFile.getInt(bytes, entry(i) + 8);
      if (feature < 0 || feature >= featureBytes) {
        throw file.broken("its entry %d has a feature outside the file".formatted(i));
      }
    }
  }

  private int base(int unit) {
    return DictionaryFile.getInt(bytes, HEADER + UNIT * unit);
  }

  private int check(int unit) {
    return DictionaryFile.getInt(bytes, HEADER + UNIT * unit + 4);
  }

  private int entry(int index) {
    return entries + ENTRY * index;
  }

  DictionaryFile file() {
    return file;
  }

  /** The name of the character encoding, as the file has it. */
  String charset() {
    return file.getName(CHARSET, CHARSET_LENGTH);
  }

  int type() {
    return type;
  }

  /** The number of words that the header gives. */
  int words() {
    return words;
  }

  int leftSize() {
    return leftSize;
  }

  int rightSize() {
    return rightSize;
  }

  int entryCount() {
    return entryCount;
  }

  /** Row of the matrix where an entry stands on the right. */
  int left(int index) {
    return DictionaryFile.getInt(bytes, entry(index)) & 0xFFFF;
  }

  /** Column of the matrix where an entry stands on the left. */
  int right(int index) {
    return DictionaryFile.getInt(bytes, entry(index)) >>> 16;
  }

  /** Both indices: the left one in the lower half. */
  int indices(int index) {
    return DictionaryFile.getInt(bytes, entry(index));
  }

  /** The cost of an entry by itself. */
  int cost(int index) {
    return DictionaryFile.getInt(bytes, entry(index) + 4) >> 16;
  }

  /** What is said of an entry. */
  String feature(int index, DictionaryCharset charset) {
    int from = features + DictionaryFile.getInt(bytes, entry(index) + 8);
    int end = from;
    while (bytes[end] != 0) {
      end++;
    }
    return charset.decode(bytes, from, end);
  }

  /**
   * The words with which a text goes on.
   *
   * @param text in this dictionary's encoding
   * @param from where the words begin
   * @param to where the text ends
   * @param found becomes the words, from the shortest: the value of each and its end
   * @return how many there are
   */
  int prefixes(byte[] text, int from, int to, int[] found) {
    int count = 0;
    int base = root;
    for (int i = from; i < to; i++) {
      int next = base + 1 + (text[i] & 0xFF);
      if (check(next) != base) {
        return count;
      }
      base = base(next);
      int value = base(base);
      if (value < 0 && check(base) == base && count < MOST_PREFIXES) {
        found[2 * count] = -value - 1;
        found[2 * count + 1] = i + 1;
        count++;
      }
    }
    return count;
  }

  /** The value of a word, or -1. */
  int value(byte[] word) {
    int base = root;
    for (byte b : word) {
      int next = base + 1 + (b & 0xFF);
      if (check(next) != base) {
        return -1;
      }
      base = base(next);
    }
    int value = base(base);
    return value < 0 && check(base) == base ? -value - 1 : -1;
  }
}
