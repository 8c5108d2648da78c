package org.mekiki.transformer.mecab;

/**
 * The categories of characters, {@code char.bin}, and how unknown words are made of them.
 *
 * <p>A kind is a number: a bit for each category that the character belongs to (18), the category
 * that unknown words have which begin with it (8), up to how many characters they are made of (4),
 * whether all that follow in the same category are taken together, and whether unknown words are
 * made also where the dictionary has words.
 */
final class CharacterKinds {
  private static final int NAME = 32;
  private static final int MOST_CATEGORIES = 256;

  /** One less than there are numbers of 16 bits: U+FFFF has no kind, and none of its bits. */
  private static final int CHARACTERS = 0xFFFF;

  private static final int CATEGORIES = (1 << 18) - 1;

  private final DictionaryFile file;
  private final String[] names;
  private final int[] kinds = new int[CHARACTERS + 1];

  CharacterKinds(DictionaryFile file) throws MecabDictionaryException {
    this.file = file;
    file.require(file.size() >= Integer.BYTES, "it is empty");
    int count = file.getInt(0);
    file.require(
        count > 0
            && count <= MOST_CATEGORIES
            && Integer.BYTES * (1L + CHARACTERS) + (long) NAME * count == file.size(),
        "a list of %d categories and the kinds of %d characters have another size than %d bytes"
            .formatted(count, CHARACTERS, file.size()));
    names = new String[count];
    for (int i = 0; i < count; i++) {
      names[i] = file.getName(Integer.BYTES + NAME * i, NAME);
    }
    int start = Integer.BYTES + NAME * count;
    for (int i = 0; i < CHARACTERS; i++) {
      kinds[i] = file.getInt(start + Integer.BYTES * i);
      if (category(kinds[i]) >= count) {
        throw file.broken(
            "character %d is of category %d, and there are %d"
                .formatted(i, category(kinds[i]), count));
      }
    }
  }

  DictionaryFile file() {
    return file;
  }

  /** How many categories there are. */
  int count() {
    return names.length;
  }

  /** A category's name. */
  String name(int category) {
    return names[category];
  }

  /** The kind of a character of 16 bits. */
  int of(int character) {
    return kinds[character];
  }

  /** Whether two characters have a category in common. */
  static boolean areAlike(int kind, int other) {
    return (kind & other & CATEGORIES) != 0;
  }

  /** The category of unknown words that begin with such a character. */
  static int category(int kind) {
    return kind >>> 18 & 0xFF;
  }

  /** Up to how many characters unknown words have. */
  static int length(int kind) {
    return kind >>> 26 & 0xF;
  }

  /** Whether characters that are alike are taken together. */
  static boolean groups(int kind) {
    return (kind >>> 30 & 1) != 0;
  }

  /** Whether unknown words are made where there are known ones. */
  static boolean invokes(int kind) {
    return kind < 0;
  }
}
