package org.mekiki.transformer.mecab;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How a dictionary writes characters, and the number of 16 bits that MeCab takes for the kind of
 * each.
 *
 * <p>What the encoding lacks is written as its neighbour in {@link #NEIGHBOURS}, for which tables
 * of JIS and of Microsoft have one cell and two characters, or else as the mark {@link #MISSING},
 * which Japanese print has for missing letters. Half a surrogate pair is U+FFFD in UTF-8.
 */
enum DictionaryCharset {
  /** A number of 16 bits for characters of up to three bytes, 0 for the others. */
  UTF_8("UTF-8", null),
  /**
   * JIS X 0208 and, in three bytes, JIS X 0212. MeCab takes the three for a cell of JIS X 0213's
   * second plane, none of which is used by both, so their number is 0.
   */
  EUC_JP("EUC-JP", "EUC-JP"),
  /** Microsoft's variant, whatever the dictionary calls it; letters for private use have none. */
  SHIFT_JIS("Shift_JIS", "windows-31j");

  /** What a character becomes that the encoding lacks. */
  private static final char MISSING = '\u3013';

  private static final Map<Character, Character> NEIGHBOURS =
      Map.ofEntries(
          Map.entry('\u2015', '\u2014'),
          Map.entry('\u2014', '\u2015'),
          Map.entry('\uFF5E', '\u301C'),
          Map.entry('\u301C', '\uFF5E'),
          Map.entry('\u2225', '\u2016'),
          Map.entry('\u2016', '\u2225'),
          Map.entry('\uFF0D', '\u2212'),
          Map.entry('\u2212', '\uFF0D'),
          Map.entry('\uFFE0', '\u00A2'),
          Map.entry('\uFFE1', '\u00A3'),
          Map.entry('\uFFE2', '\u00AC'));

  private static final int CHARACTERS = 1 << 16;

  /** What is made of an encoding once it is needed. */
  private static final Map<DictionaryCharset, Tables> TABLES = new ConcurrentHashMap<>();

  private final String label;
  private final String javaName;

  /** The bytes of every character, the first lowest; and the number of every two bytes. */
  private record Tables(int[] bytes, char[] numbers) {}

  DictionaryCharset(String label, String javaName) {
    this.label = label;
    this.javaName = javaName;
  }

  /**
   * The encoding that a dictionary's header names, as MeCab reads the name: an unknown one is
   * UTF-8.
   *
   * @throws MecabDictionaryException if there is no such encoding here
   */
  static DictionaryCharset of(WordTable table) throws MecabDictionaryException {
    String name = table.charset().toLowerCase(Locale.ROOT);
    DictionaryCharset charset =
        switch (name) {
          case "euc", "euc_jp", "euc-jp" -> EUC_JP;
          case "sjis", "shift-jis", "shift_jis", "cp932" -> SHIFT_JIS;
          case "utf16",
              "utf_16",
              "utf-16",
              "utf16be",
              "utf_16be",
              "utf-16be",
              "utf16le",
              "utf_16le",
              "utf-16le",
              "ascii" ->
              throw unsupported(
                  table, name, "is not supported; compile the dictionary with \"-t utf-8\"");
          default -> UTF_8;
        };
    if (charset.javaName != null && !Charset.isSupported(charset.javaName)) {
      throw unsupported(
          table,
          name,
          "needs the module jdk.charsets, which this Java runtime lacks; use the dictionary in"
              + " UTF-8");
    }
    return charset;
  }

  private static MecabDictionaryException unsupported(WordTable table, String name, String words) {
    return new MecabDictionaryException(
        "%s is in the encoding %s, which %s".formatted(table.file().name(), name, words));
  }

  /** Its name for users. */
  String label() {
    return label;
  }

  private Charset java() {
    return javaName == null ? StandardCharsets.UTF_8 : Charset.forName(javaName);
  }

  /** A stretch of a dictionary's bytes as text. */
  String decode(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, java());
  }

  /** The most bytes that one UTF-16 unit takes. */
  int mostBytes() {
    return 3;
  }

  /**
   * The bytes of a character of 16 bits: how many in the highest byte, the first in the lowest. Not
   * for UTF-8.
   */
  int encoded(char character) {
    return tables().bytes[character];
  }

  /**
   * The number by which MeCab knows the character that begins at a byte, and in the upper half how
   * many bytes it has. Not for UTF-8.
   */
  int character(byte[] bytes, int at, int size) {
    int first = bytes[at] & 0xFF;
    int left = size - at;
    if (this == EUC_JP && first == 0x8F && left >= 3 && (bytes[at + 1] & 0xFF) >= 0xA0) {
      return 3 << 16;
    }
    if (first >= 0x80 && left >= 2 && !(this == SHIFT_JIS && first >= 0xA1 && first <= 0xDF)) {
      return 2 << 16 | tables().numbers[first << 8 | bytes[at + 1] & 0xFF];
    }
    return 1 << 16 | (this == SHIFT_JIS ? tables().numbers[first] : first);
  }

  private Tables tables() {
    return TABLES.computeIfAbsent(
        this, charset -> new Tables(charset.encodings(), charset.numbers()));
  }

  private int[] encodings() {
    CharsetEncoder encoder =
        java()
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    int[] all = new int[CHARACTERS];
    for (int c = 0; c < CHARACTERS; c++) {
      all[c] = encoding(encoder, (char) c);
    }
    int missing = all[MISSING];
    for (int c = 0; c < CHARACTERS; c++) {
      if (all[c] == 0) {
        Character neighbour = NEIGHBOURS.get((char) c);
        int bytes = neighbour == null ? 0 : encoding(encoder, neighbour);
        all[c] = bytes == 0 ? missing : bytes;
      }
    }
    return all;
  }

  /** The bytes of a character, or 0 where it has none. */
  private static int encoding(CharsetEncoder encoder, char character) {
    ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES);
    CharBuffer one = CharBuffer.wrap(new char[] {character});
    if (encoder.reset().encode(one, bytes, true).isError()) {
      return 0;
    }
    int all = bytes.flip().remaining() << 24;
    for (int i = 0; bytes.hasRemaining(); i++) {
      all |= (bytes.get() & 0xFF) << 8 * i;
    }
    return all;
  }

  private char[] numbers() {
    char[] all = new char[CHARACTERS];
    for (int key = 0; key < CHARACTERS; key++) {
      byte[] bytes =
          key < 0x100 ? new byte[] {(byte) key} : new byte[] {(byte) (key >>> 8), (byte) key};
      String text = new String(bytes, java());
      char number = text.length() == 1 ? text.charAt(0) : 0;
      boolean isNone = number == '\uFFFD' || number >= '\uE000' && number < '\uF900';
      all[key] = isNone ? 0 : number;
    }
    if (this == EUC_JP) {
      // MeCab's table has the two lines of JIS X 0201 here, where Java's has full-width ones.
      all[0xA1B1] = '\u203E';
      all[0xA1EF] = '\u00A5';
    }
    return all;
  }
}
