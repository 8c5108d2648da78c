package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Directories of the kinds that public bug reports tell of, on the command line. */
final class PitfallDirectoriesTest {
  private static final Path CASES = Path.of(System.getProperty("mekiki.shared", "absent"), "cases");

  private static String model(String name) {
    Path directory = CASES.resolve(name);
    assumeTrue(Files.isDirectory(directory), "no reference data at " + directory);
    return directory.toString();
  }

  private static CommandRun ran(String... args) {
    CommandRun ran = CommandRun.run(args);
    assertEquals(0, ran.status(), ran.err());
    return ran;
  }

  /** The reference library's logits. */
  @Test
  void positionsCountNoPadding() {
    double[] right = {0.157826, -0.120872, -0.748774};
    String out =
        ran(
                "predict",
                "--model",
                model("roberta-pad-in-text/model"),
                "--format",
                "json",
                "a <pad> film")
            .out();
    JsonNode logits = JsonMapper.builder().build().readTree(out).path("prediction").path("logits");
    for (int i = 0; i < right.length; i++) {
      assertEquals(right[i], logits.path(i).asDouble(), 2e-6, out);
    }
  }

  @Test
  void entitiesOfOtherSchemesAreWhole() {
    String out =
        ran(
                "predict",
                "--model",
                model("ner-schemes/bioes"),
                "--entities",
                "John Smith works at the United Nations in New York City")
            .out();
    for (String entity :
        new String[] {"John Smith  PER", "United Nations  ORG", "New York City  LOC"}) {
      assertTrue(out.contains(entity), out);
    }
  }

  @Test
  void declaredTokensAreWholeAndOptionsAreHeard() {
    String special =
        ran(
                "tokenize",
                "--model",
                model("special-tokens-only-declared/in-vocabulary"),
                "[E1] funny [/E1] film")
            .out();
    assertTrue(special.contains("[E1]") && special.contains("[/E1]"), special);
    CommandRun cased =
        ran("tokenize", "--model", model("lowercase-no-class/bert"), "A warm, funny film!");
    assertTrue(cased.out().contains("[UNK]"), cased.out());
    assertTrue(cased.err().contains("the class is followed"), cased.err());
  }
}
