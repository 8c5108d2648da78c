package org.mekiki.cli.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mekiki.cli.console.UserException;

/** Texts of a file, and the lines that are none. */
final class TextLinesTest {
  @TempDir private Path folder;

  private TextLines open(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.write(file, content.getBytes(StandardCharsets.UTF_8));
    return TextLines.open(file);
  }

  private List<String> texts(String name, String content) throws IOException {
    var texts = new ArrayList<String>();
    try (TextLines lines = open(name, content)) {
      while (lines.advance()) {
        TextItem item = lines.item();
        if (item != null) {
          texts.add(item.text());
        }
      }
      assertEquals(1, lines.share());
    }
    return texts;
  }

  private void refused(String word, String line) throws IOException {
    try (TextLines lines = open("bad.jsonl", line)) {
      assertTrue(lines.advance());
      var e = assertThrows(UserException.class, lines::item);
      assertTrue(e.getMessage().contains(word), e.getMessage());
    }
  }

  @Test
  void everyLineOfATextFileIsAText() throws IOException {
    assertEquals(List.of("one", "", "three"), texts("a.txt", "one\r\n\nthree"));
    assertEquals(List.of("one"), texts("b.txt", "one\n"));
    assertEquals(List.of(), texts("c.txt", ""));
  }

  @Test
  void aByteOrderMarkIsNoText() throws IOException {
    assertEquals(List.of("one", "\uFEFFtwo"), texts("a.txt", "\uFEFFone\n\uFEFFtwo"));
  }

  @Test
  void objectsHaveTextPairAndId() throws IOException {
    String line = "{\"text\":\"a\",\"text_pair\":\"b\",\"id\":7,\"more\":[]}\n\n";
    try (TextLines lines = open("a.jsonl", line + "{\"text\":\"c\",\"text_pair\":null}")) {
      assertTrue(lines.advance());
      TextItem item = lines.item();
      assertEquals("b", item.pair());
      assertEquals(7, item.id().asInt());
      assertTrue(lines.advance());
      assertNull(lines.item(), "a blank line");
      assertTrue(lines.advance());
      assertNull(lines.item().pair());
      assertEquals(3, lines.number());
      assertFalse(lines.advance());
    }
  }

  @Test
  void whatIsWrongIsSaid() throws IOException {
    refused("not valid JSON", "{\"text\":");
    refused("must be an object", "[\"a\"]");
    refused("has no \"text\"", "{\"txt\":\"a\"}");
    refused("\"text\" must be a string", "{\"text\":5}");
    refused("\"text_pair\" must be a string", "{\"text\":\"a\",\"text_pair\":{}}");
    refused("\"id\" must be", "{\"text\":\"a\",\"id\":{}}");
    refused("half a surrogate pair", "{\"text\":\"\\ud800\"}");
    Path odd = folder.resolve("a.csv");
    var e = assertThrows(UserException.class, () -> TextLines.open(odd));
    assertTrue(e.getMessage().contains(".jsonl"), e.getMessage());
  }
}
