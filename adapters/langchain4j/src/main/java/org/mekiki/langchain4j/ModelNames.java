package org.mekiki.langchain4j;

import java.nio.file.Path;

/** What a model is called where nobody named it. */
final class ModelNames {
  private static final String ENDING = ".mekiki";

  private ModelNames() {}

  /** The file's name without its ending. */
  static String of(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
  }
}
