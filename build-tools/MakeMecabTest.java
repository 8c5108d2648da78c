import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Compiles the tests' dictionary with mecab-dict-index and writes what MeCab's library finds with
 * it:
 *
 * <pre>java --enable-native-access=ALL-UNNAMED build-tools/MakeMecabTest.java .</pre>
 *
 * <p>From the sources and texts in {@code transformer/src/test/resources/mecab/tiny} it makes
 * {@code words.txt}, and {@code compiled.zip} with the dictionary in three encodings; the words
 * that lie beside it there are in UTF-8 those with the user dictionary. Debian has what is needed
 * in the packages mecab and mecab-utils.
 */
final class MakeMecabTest {
  private static final String COMPILER = "/usr/lib/mecab/mecab-dict-index";
  private static final String LIBRARY = "libmecab.so.2";

  /** Bytes, 1 for unknown, left and right index, costs of the word and of the way, feature. */
  private static final String FORMAT = "%ps\\s%pe\\s%s\\s%phl\\s%phr\\s%c\\s%pc\\s%H\\n";

  /** Encodings: MeCab's name, and the one by which Java writes the texts. */
  private static final Map<String, String> ENCODINGS =
      Map.of("utf-8", "UTF-8", "euc-jp", "EUC-JP", "shift-jis", "windows-31j");

  private MakeMecabTest() {}

  /** Takes the checkout's folder. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path place = Path.of(arguments[0], "transformer/src/test/resources/mecab/tiny");
    Path work = Files.createTempDirectory("mecab-test-");
    List<String> texts = Files.readAllLines(place.resolve("texts.txt"));
    try (var zip = new ZipOutputStream(Files.newOutputStream(place.resolve("compiled.zip")))) {
      for (String encoding : List.of("utf-8", "euc-jp", "shift-jis")) {
        Path folder = Files.createDirectory(work.resolve(encoding));
        Files.copy(place.resolve("dicrc"), folder.resolve("dicrc"));
        String source = place.toString();
        String user = folder.resolve("user.dic").toString();
        run(COMPILER, "-d", source, "-o", folder.toString(), "-f", "utf-8", "-t", encoding);
        run(
            COMPILER,
            "-d",
            source,
            "-u",
            user,
            "-f",
            "utf-8",
            "-t",
            encoding,
            place.resolve("user/user.csv").toString());
        for (String name :
            List.of("char.bin", "dicrc", "matrix.bin", "sys.dic", "unk.dic", "user.dic")) {
          zip.putNextEntry(entry(encoding + "/" + name));
          Files.copy(folder.resolve(name), zip);
        }
        String words = words(texts, encoding, "-d " + folder);
        if (encoding.equals("utf-8")) {
          Files.writeString(place.resolve("words.txt"), words);
          words = words(texts, encoding, "-d " + folder + " -u " + user);
        }
        zip.putNextEntry(entry(encoding + "/words.txt"));
        zip.write(words.getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private static ZipEntry entry(String name) {
    var entry = new ZipEntry(name);
    entry.setLastModifiedTime(FileTime.fromMillis(0));
    return entry;
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed");
    }
  }

  /** A block for each text that the encoding has: the text, what was found, an empty line. */
  private static String words(List<String> texts, String encoding, String options)
      throws IOException {
    var out = new StringBuilder();
    try (Arena arena = Arena.ofConfined()) {
      var mecab =
          new Library(
              arena, "-r /dev/null " + options + " -F" + FORMAT + " -U" + FORMAT + " -E\\n");
      for (String escaped : texts) {
        byte[] bytes = bytes(unescaped(escaped), encoding);
        if (bytes != null) {
          String found = new String(mecab.words(bytes), ENCODINGS.get(encoding));
          out.append('>').append(escaped).append('\n').append(found);
        }
      }
    }
    return out.toString();
  }

  /** The bytes of a text; null where the encoding lacks a character, which is for another test. */
  private static byte[] bytes(String text, String encoding) throws IOException {
    if (encoding.equals("utf-8")) {
      String whole =
          text.codePoints()
              .map(c -> c >= 0xD800 && c < 0xE000 ? 0xFFFD : c)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      return whole.getBytes(StandardCharsets.UTF_8);
    }
    byte[] bytes = text.getBytes(ENCODINGS.get(encoding));
    return new String(bytes, ENCODINGS.get(encoding)).equals(text) ? bytes : null;
  }

  /** With backslash, u and four digits for characters that a line cannot hold. */
  private static String unescaped(String text) {
    var out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (text.startsWith("\\u", i)) {
        out.append((char) Integer.parseInt(text.substring(i + 2, i + 6), 16));
        i += 5;
      } else {
        out.append(text.charAt(i));
      }
    }
    return out.toString();
  }

  /** MeCab's library. */
  private static final class Library {
    private final MethodHandle toText;
    private final MemorySegment tagger;

    Library(Arena arena, String options) {
      Linker linker = Linker.nativeLinker();
      SymbolLookup symbols = SymbolLookup.libraryLookup(LIBRARY, arena);
      FunctionDescriptor one = FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS);
      FunctionDescriptor two =
          FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.ADDRESS);
      toText = linker.downcallHandle(symbols.findOrThrow("mecab_sparse_tostr"), two);
      try {
        tagger =
            (MemorySegment)
                linker
                    .downcallHandle(symbols.findOrThrow("mecab_new2"), one)
                    .invokeExact(arena.allocateFrom(options));
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
      if (tagger.equals(MemorySegment.NULL)) {
        throw new UncheckedIOException(new IOException("MeCab refuses " + options));
      }
    }

    byte[] words(byte[] text) {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment in = arena.allocate(text.length + 1L);
        MemorySegment.copy(text, 0, in, ValueLayout.JAVA_BYTE, 0, text.length);
        var out = (MemorySegment) toText.invokeExact(tagger, in);
        MemorySegment all = out.reinterpret(Long.MAX_VALUE);
        int length = 0;
        while (all.get(ValueLayout.JAVA_BYTE, length) != 0) {
          length++;
        }
        return all.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
