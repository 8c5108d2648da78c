package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A text that the model cannot read, or read to its end, is never explained as if it could. */
final class UnreadTextsTest {
  private static final String UNREAD = "a \u2603\u2603\u2603 film";
  private static final String ALL = "1 of 3 tokens (33.3 %) are unknown to the model";
  @TempDir private Path folder;

  private static String out(String... args) {
    CommandRun ran = CommandRun.run(args);
    assertEquals(0, ran.status(), ran.err());
    return ran.out();
  }

  private static JsonNode json(String... args) {
    return JsonMapper.builder().build().readTree(out(args));
  }

  @Test
  void unknownTokensAreToldAboveTheResult() {
    String explained = out("explain", "--method", "sig-exact", UNREAD);
    assertTrue(explained.contains(ALL), explained);
    assertTrue(explained.indexOf(ALL) < explained.indexOf("prediction:"), explained);
    assertTrue(explained.contains("\u2603\u2603\u2603 (unknown)"), explained);
    assertTrue(out("predict", UNREAD).startsWith(ALL));
    assertTrue(
        out("predict", "\u2603 \u2603").startsWith("the model can read nothing of this text"));
    for (String command : List.of("explain", "predict")) {
      assertFalse(out(command, "a warm film").contains("unknown"));
      assertFalse(out(command, "--format", "json", "a warm film").contains("unknown"));
    }
  }

  @Test
  void recordsNameThem() {
    JsonNode explained = json("explain", "--format", "json", "--method", "sig-exact", UNREAD);
    assertEquals("{\"tokens\":1,\"of\":3}", explained.path("unknown").toString());
    assertTrue(explained.path("words").path(1).path("unknown").asBoolean(false));
    assertTrue(explained.path("tokens").path(2).path("unknown").asBoolean(false));
    assertTrue(explained.path("words").path(0).path("unknown").isMissingNode());
    JsonNode predicted = json("predict", "--format", "json", UNREAD);
    assertEquals(explained.path("unknown"), predicted.path("unknown"));
  }

  @Test
  void theCutIsInEveryOutput() {
    String[] cut = {"--max-length", "4", "a warm and funny film"};
    String sentence = "the text was cut: 4 of its 7 tokens were read";
    for (String command : List.of("explain", "predict")) {
      String out = out(command, cut[0], cut[1], cut[2]);
      assertTrue(out.contains(sentence), out);
      assertEquals(
          "{\"tokens\":4,\"of\":7}",
          json(command, "--format", "json", cut[0], cut[1], cut[2]).path("truncated").toString());
    }
    String page = out("explain", "--format", "html", cut[0], cut[1], cut[2]);
    assertTrue(page.contains(">" + sentence), page);
  }

  @Test
  void thePageMarksThem() {
    String page = out("explain", "--format", "html", "--method", "sig-exact,occlusion", UNREAD);
    assertTrue(page.contains(">" + ALL), page);
    assertTrue(page.contains(" unknown\" role=\"img\""), page);
    assertFalse(out("explain", "--format", "html", "a film").contains(" unknown\" role"));
  }

  @Test
  void anEvaluationTellsThem() throws IOException {
    Path data = Files.writeString(folder.resolve("e.csv"), "text\n" + UNREAD + "\na film\n");
    CommandRun ran =
        CommandRun.run(
            "evaluate", "--data", data.toString(), "--methods", "sig-exact", "--format", "json");
    String sentence = "1 of 2 texts contain words that the model cannot read";
    assertTrue(ran.err().contains(sentence), ran.err());
    assertTrue(ran.out().contains("\"unknown words\":\"" + sentence + "\""), ran.out());
  }

  @Test
  void anAuditCountsThem() throws IOException {
    Path data = Files.writeString(folder.resolve("a.csv"), "text\n" + UNREAD + "\na film\n");
    String output = folder.resolve("out").toString();
    String out = out("audit", "--data", data.toString(), "--output", output);
    assertTrue(out.contains("1 contain words that the model cannot read"), out);
    String audit = Files.readString(folder.resolve("out/audit.json"));
    assertTrue(
        audit.contains("\"with_unknown_tokens\" : 1")
            || audit.contains("\"with_unknown_tokens\":1"));
    assertTrue(audit.contains("1 texts contain words that are not in the model's vocabulary"));
  }
}
