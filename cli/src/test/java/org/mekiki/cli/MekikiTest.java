package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mekiki.cli.console.ColourDepth;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command from its arguments to its exit code. */
final class MekikiTest {
  private static final String SENTENCE = "an unpretentious , warm and very funny film";
  private static final Path SHARED = Path.of(System.getProperty("mekiki.shared", "absent"));
  @TempDir private Path folder;

  @Test
  void explainsWithTheEmbeddedModel() {
    CommandRun ran = CommandRun.run("explain", SENTENCE);
    assertEquals(0, ran.status(), ran.err());
    assertTrue(ran.out().contains("converged: largest error"), ran.out());
    assertTrue(ran.out().lines().anyMatch(line -> line.contains("funny  ")), ran.out());
  }

  @Test
  void jsonHoldsTheSchema() {
    CommandRun ran =
        CommandRun.run(
            "explain", "--format", "json", "--features", "--steps", "8", "d\u00e9j\u00e0 😀 vu");
    JsonNode node = JsonMapper.builder().build().readTree(ran.out());
    assertEquals("mekiki/explanation/1", node.path("schema").asString());
    assertTrue(node.path("f_baseline").isNull());
    assertEquals(node.path("tokens").size(), node.path("features").size());
    JsonNode last = node.path("tokens").path(node.path("tokens").size() - 2);
    assertEquals(9, last.path("end").asInt(), "offsets count code points");
    assertEquals(8, node.path("method").path("steps").asInt());
  }

  @Test
  void inspectListsWhatPyTorchSaved() {
    Path corpus = Path.of("..", "fuzz", "src", "main", "resources", "corpus", "torch");
    for (String name : List.of("good-archive.bin", "good-stream.bin")) {
      CommandRun ran = CommandRun.run("inspect", corpus.resolve(name).toString());
      assertEquals(0, ran.status(), ran.err());
      assertTrue(ran.out().contains("a sound file, format pytorch"), ran.out());
      assertTrue(ran.out().lines().count() > 1, ran.out());
    }
    CommandRun.refused(
        "names posix.system", "inspect", corpus.resolve("bad-program.bin").toString());
  }

  @Test
  void htmlEscapesEverything() throws IOException {
    Path page = folder.resolve("page.html");
    String text = "<script>alert(1)</script> \"good\" & 'bad'";
    CommandRun ran =
        CommandRun.run("explain", "--format", "html", "--output", page.toString(), text);
    assertEquals(0, ran.status(), ran.err());
    String html = Files.readString(page);
    assertEquals(2, html.split("<script").length, "markup of the text must stay text");
    assertTrue(html.contains("&lt;"));
    assertTrue(html.contains("default-src 'none'"));
  }

  @Test
  void aTerminalGetsColoursAndAFileDoesNot() throws IOException {
    CommandRun coloured = CommandRun.run(ColourDepth.FULL, "explain", "--steps", "3", SENTENCE);
    assertTrue(coloured.out().contains("\u001b[97;48;2;"), coloured.out());
    assertTrue(
        CommandRun.run("explain", "--steps", "3", SENTENCE).out().startsWith(SENTENCE + "\n"),
        "without colours the text is readable as it is");
    Path file = folder.resolve("out.txt");
    CommandRun.run(
        ColourDepth.FULL, "explain", "--steps", "3", "--output", file.toString(), SENTENCE);
    assertFalse(Files.readString(file).contains("\u001b"), "a file is no terminal");
  }

  @Test
  void textCannotSteerTheTerminal() {
    CommandRun ran = CommandRun.run("explain", "--steps", "3", "good \u001b[31mfilm \u202e tricks");
    assertFalse(ran.out().contains("\u001b"), "escape sequences must not pass");
    assertFalse(ran.out().contains("\u202e"), "nor what turns the direction");
  }

