package org.mekiki.transformer.mecab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The dictionary that was made for these tests, compiled by mecab-dict-index, and what MeCab found
 * with it. {@code build-tools/MakeMecabTest.java} makes both.
 */
final class TinyDictionary {
  private static final String FOLDER = "mecab/tiny/";
  private static final String USER = "user.dic";

  private TinyDictionary() {}

  /** A text and MeCab's lines for it. */
  record Case(String text, List<String> lines) {
    @Override
    public String toString() {
      return text.length() > 30 ? text.substring(0, 30) + "…" : text;
    }
  }

  /** The dictionary of an encoding: utf-8, euc-jp, shift-jis. */
  static MecabDictionary open(String encoding) throws IOException {
    Map<String, ByteBuffer> files = files(encoding);
    files.remove(USER);
    return MecabDictionary.of(files);
  }

  /** The same with the user dictionary. */
  static MecabDictionary openWithUser(String encoding) throws IOException {
    return MecabDictionary.of(files(encoding));
  }

  /** Its files, with the user dictionary, by name. */
  static Map<String, ByteBuffer> files(String encoding) throws IOException {
    var files = new LinkedHashMap<String, ByteBuffer>();
    entries(encoding).forEach((name, bytes) -> files.put(name, ByteBuffer.wrap(bytes)));
    files.remove("words.txt");
    return files;
  }

  /** What was found without the user dictionary in UTF-8. */
  static List<Case> cases() {
    try (var in = TinyDictionary.class.getClassLoader().getResourceAsStream(FOLDER + "words.txt")) {
      return cases(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What was found in the other encodings, or in UTF-8 with the user dictionary. */
  static List<Case> cases(String encoding) throws IOException {
    return cases(entries(encoding).get("words.txt"));
  }

  private static List<Case> cases(byte[] words) {
    var cases = new ArrayList<Case>();
    for (String block : new String(words, StandardCharsets.UTF_8).strip().split("\n\n", -1)) {
      List<String> lines = block.lines().toList();
      cases.add(new Case(unescaped(lines.getFirst().substring(1)), lines.subList(1, lines.size())));
    }
    return cases;
  }

  private static Map<String, byte[]> entries(String encoding) throws IOException {
    var entries = new LinkedHashMap<String, byte[]>();
    String folder = encoding + "/";
    try (var zip =
        new ZipInputStream(
            TinyDictionary.class.getClassLoader().getResourceAsStream(FOLDER + "compiled.zip"))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().startsWith(folder)) {
          entries.put(entry.getName().substring(folder.length()), zip.readAllBytes());
        }
      }
    }
    return entries;
  }

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
}
