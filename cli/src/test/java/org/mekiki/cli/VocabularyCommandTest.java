package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mekiki.cli.CommandRun.refused;
import static org.mekiki.cli.CommandRun.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A vocabulary by the command, and the tokenizer that it makes. */
final class VocabularyCommandTest {
  private static final String TEXTS =
      "a fine film\na finer film than films\nFilming is the finest of things\n";
  @TempDir private Path folder;

  private String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  @Test
  void textsOfAnyFormatGiveTheSameVocabulary() throws IOException {
    String text = file("texts.txt", TEXTS);
    String table = file("texts.tsv", "label\tsentence\n" + TEXTS.replaceAll("(?m)^(?=.)", "1\t"));
    String rows =
        file("texts.jsonl", TEXTS.replaceAll("(?m)^(.+)$", "{\"label\": 1, \"text\": \"$1\"}"));
    byte[] first = null;
    for (String data : new String[] {text, table, rows}) {
      Path out = folder.resolve("out");
      var ran =
          run("vocabulary", "--data", data, "--size", "70", "--force", "--out", out.toString());
      assertEquals(0, ran.status(), ran.err());
      assertTrue(ran.out().contains("in 3 texts"), ran.out());
      byte[] tokens = Files.readAllBytes(out.resolve("tokenizer.json"));
      first = first == null ? tokens : first;
      assertArrayEquals(first, tokens, data);
    }
  }

  @Test
  void theTokenizerIsThere() throws IOException {
    Path out = folder.resolve("out");
    String data = file("texts.txt", TEXTS);
    run("vocabulary", "--data", data, "--data", data, "--size", "70", "--out", out.toString());
    var ran = run("tokenize", "--model", out.toString(), "fine filmst");
    assertEquals(0, ran.status(), ran.err());
    assertTrue(ran.out().contains("fine") && ran.out().contains("##"), ran.out());
    assertEquals("[PAD]", Files.readAllLines(out.resolve("vocab.txt")).getFirst());
  }

  @Test
  void whatCannotBeIsRefusedInOneSentence() throws IOException {
    String out = folder.resolve("out").toString();
    String data = file("texts.txt", TEXTS);
    refused("--size must be at least 1", "vocabulary", "--data", data, "--size", "0", "--out", out);
    refused("or more", "vocabulary", "--data", data, "--size", "9", "--out", out);
    refused("does not exist", "vocabulary", "--data", "nowhere.txt", "--out", out);
    refused("does not exist", "vocabulary", "--data", "nowhere.csv", "--out", out);
    refused("has no text", "vocabulary", "--data", file("empty.txt", ""), "--out", out);
    String table = file("table.csv", "a,b\n1,2\n");
    refused("has no column text", "vocabulary", "--data", table, "--out", out);
    refused("\"c\"", "vocabulary", "--data", table, "--text-column", "c", "--out", out);
    Path latin = Files.write(folder.resolve("latin.txt"), new byte[] {'a', '\n', (byte) 0xE9});
    refused("line 2", "vocabulary", "--data", latin.toString(), "--out", out);
    assertTrue(Files.notExists(folder.resolve("out")));
  }
}
