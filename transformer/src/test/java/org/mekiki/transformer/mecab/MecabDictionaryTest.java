package org.mekiki.transformer.mecab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dictionaries are read from folders and from memory, and bad ones are refused in a sentence. */
final class MecabDictionaryTest {
  private static final int MAGIC = 0xEF718F77;

  @TempDir private Path folder;

  private Path write(Map<String, ByteBuffer> files) throws IOException {
    for (Map.Entry<String, ByteBuffer> file : files.entrySet()) {
      byte[] bytes = new byte[file.getValue().remaining()];
      file.getValue().duplicate().get(bytes);
      Files.write(folder.resolve(file.getKey()), bytes);
    }
    return folder;
  }

  private static Map<String, ByteBuffer> system() throws IOException {
    Map<String, ByteBuffer> files = TinyDictionary.files("utf-8");
    files.remove("user.dic");
    return files;
  }

  private static String refusal(Map<String, ByteBuffer> files) {
    String message =
        assertThrows(MecabDictionaryException.class, () -> MecabDictionary.of(files)).getMessage();
    assertTrue(message.lines().count() == 1 && message.length() < 300, message);
    return message;
  }

  private static List<MecabWord> words(MecabDictionary dictionary) {
    return Mecab.of(dictionary).words("使いやすい電池です。同値ペンギン");
  }

  @Test
  void aFolderAndItsFilesInMemoryAreTheSame() throws IOException {
    MecabDictionary opened =
        MecabDictionary.open(
            write(TinyDictionary.files("utf-8")), List.of(folder.resolve("user.dic")));
    MecabDictionary again = MecabDictionary.of(opened.files());
    assertEquals(words(TinyDictionary.openWithUser("utf-8")), words(opened));
    assertEquals(words(opened), words(again));
    assertEquals(
        List.of("sys.dic", "unk.dic", "matrix.bin", "char.bin", "dicrc", "user-1.dic"),
        List.copyOf(again.files().keySet()));
    assertEquals(folder.toString(), opened.name());
    assertEquals("UTF-8", opened.charset());
    assertEquals(words(MecabDictionary.open(folder)), words(TinyDictionary.open("utf-8")));
    assertEquals(opened.size(), MecabDictionary.open(folder).size() + 5);
  }

  @Test
  void settingsCanBeMissing() throws IOException {
    Map<String, ByteBuffer> files = system();
    files.remove("dicrc");
    assertEquals(words(TinyDictionary.open("utf-8")), words(MecabDictionary.of(files)));
  }

  @Test
  void settingsCanNameTheFeatureOfUnknownWords() throws IOException {
    Map<String, ByteBuffer> files = system();
    String settings = "unk-feature =  未知語,*\nunk-feature = second\nbos-feature=x\n";
    files.put("dicrc", ByteBuffer.wrap(settings.getBytes(StandardCharsets.UTF_8)));
    assertEquals(
        List.of("名詞,一般,ネコ", "未知語,*"),
        Mecab.of(MecabDictionary.of(files)).words("猫ヴ").stream().map(MecabWord::feature).toList());
  }

  @Test
  void userDictionariesThatSettingsNameHaveToBeGiven() throws IOException {
    Map<String, ByteBuffer> files = system();
    files.put("dicrc", ByteBuffer.wrap("userdic = a.dic\n".getBytes(StandardCharsets.UTF_8)));
    assertEquals(
        "dicrc asks for the user dictionaries \"a.dic\"; give them as user dictionaries",
        refusal(files));
    files.put("user.dic", TinyDictionary.files("utf-8").get("user.dic"));
    assertEquals(words(TinyDictionary.openWithUser("utf-8")), words(MecabDictionary.of(files)));
  }

