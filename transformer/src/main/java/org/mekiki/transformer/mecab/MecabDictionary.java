package org.mekiki.transformer.mecab;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.mekiki.transformer.file.FileBytes;

/**
 * A compiled dictionary of MeCab: IPADIC, UniDic, JUMAN or any other that {@code mecab-dict-index}
 * made, with user dictionaries.
 *
 * <p>Its files are read into memory, not mapped, so a file that is changed later changes nothing;
 * IPADIC in UTF-8 takes 53 MB. They are checked while they are read. A dictionary does not change
 * and can be used by several threads.
 */
public final class MecabDictionary {
  /** The dictionary's words. */
  static final String WORDS = "sys.dic";

  /** What unknown words are. */
  static final String UNKNOWN = "unk.dic";

  /** Costs of pairs. */
  static final String MATRIX = "matrix.bin";

  /** Categories of characters. */
  static final String CHARACTERS = "char.bin";

  /** Settings. */
  static final String SETTINGS = "dicrc";

  private static final List<String> REQUIRED = List.of(WORDS, UNKNOWN, MATRIX, CHARACTERS);
  private static final String USER_ENDING = ".dic";
  private static final long LARGEST = Integer.MAX_VALUE - 64L;
  private static final char SPACE = ' ';

  private final String name;
  private final Map<String, DictionaryFile> files;
  private final DictionaryCharset charset;
  private final ConnectionMatrix matrix;
  private final CharacterKinds kinds;
  private final WordTable[] tables;
  private final int[] unknownWords;
  private final String unknownFeature;

  private MecabDictionary(
      String name, Map<String, DictionaryFile> files, List<DictionaryFile> userFiles)
      throws MecabDictionaryException {
    this.name = name;
    this.files = files;
    matrix = new ConnectionMatrix(files.get(MATRIX));
    kinds = new CharacterKinds(files.get(CHARACTERS));
    WordTable words = table(files.get(WORDS));
    words
        .file()
        .require(words.type() == WordTable.SYSTEM, "it is no system dictionary, but a user's");
    words
        .file()
        .require(
            words.leftSize() == matrix.columns() && words.rightSize() == matrix.rows(),
            "it was made for a matrix of %d times %d, and %s has %d times %d"
                .formatted(
                    words.leftSize(), words.rightSize(), MATRIX, matrix.columns(), matrix.rows()));
    charset = DictionaryCharset.of(words);
    tables = new WordTable[userFiles.size() + 2];
    tables[0] = words;
    for (int i = 0; i < userFiles.size(); i++) {
      tables[i + 1] = userTable(userFiles.get(i), words);
    }
    WordTable unknown = table(files.get(UNKNOWN));
    tables[tables.length - 1] = unknown;
    requireFewEntries();
    unknownWords = unknownWords(unknown);
    DictionaryFile dicrc = files.get(SETTINGS);
    byte[] feature =
        (dicrc == null
                ? DictionarySettings.NONE
                : DictionarySettings.of(dicrc, !userFiles.isEmpty()))
            .unknownFeature();
    unknownFeature = feature == null ? null : charset.decode(feature, 0, feature.length);
  }

  private WordTable table(DictionaryFile file) throws MecabDictionaryException {
    return new WordTable(file, matrix.rows(), matrix.columns());
  }

  private WordTable userTable(DictionaryFile file, WordTable words)
      throws MecabDictionaryException {
    WordTable table = table(file);
    file.require(
        table.type() == WordTable.USER,
        "it is no user dictionary; compile one with mecab-dict-index -u");
    file.require(
        table.leftSize() == words.leftSize()
            && table.rightSize() == words.rightSize()
            && DictionaryCharset.of(table) == charset,
        "it was compiled for another dictionary than %s (%s, indices up to %d and %d)"
            .formatted(name, charset.label(), words.leftSize(), words.rightSize()));
    return table;
  }

  private void requireFewEntries() throws MecabDictionaryException {
    long all = 0;
    for (WordTable table : tables) {
      all += table.entryCount();
    }
    if (all > Integer.MAX_VALUE) {
      throw new MecabDictionaryException(
          "%s and its user dictionaries have %d entries; at most %d can be used together"
              .formatted(name, all, Integer.MAX_VALUE));
    }
  }