  @Test
  void anExistingOutputIsReplacedAndKeepsNothing() throws IOException {
    Path file = folder.resolve("out.json");
    Files.writeString(file, "old");
    assertEquals(
        0,
        CommandRun.run("predict", "--format", "json", "--output", file.toString(), "good")
            .status());
    assertTrue(Files.readString(file).startsWith("{"));
    CommandRun.refused("is a directory", "predict", "--output", folder.toString(), "good");
    CommandRun.refused(
        "at least 1", "predict", "--max-length", "0", "--output", file.toString(), "good");
    assertTrue(Files.readString(file).startsWith("{"), "a failed run must not touch the file");
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count(), "no partial file stays");
    }
  }

  @Test
  void theTargetIsALabelOrANumber() {
    String byLabel =
        CommandRun.run("explain", "--format", "json", "--target", "negative", SENTENCE).out();
    String byIndex = CommandRun.run("explain", "--format", "json", "--target", "0", SENTENCE).out();
    String timing = "\"millis\".*";
    assertEquals(byLabel.replaceAll(timing, ""), byIndex.replaceAll(timing, ""));
    assertTrue(byLabel.contains("\"label\":\"negative\""), byLabel);
  }

  @Test
  void aDamagedModelOfAnotherKindIsRefused() throws IOException {
    Path file = folder.resolve("x.mekiki");
    Files.writeString(file, "no model at all");
    CommandRun.refused("x.mekiki", "predict", "--model", file.toString(), "good");
    Files.write(file, new byte[0]);
    CommandRun.refused("x.mekiki", "predict", "--model", file.toString(), "good");
  }

  @Test
  void weightsThatAreNoNumbersAreRefused() throws IOException {
    Path source = SHARED.resolve("golden/bert");
    assumeTrue(Files.isDirectory(source), "no reference data at " + source);
    for (String name :
        List.of("config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json")) {
      Files.copy(source.resolve(name), folder.resolve(name));
    }
    Path weights = folder.resolve("model.safetensors");
    byte[] bytes = Files.readAllBytes(weights);
    for (int i = 0; i < 4; i++) {
      bytes[bytes.length - 4 + i] = (byte) 0xFF; // the last float becomes NaN
    }
    Files.write(weights, bytes);
    Path out = folder.resolve("out.mekiki");
    CommandRun.refused("NaN", "convert", folder.toString(), out.toString());
    assertFalse(Files.exists(out));
    CommandRun.refused("finite", "predict", "--model", folder.toString(), "good");
  }

  @Test
  void badOptionsAreOneSentence() {
    CommandRun.refused("--steps", "explain", "--steps", "many", "x");
    CommandRun.refused("at least 1", "explain", "--steps", "0", "x");
    CommandRun.refused("sig, sig-exact, sig-both", "explain", "--method", "magic", "x");
    CommandRun.refused("gauss-legendre", "explain", "--quadrature", "simpson", "x");
    CommandRun.refused("negative, positive", "explain", "--target", "neutral", "x");
    CommandRun.refused("--output-kind", "explain", "--output-kind", "odds", "x");
    CommandRun.refused("has no option --unknown", "explain", "--unknown", "x");
    CommandRun.refused(
        "does not exist", "explain", "--model", folder.resolve("none").toString(), "x");
    CommandRun.refused("no text", "explain");
    CommandRun.refused("is a directory", "inspect", folder.toString());
    CommandRun.refused("no word to explain", "explain", "");
    CommandRun.refused("has none of", "predict", "--model", folder.toString(), "x");
    CommandRun.refused("no room", "predict", "--max-length", "1", "x");
    CommandRun.refused("no-truncate", "predict", "--no-truncate", "--max-length", "3", "a b c d e");
    CommandRun.refused(
        "cannot be written", "predict", "--output", folder.resolve("no/where").toString(), "x");
  }

  @Test
  void anEmptyTextIsOrdinaryForPredictAndTokenize() {
    assertEquals(0, CommandRun.run("predict", "").status());
    assertTrue(CommandRun.run("tokenize", "").out().contains("[CLS] [SEP]"));
  }

  @Test
  void tokensAreCutOffWhereTheUserSays() {
    String[] text = {"tokenize", "--max-length", "5", "a b c d e f"};
    assertEquals("[CLS] a b c [SEP]\n", CommandRun.run(text).out());
    assertEquals(
        "[CLS] d e f [SEP]\n", CommandRun.run(with(text, "--truncation-side", "left")).out());
    assertEquals(
        "[CLS] a b c [SEP]\n[CLS] c d e [SEP]\n[CLS] e f [SEP]\n",
        CommandRun.run(with(text, "--stride", "1")).out());
    String[] pair = {"tokenize", "--max-length", "7", "--pair", "x y z", "a b"};
    assertEquals("[CLS] a b [SEP] x y [SEP]\n", CommandRun.run(pair).out());
    assertEquals(
        "[CLS] a [SEP] x y z [SEP]\n",
        CommandRun.run(with(pair, "--truncation", "only-first")).out());
    String windows =
        CommandRun.run(with(pair, "--truncation", "only-second", "--stride", "0")).out();
    assertEquals("[CLS] a b [SEP] x y [SEP]\n[CLS] a b [SEP] z [SEP]\n", windows);
    String json = CommandRun.run(with(text, "--stride", "1", "--format", "json")).out();
    assertEquals(3, json.lines().filter(line -> line.contains("\"windows\":3")).count(), json);
    CommandRun.refused("longest-first", with(text, "--truncation", "none"));
    CommandRun.refused("left, right", with(text, "--truncation-side", "top"));
    CommandRun.refused("--stride", with(text, "--stride", "-1"));
    CommandRun.refused("the stride must be smaller", with(text, "--stride", "3"));
    CommandRun.refused("second text", with(text, "--truncation", "only-second"));
  }

  private static String[] with(String[] command, String... options) {
    return Stream.concat(
            Stream.concat(Stream.of(command[0]), Stream.of(options)), Stream.of(command).skip(1))
        .toArray(String[]::new);
  }

  @Test
  void aBadLineIsReportedAndTheOthersAreDone() throws IOException {
    Path input = folder.resolve("in.jsonl");
    Files.write(
        input,
        List.of("{\"text\":\"good\",\"id\":\"a\"}", "nonsense", "{\"text\":\"bad\",\"id\":\"b\"}"));
    CommandRun ran = CommandRun.run("predict", "--format", "json", "--input", input.toString());
    assertEquals(2, ran.status());
    assertEquals(2, ran.out().lines().count());
    assertTrue(ran.err().contains("line 2"), ran.err());
  }

  @Test
  void invalidUtf8IsReported() throws IOException {
    Path input = folder.resolve("in.txt");
    Files.write(input, new byte[] {'o', 'k', '\n', (byte) 0xC3, '\n'});
    CommandRun ran = CommandRun.run("predict", "--input", input.toString());
    assertEquals(2, ran.status());
    assertTrue(ran.err().contains("line 2: the line is not valid UTF-8"), ran.err());
    assertEquals(1, ran.out().lines().count());
  }

  @Test
  void conversionIsDeterministicAndEveryFlippedByteIsNoticed() throws IOException {
    Path source = SHARED.resolve("golden/bert");
    assumeTrue(Files.isDirectory(source), "no reference data at " + source);
    Path first = folder.resolve("a.mekiki");
    Path second = folder.resolve("b.mekiki");
    assertEquals(
        0,
        CommandRun.run("convert", source.toString(), first.toString(), "--dtype", "bf16").status());
    assertEquals(
        0,
        CommandRun.run("convert", source.toString(), second.toString(), "--dtype", "bf16")
            .status());
    byte[] bytes = Files.readAllBytes(first);
    assertArrayEquals(bytes, Files.readAllBytes(second));
    assertEquals(0, CommandRun.run("inspect", first.toString()).status());
    assertEquals(0, CommandRun.run("predict", "--model", first.toString(), "fine").status());
    for (int at = 0; at < bytes.length; at += 1009) {
      bytes[at] ^= 1;
      Files.write(second, bytes);
      assertEquals(2, CommandRun.run("inspect", second.toString()).status(), "byte " + at);
      bytes[at] ^= 1;
    }
    Files.write(second, java.util.Arrays.copyOf(bytes, bytes.length - 1));
    CommandRun.refused("damaged", "predict", "--model", second.toString(), "fine");
    try (var files = Files.list(folder)) {
      assertEquals(2, files.count(), "no partial file stays");
    }
  }

  @Test
  void safetensorsVerdictsEqualTheSpecification() throws IOException {
    Path cases = SHARED.resolve("safetensors-cases");
    assumeTrue(Files.isDirectory(cases), "no reference data at " + cases);
    int checked = 0;
    for (String line : Files.readAllLines(cases.resolve("MANIFEST.tsv"))) {
      String[] fields = line.split("\t", -1);
      Path file = cases.resolve(fields[0] + ".safetensors");
      if (Files.exists(file)) {
        CommandRun ran = CommandRun.run("inspect", file.toString());
        assertEquals(fields[1].equals("accept") ? 0 : 2, ran.status(), fields[0] + ran.err());
        checked++;
      }
    }
    assertTrue(checked > 30, "only " + checked + " cases were found");
  }
}