  @Test
  void settingsThatAreNoneAreRefused() throws IOException {
    Map<String, ByteBuffer> files = system();
    files.put("dicrc", ByteBuffer.wrap("# a\n\nnonsense\n".getBytes(StandardCharsets.UTF_8)));
    assertTrue(refusal(files).startsWith("dicrc cannot be used: its line 3 has no \"=\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sys.dic", "unk.dic", "matrix.bin", "char.bin", "user.dic"})
  void everyCutIsRefused(String name) throws IOException {
    Map<String, ByteBuffer> files = TinyDictionary.files("utf-8");
    byte[] whole = files.get(name).array();
    for (int length = 0; length < whole.length; length += 1 + whole.length / 97) {
      files.put(name, ByteBuffer.wrap(Arrays.copyOf(whole, length)));
      assertTrue(refusal(files).startsWith(name + " cannot be used: "), name);
      if (name.endsWith(".dic") && length >= 4) {
        // The same with a beginning that fits the length.
        byte[] cut = Arrays.copyOf(whole, length);
        ByteBuffer.wrap(cut).order(ByteOrder.LITTLE_ENDIAN).putInt(0, MAGIC ^ length);
        files.put(name, ByteBuffer.wrap(cut));
        assertTrue(refusal(files).startsWith(name + " cannot be used: "), name);
      }
    }
  }

  /** A number at a place of a file, and what is said then. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sys.dic | 0 | 7 | its first bytes are not those of a dictionary",
        "sys.dic | 4 | 101 | it is of version 101, and MeCab's since 0.90 is 102",
        "sys.dic | 8 | 1 | it is no system dictionary, but a user's",
        "sys.dic | 16 | 9 | it was made for a matrix of 9 times 8, and matrix.bin has 8 times 8",
        "sys.dic | 24 | 1000 | its header gives 1000 bytes for the index",
        "sys.dic | 24 | -1 | its header gives 4294967295 bytes for the index",
        "sys.dic | 72 | 1000000 | its index is damaged",
        "sys.dic | 72 | -5 | its index is damaged",
        "unk.dic | 72 | 2147483647 | its index is damaged",
        "user.dic | 8 | 0 | it is no user dictionary; compile one with mecab-dict-index -u",
        "user.dic | 16 | 9 | it was compiled for another dictionary than in memory",
        "user.dic | 40 | 0x00435545 | it was compiled for another dictionary than in memory",
        "matrix.bin | 0 | 0x00080007 | a matrix of 7 times 8 has another size than 132 bytes",
        "matrix.bin | 0 | 0 | a matrix of 0 times 0 has another size than 132 bytes",
        "char.bin | 0 | 13 | a list of 13 categories",
        "char.bin | 0 | -1 | a list of -1 categories",
        "char.bin | 4 | 0x41414141 | it has no entry for the category \"AAAAULT\" of char.bin",
        "char.bin | 400 | 0x3FFFFFFF | character 3 is of category 255, and there are 12",
      })
  void everyNumberIsChecked(String name, int at, String number, String reason) throws IOException {
    Map<String, ByteBuffer> files = TinyDictionary.files("utf-8");
    files.get(name).order(ByteOrder.LITTLE_ENDIAN).putInt(at, Integer.decode(number));
    String message = refusal(files);
    assertTrue(message.contains(" cannot be used: " + reason), message);
  }

  @Test
  void indicesMustBeInTheMatrix() throws IOException {
    Map<String, ByteBuffer> files = TinyDictionary.files("utf-8");
    ByteBuffer words = files.get("sys.dic").order(ByteOrder.LITTLE_ENDIAN);
    int entries = 72 + words.getInt(24);
    words.putShort(entries + 16, (short) 8);
    assertTrue(
        refusal(files).contains("its entry 1 has the indices"), "a left index beyond the matrix");
    words.putShort(entries + 16, (short) 1).putShort(entries + 18, (short) -1);
    assertTrue(refusal(files).contains("its entry 1 has the indices 65535 and 1"));
    words.putShort(entries + 18, (short) 1).putInt(entries + 24, words.getInt(32));
    assertTrue(refusal(files).contains("its entry 1 has a feature outside the file"));
  }

  /** A file whose every word has 255 entries: no real one, but a sound one. */
  private static byte[] crowded(byte[] words) {
    ByteBuffer old = ByteBuffer.wrap(words).order(ByteOrder.LITTLE_ENDIAN);
    int units = old.getInt(24) / 8;
    int entries = 72 + old.getInt(24);
    int more = 16 * 256;
    ByteBuffer made = ByteBuffer.allocate(words.length + more).order(ByteOrder.LITTLE_ENDIAN);
    made.put(words, 0, entries);
    for (int i = 0; i < 256; i++) {
      made.put(words, entries, 16);
    }
    made.put(words, entries, words.length - entries);
    made.putInt(0, MAGIC ^ made.capacity()).putInt(28, old.getInt(28) + more);
    for (int i = 0; i < units; i++) {
      if (made.getInt(72 + 8 * i) < 0) {
        made.putInt(72 + 8 * i, -0xFF - 1);
      }
    }
    return made.array();
  }

  @Test
  void noDictionaryMakesATextTakeAllMemory() throws IOException {
    Map<String, ByteBuffer> files = system();
    files.put("sys.dic", ByteBuffer.wrap(crowded(files.get("sys.dic").array())));
    Mecab mecab = Mecab.of(MecabDictionary.of(files));
    assertEquals(6, Arrays.stream(mecab.boundaries("猫猫猫")).max().getAsInt() * 2);
    String text = "あ".repeat(1000);
    assertEquals(
        "the dictionary in memory has too many words for a text of 1000 characters; give the text"
            + " in parts, or use another dictionary",
        assertThrows(IllegalArgumentException.class, () -> mecab.words(text)).getMessage());
    assertEquals(2, mecab.boundaries("猫").length, "the next text is not concerned");
  }

  @ParameterizedTest
  @CsvSource({"utf-16, utf-16", "UTF-16LE, utf-16le", "ascii, ascii"})
  void encodingsThatMecabReadsWrongAreRefused(String name, String said) throws IOException {
    Map<String, ByteBuffer> files = system();
    byte[] bytes = Arrays.copyOf(name.getBytes(StandardCharsets.US_ASCII), 32);
    files.get("sys.dic").put(40, bytes);
    assertEquals(
        "sys.dic is in the encoding %s, which is not supported; compile the dictionary with \"-t utf-8\""
            .formatted(said),
        refusal(files));
  }

  @Test
  void anEncodingWithoutANameIsUtf8() throws IOException {
    Map<String, ByteBuffer> files = system();
    files.get("sys.dic").put(40, new byte[32]);
    assertEquals(words(TinyDictionary.open("utf-8")), words(MecabDictionary.of(files)));
  }

  @Test
  void filesMustBeThere() throws IOException {
    Map<String, ByteBuffer> files = system();
    files.remove("unk.dic");
    assertEquals("unk.dic is missing, which belongs to a compiled dictionary", refusal(files));
    assertEquals(
        folder + " has no unk.dic, which belongs to a compiled dictionary; copy the whole folder",
        folderRefusal(write(files)));
    var other = new LinkedHashMap<>(system());
    other.put("model.bin", ByteBuffer.allocate(0));
    assertEquals("a dictionary has no file model.bin", refusal(other));
  }

  private static String folderRefusal(Path directory) {
    return assertThrows(MecabDictionaryException.class, () -> MecabDictionary.open(directory))
        .getMessage();
  }

  @Test
  void foldersWithoutADictionarySayWhatTheyHold() throws IOException {
    assertEquals(
        folder + " has no sys.dic; name the folder of a compiled dictionary",
        folderRefusal(folder));
    Files.writeString(folder.resolve("Noun.csv"), "猫,1,1,3500,名詞\n");
    assertEquals(
        folder
            + " holds a dictionary's sources, such as Noun.csv; compile them there with"
            + " mecab-dict-index -f ENCODING -t utf-8",
        folderRefusal(folder));
    Path inside = Files.createDirectory(folder.resolve("dicdir"));
    Files.write(inside.resolve("sys.dic"), new byte[0]);
    assertEquals(
        folder + " has no sys.dic, but its folder dicdir has; name " + inside,
        folderRefusal(folder));
    Path file = folder.resolve("Noun.csv");
    assertEquals(file + " is no folder; name the folder that holds sys.dic", folderRefusal(file));
    assertThrows(NoSuchFileException.class, () -> MecabDictionary.open(folder.resolve("nowhere")));
  }

  @Test
  void aSourceIsNoUserDictionary() throws IOException {
    write(system());
    Path source = folder.resolve("mine.csv");
    Files.writeString(source, "猫,1,1,3500,名詞\n");
    String message =
        assertThrows(
                MecabDictionaryException.class, () -> MecabDictionary.open(folder, List.of(source)))
            .getMessage();
    assertEquals(
        source
            + " is a dictionary's source; compile it with mecab-dict-index and name the file that"
            + " it makes",
        message);
  }

  @Test
  void whatStandsForAFileIsTold() throws IOException {
    Map<String, ByteBuffer> files = system();
    String pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 99\n";
    files.put("matrix.bin", ByteBuffer.wrap(pointer.getBytes(StandardCharsets.UTF_8)));
    assertTrue(refusal(files).startsWith("matrix.bin is a Git LFS pointer"), refusal(files));
  }
}