  private int[] unknownWords(WordTable unknown) throws MecabDictionaryException {
    int[] values = new int[kinds.count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = unknown.value(kinds.name(i).getBytes(StandardCharsets.ISO_8859_1));
      unknown
          .file()
          .require(
              values[i] >= 0 && (values[i] & 0xFF) > 0,
              "it has no entry for the category \"%s\" of %s".formatted(kinds.name(i), CHARACTERS));
    }
    return values;
  }

  /**
   * Reads the dictionary of a folder.
   *
   * @param directory the folder with {@code sys.dic}, {@code unk.dic}, {@code matrix.bin}, {@code
   *     char.bin} and, if it has one, {@code dicrc}
   * @return the dictionary
   * @throws MecabDictionaryException if there is no compiled dictionary, or a damaged one
   * @throws IOException if a file cannot be read
   */
  public static MecabDictionary open(Path directory) throws IOException {
    return open(directory, List.of());
  }

  /**
   * Reads the dictionary of a folder, and user dictionaries.
   *
   * @param directory the folder, as for {@link #open(Path)}
   * @param userDictionaries files that {@code mecab-dict-index -u} made for this dictionary; words
   *     of later ones are tried later, which decides between words of equal cost
   * @return the dictionary
   * @throws MecabDictionaryException if there is no compiled dictionary, or a damaged one, or a
   *     user dictionary does not fit
   * @throws IOException if a file cannot be read
   */
  public static MecabDictionary open(Path directory, List<Path> userDictionaries)
      throws IOException {
    requireCompiled(directory);
    var files = new LinkedHashMap<String, DictionaryFile>();
    for (String file : REQUIRED) {
      Path path = directory.resolve(file);
      if (!Files.exists(path)) {
        throw new MecabDictionaryException(
            "%s has no %s, which belongs to a compiled dictionary; copy the whole folder"
                .formatted(directory, file));
      }
      files.put(file, read(path));
    }
    Path settings = directory.resolve(SETTINGS);
    if (Files.exists(settings)) {
      files.put(SETTINGS, read(settings));
    }
    var users = new ArrayList<DictionaryFile>();
    for (Path path : userDictionaries) {
      users.add(read(path));
    }
    return new MecabDictionary(directory.toString(), files, users);
  }

  /**
   * A dictionary whose files are in memory, such as those of a converted model.
   *
   * @param files the files by name, with those of user dictionaries under names that end with
   *     {@code .dic}, in the order in which they are to be tried. Arrays are used as they are where
   *     a buffer holds nothing else, so nobody may change them; other buffers are copied
   * @return the dictionary
   * @throws MecabDictionaryException if one of the four files is missing, or one cannot be used
   */
  public static MecabDictionary of(Map<String, ByteBuffer> files) throws MecabDictionaryException {
    var own = new LinkedHashMap<String, DictionaryFile>();
    var users = new ArrayList<DictionaryFile>();
    for (Map.Entry<String, ByteBuffer> file : files.entrySet()) {
      String key = file.getKey();
      if (REQUIRED.contains(key) || key.equals(SETTINGS)) {
        own.put(key, DictionaryFile.of(key, file.getValue()));
      } else if (key.endsWith(USER_ENDING)) {
        users.add(DictionaryFile.of(key, file.getValue()));
      } else {
        throw new MecabDictionaryException("a dictionary has no file " + key);
      }
    }
    for (String file : REQUIRED) {
      if (!own.containsKey(file)) {
        throw new MecabDictionaryException(
            "%s is missing, which belongs to a compiled dictionary".formatted(file));
      }
    }
    return new MecabDictionary("in memory", own, users);
  }

