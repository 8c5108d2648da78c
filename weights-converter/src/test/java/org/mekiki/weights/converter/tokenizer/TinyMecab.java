package org.mekiki.weights.converter.tokenizer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The dictionary that the tests of MeCab's search have, in a folder. */
public final class TinyMecab {
  private static final Path COMPILED =
      Path.of("../transformer/src/test/resources/mecab/tiny/compiled.zip");

  private TinyMecab() {}

  /** Unpacks the dictionary in UTF-8, with the user dictionary {@code user.dic} beside it. */
  public static Path in(Path folder) throws IOException {
    Path target = Files.createDirectories(folder);
    try (InputStream in = Files.newInputStream(COMPILED);
        var zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        String name = entry.getName();
        if (name.startsWith("utf-8/")) {
          Files.write(target.resolve(name.substring(6)), zip.readAllBytes());
        }
      }
    }
    return target;
  }
}
