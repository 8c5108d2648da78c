package org.mekiki.transformer.mecab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Words are those of the command {@code mecab} with every dictionary that is installed, on texts of
 * many kinds. Without command or dictionaries it is skipped, saying so.
 */
final class MecabCommandTest {
  private static final List<Path> PLACES =
      Stream.of(
              "/var/lib/mecab/dic",
              "/usr/lib/mecab/dic",
              "/usr/lib/x86_64-linux-gnu/mecab/dic",
              "/usr/lib64/mecab/dic",
              "/usr/local/lib/mecab/dic",
              "/opt/homebrew/lib/mecab/dic")
          .map(Path::of)
          .toList();

  private static final long SEED = 20_261_130;
  private static final int TEXTS = 3000;

  /** The longest line that the command takes. */
  private static final String BUFFER = "5000000";

  @TempDir private Path folder;

  private static Set<Path> dictionaries() throws IOException {
    var found = new TreeSet<Path>();
    for (Path place : PLACES) {
      if (Files.isDirectory(place)) {
        try (Stream<Path> inside = Files.list(place)) {
          for (Path directory : inside.toList()) {
            if (Files.exists(directory.resolve(MecabDictionary.WORDS))) {
              found.add(directory.toRealPath());
            }
          }
        }
      }
    }
    return found;
  }

  private static boolean hasCommand() {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(place -> Files.isExecutable(Path.of(place, "mecab")));
  }

  @TestFactory
  Stream<DynamicTest> wordsAreThoseOfTheCommand() throws IOException {
    assumeTrue(hasCommand(), "no command mecab");
    Set<Path> dictionaries = dictionaries();
    assumeTrue(!dictionaries.isEmpty(), "no dictionary of MeCab in " + PLACES);
    return dictionaries.stream()
        .map(path -> DynamicTest.dynamicTest(path.toString(), () -> compare(path)));
  }

  private void compare(Path path) throws IOException {
    long size;
    try (Stream<Path> files = Files.list(path)) {
      size = files.mapToLong(file -> file.toFile().length()).sum();
    }
    assumeTrue(
        size < Runtime.getRuntime().maxMemory() / 4,
        "too little memory for %d bytes".formatted(size));
    MecabDictionary dictionary = MecabDictionary.open(path);
    List<String> texts = new GeneratedTexts(SEED).texts(TEXTS);
    List<List<String>> expected = command(dictionary, path, texts);
    assertEquals(texts.size(), expected.size());
    Mecab mecab = Mecab.of(dictionary);
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      List<String> found = FoundWords.lines(dictionary, text);
      assertEquals(String.join("\n", expected.get(i)), String.join("\n", found), text);
      assertFalse(mecab.words(text).size() > found.size(), text);
    }
  }

  private List<List<String>> command(MecabDictionary dictionary, Path path, List<String> texts)
      throws IOException {
    Path in = folder.resolve("texts");
    var mecab = Mecab.of(dictionary);
    try (OutputStream out = Files.newOutputStream(in)) {
      for (String text : texts) {
        out.write(mecab.encoded(text));
        out.write('\n');
      }
    }
    Process process =
        new ProcessBuilder(
                "mecab",
                "--rcfile=/dev/null",
                "--dicdir=" + path,
                "--input-buffer-size=" + BUFFER,
                "--output-format-type=",
                "--node-format=" + FoundWords.FORMAT,
                "--unk-format=" + FoundWords.FORMAT,
                "--eos-format=\\n",
                in.toString())
            .redirectError(Redirect.DISCARD)
            .start();
    byte[] bytes = process.getInputStream().readAllBytes();
    var all = new ArrayList<List<String>>();
    var lines = new ArrayList<String>();
    int from = 0;
    for (int at = 0; at < bytes.length; at++) {
      if (bytes[at] == '\n') {
        if (at == from) {
          all.add(List.copyOf(lines));
          lines.clear();
        } else {
          lines.add(dictionary.encoding().decode(bytes, from, at));
        }
        from = at + 1;
      }
    }
    return all;
  }
}