  /** Says what a folder holds that has no compiled dictionary. */
  private static void requireCompiled(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      throw new NoSuchFileException(directory.toString());
    }
    if (!Files.isDirectory(directory)) {
      throw new MecabDictionaryException(
          "%s is no folder; name the folder that holds %s".formatted(directory, WORDS));
    }
    if (Files.exists(directory.resolve(WORDS))) {
      return;
    }
    if (Files.exists(directory.resolve("dicdir").resolve(WORDS))) {
      throw new MecabDictionaryException(
          "%s has no %s, but its folder dicdir has; name %s"
              .formatted(directory, WORDS, directory.resolve("dicdir")));
    }
    Optional<Path> source;
    try (Stream<Path> inside = Files.list(directory)) {
      source = inside.filter(path -> path.toString().endsWith(".csv")).sorted().findFirst();
    }
    throw new MecabDictionaryException(
        source
            .map(
                path ->
                    "%s holds a dictionary's sources, such as %s; compile them there with mecab-dict-index -f ENCODING -t utf-8"
                        .formatted(directory, path.getFileName()))
            .orElse(
                "%s has no %s; name the folder of a compiled dictionary"
                    .formatted(directory, WORDS)));
  }

  private static DictionaryFile read(Path path) throws IOException {
    try (FileBytes file = FileBytes.open(path)) {
      if (file.size() > LARGEST) {
        throw new MecabDictionaryException(
            "%s has %d bytes; dictionaries of up to 2 GiB a file are read"
                .formatted(path, file.size()));
      }
      byte[] bytes = new byte[(int) file.size()];
      ByteBuffer all = ByteBuffer.wrap(bytes);
      file.forEachPart(0, bytes.length, all::put);
      file.requireUnchanged();
      return new DictionaryFile(path.toString(), bytes);
    }
  }

  /** {@return the folder it was read from, for messages} */
  public String name() {
    return name;
  }

  /** {@return the character encoding of its files: UTF-8, EUC-JP or Shift_JIS} */
  public String charset() {
    return charset.label();
  }

  /** {@return how many words it has, those of user dictionaries included} */
  public int size() {
    int all = 0;
    for (int i = 0; i < tables.length - 1; i++) {
      all += tables[i].words();
    }
    return all;
  }

  /**
   * {@return what {@link #of} makes the same dictionary of: the files by name, read-only; user
   * dictionaries are {@code user-1.dic} and so on}
   */
  public Map<String, ByteBuffer> files() {
    var all = new LinkedHashMap<String, ByteBuffer>();
    files.forEach((key, file) -> all.put(key, ByteBuffer.wrap(file.bytes()).asReadOnlyBuffer()));
    for (int i = 1; i < tables.length - 1; i++) {
      all.put(
          "user-" + i + USER_ENDING, ByteBuffer.wrap(tables[i].file().bytes()).asReadOnlyBuffer());
    }
    return Collections.unmodifiableMap(all);
  }

  /** How its words are written. */
  DictionaryCharset encoding() {
    return charset;
  }

  /** Costs of pairs. */
  ConnectionMatrix matrix() {
    return matrix;
  }

  /** Categories of characters. */
  CharacterKinds kinds() {
    return kinds;
  }

  /** The system's words, those of user dictionaries, and last the unknown ones. */
  WordTable[] tables() {
    return tables.clone();
  }

  /** The kind of white space. */
  int space() {
    return kinds.of(SPACE);
  }

  /** The value of a category in the table of unknown words. */
  int unknownWords(int category) {
    return unknownWords[category];
  }

  /** Which table an entry is of. */
  private int tableOf(int entry) {
    int table = 0;
    for (int left = entry; left >= tables[table].entryCount(); table++) {
      left -= tables[table].entryCount();
    }
    return table;
  }

  /** Whether an entry is an unknown word. */
  boolean isUnknown(int entry) {
    return tableOf(entry) == tables.length - 1;
  }

  /** What an entry's word is. */
  String feature(int entry) {
    int table = tableOf(entry);
    if (table == tables.length - 1 && unknownFeature != null) {
      return unknownFeature;
    }
    int first = 0;
    for (int i = 0; i < table; i++) {
      first += tables[i].entryCount();
    }
    return tables[table].feature(entry - first, charset);
  }

  @Override
  public String toString() {
    return name;
  }
}
