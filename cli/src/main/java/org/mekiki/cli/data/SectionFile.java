package org.mekiki.cli.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.mekiki.transformer.file.InputFile;

/**
 * A file that people write by hand: sections begin with their name in square brackets, lines that
 * begin with # are remarks.
 *
 * @param name of the file, for messages
 * @param sections in their order
 */
public record SectionFile(String name, List<Section> sections) {
  /**
   * A section.
   *
   * @param name between the brackets
   * @param number of its first line
   * @param lines that hold something
   */
  public record Section(String name, int number, List<Line> lines) {}

  /**
   * A line.
   *
   * @param number from 1
   * @param text without white space around it
   */
  public record Line(int number, String text) {}

  /** Reads a file. */
  public static SectionFile read(Path file) throws IOException {
    InputFile.require(file);
    return parse(file.toString(), Files.readAllBytes(file));
  }

  /** Reads the bytes of a file. */
  public static SectionFile parse(String name, byte[] bytes) {
    String content;
    try {
      content =
          StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(bytes)).toString();
    } catch (java.nio.charset.CharacterCodingException e) {
      throw new DataException(name + " is not valid UTF-8");
    }
    var file = new SectionFile(name, new ArrayList<>());
    int number = 0;
    for (String each : content.split("\n", -1)) {
      number++;
      String line = (number == 1 && each.startsWith("\ufeff") ? each.substring(1) : each).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        file.add(new Line(number, line));
      }
    }
    return file;
  }

  private void add(Line line) {
    String text = line.text();
    if (text.startsWith("[")) {
      String title = text.endsWith("]") ? text.substring(1, text.length() - 1).strip() : "";
      if (title.isEmpty()) {
        throw at(line.number(), "a section begins with its name in square brackets");
      }
      if (sections.stream().anyMatch(section -> section.name().equals(title))) {
        throw at(line.number(), "there are two sections [%s]".formatted(title));
      }
      sections.add(new Section(title, line.number(), new ArrayList<>()));
    } else if (sections.isEmpty()) {
      throw at(line.number(), "a section must begin before this line, with [its name]");
    } else {
      sections.getLast().lines().add(line);
    }
  }

  public DataException at(int line, String what) {
    return new DataException("%s, line %d: %s".formatted(name, line, what));
  }
}
