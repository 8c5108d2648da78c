package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.mekiki.cli.record.Records;
import tools.jackson.databind.JsonNode;

/** Where a model's time goes, as {@code doctor} has it from the flight recorder. */
@Isolated("the flight recorder sees the whole Java machine")
final class DoctorProfileTest {
  @Test
  void theProfileCountsWhatTheModelDid() throws Exception {
    CommandRun ran = CommandRun.run("doctor", "--profile", "--seconds", "0.2", "--format", "json");
    assertEquals(0, ran.status(), ran.err());
    JsonNode profile = Records.parse(ran.out()).orElseThrow().path("profile");
    assertTrue(profile.path("load").path("ms").asDouble() > 0, ran.out());
    JsonNode encode = profile.path("encode");
    long texts = encode.path("texts").asLong();
    // Texts of 3 to 21 words, with their beginning and end: at least a token a word.
    assertTrue(texts >= 32 && encode.path("rows").asLong() > 5 * texts, ran.out());
    assertTrue(encode.path("batches").asLong() < texts, "texts of one length go together");
    JsonNode explain = profile.path("explain");
    assertEquals(21, explain.path("words").asInt());
    assertTrue(explain.path("passes").asLong() > 21 * explain.path("explanations").asLong());
  }

  @Test
  void theProfileIsToldInWordsToo() {
    CommandRun ran = CommandRun.run("doctor", "--profile", "--seconds", "0.1");
    assertEquals(0, ran.status(), ran.err());
    String english = ran.out();
    assertTrue(english.contains("\nencode      "), english);
    assertTrue(english.contains(" rows a second and thread; "), english);
    String japanese =
        CommandRun.run("doctor", "--profile", "--seconds", "0.1", "--lang", "ja").out();
    assertTrue(japanese.contains("1 スレッドで毎秒 "), japanese);
    assertTrue(japanese.contains(" ms（検査と並べ替えを含む）"), japanese);
  }

  @Test
  void withoutBeingAskedNothingIsProfiled() {
    String out = CommandRun.run("doctor", "--seconds", "0.1", "--format", "json").out();
    assertEquals(-1, out.indexOf("profile"), out);
  }
}
