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

  /** Bytes of a line that mecab-dict-index reads, and so more than any word has. */
  private static final int LONGEST = 8192;

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
      long unit = unit(i);
      int value = value(unit);
      sound =
          base(unit) >= 0
              ? base(unit) <= units - STEPS
              : isWord(unit, i) && i != root && (value >>> 8) + (value & 0xFF) <= entryCount;
    }
    file.require(sound, "its index is damaged");
  }

  private void requireEntries(int rows, int columns) throws MecabDictionaryException {
    int featureBytes = file.size() - features;
    file.require(
        featureBytes > 0 && bytes[file.size() - 1] == 0, "the features of its entries are damaged");
    for (int i = 0; i < entryCount; i++) {
      long numbers = numbers(i);
      if (left(numbers) >= rows || right(numbers) >= columns) {
        throw file.broken(
            "its entry %d has the indices %d and %d, and the matrix has %d times %d"
                .formatted(i, right(numbers), left(numbers), columns, rows));
      }
      int feature = DictionaryFile.getInt(bytes, entry(i) + 8);
      if (feature < 0 || feature >= featureBytes) {
        throw file.broken("its entry %d has a feature outside the file".formatted(i));
      }
    }
  }

  /** A unit of the double array: where its successors begin, and the beginning that it is of. */
  private long unit(int index) {
    return DictionaryFile.getPair(bytes, HEADER + UNIT * index);
  }

  private static int base(long unit) {
    return (int) unit;
  }

  private static int check(long unit) {
    return (int) (unit >>> Integer.SIZE);
  }

  /** Whether the unit at the beginning of successors says that a word ends there. */
  private static boolean isWord(long unit, int index) {
    return base(unit) < 0 && check(unit) == index;
  }

  /** The number of a word's first entry, and in the lowest byte how many it has. */
  private static int value(long unit) {
    return -base(unit) - 1;
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

  /** An entry's numbers, for {@link #left(long)} and its like. */
  long numbers(int index) {
    return DictionaryFile.getPair(bytes, entry(index));
  }

  /** Row of the matrix where an entry stands on the right. */
  static int left(long numbers) {
    return (int) numbers & 0xFFFF;
  }

  /** Column of the matrix where an entry stands on the left. */
  static int right(long numbers) {
    return (int) numbers >>> 16;
  }

  /** The cost of an entry by itself. */
  static int cost(long numbers) {
    return (int) (numbers >> 48);
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
    int last = Math.min(to, from + LONGEST);
    for (int i = from; i < last && count < MOST_PREFIXES; i++) {
      long step = unit(base + 1 + (text[i] & 0xFF));
      if (check(step) != base) {
        return count;
      }
      base = base(step);
      long end = unit(base);
      if (isWord(end, base)) {
        found[2 * count] = value(end);
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
      long step = unit(base + 1 + (b & 0xFF));
      if (check(step) != base) {
        return -1;
      }
      base = base(step);
    }
    long end = unit(base);
    return isWord(end, base) ? value(end) : -1;
  }
}
