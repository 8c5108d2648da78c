package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The Japanese model that the repository holds, and what the worked example prints with it. */
final class JapaneseExampleTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path EXAMPLE = ROOT.resolve("docs/examples/ja");
  private static final String MODEL = EXAMPLE.resolve("support-desk.mekiki").toString();
  private static final String PRAISE = "この商品はとても使いやすい";

  /** A command of the worked example with what it prints. */
  private static final Pattern SHOWN =
      Pattern.compile("(?s)```\\n\\$ \\./mekiki ([^\\n]+)\\n(.*?)```");

  private static final Pattern ARGUMENT = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  @TempDir private Path folder;

  @Test
  void praiseIsExplainedByItsWords() {
    CommandRun ran = CommandRun.run("explain", "--model", MODEL, "--format", "json", PRAISE);
    assertEquals(0, ran.status(), ran.err());
    JsonNode record = JsonMapper.shared().readTree(ran.out());
    assertEquals("好意", record.path("target").path("label").asString());
    List<JsonNode> words = StreamSupport.stream(record.path("words").spliterator(), false).toList();
    assertEquals(
        List.of("この", "商品", "は", "とても", "使い", "やすい"),
        words.stream().map(word -> word.path("text").asString()).toList());
    for (JsonNode word : words) {
      assertEquals(
          word.path("text").asString(),
          PRAISE.substring(word.path("start").asInt(), word.path("end").asInt()));
    }
    List<String> leading =
        words.stream()
            .sorted(Comparator.comparingDouble(word -> -word.path("score").asDouble()))
            .limit(4)
            .map(word -> word.path("text").asString())
            .toList();
    assertEquals("やすい", leading.getFirst());
    assertTrue(leading.contains("使い"), leading.toString());
  }

  @Test
  void theJapaneseReadmeShowsWhatIsPrinted() throws IOException {
    CommandRun ran = CommandRun.run("explain", "--lang", "ja", "--model", MODEL, PRAISE);
    String readme = Files.readString(ROOT.resolve("README.ja.md"));
    assertTrue(withoutErrors(readme).contains(withoutErrors(ran.out())), ran.out());
  }

  /** Negation and concession turn what the words alone would say. */
  @Test
  void whatTheSentenceSaysDecides() {
    assertEquals("不満", answer("この商品はまったく使いやすくない。"));
    assertEquals("好意", answer("高いが、とても使いやすい。"));
    assertEquals("不満", answer("デザインは良いが、すぐ壊れた。"));
    assertEquals("問い合わせ", answer("返品の方法を教えてください。"));
  }

  private static String answer(String text) {
    CommandRun ran = CommandRun.run("predict", "--model", MODEL, "--format", "json", text);
    assertEquals(0, ran.status(), ran.err());
    JsonNode prediction = JsonMapper.shared().readTree(ran.out()).path("prediction");
    int best = 0;
    for (int i = 1; i < prediction.path("logits").size(); i++) {
      if (logit(prediction, i) > logit(prediction, best)) {
        best = i;
      }
    }
    return prediction.path("labels").path(best).asString();
  }

  private static double logit(JsonNode prediction, int i) {
    return prediction.path("logits").path(i).asDouble();
  }

  /** Commands that train are shown without output, and take too long here. */
  @Test
  void theWorkedExampleShowsWhatIsPrinted() throws IOException {
    String document = Files.readString(EXAMPLE.resolve("README.md"));
    int audits = 0;
    int explained = 0;
    List<MatchResult> shown = SHOWN.matcher(document).results().toList();
    assertFalse(shown.isEmpty());
    for (MatchResult command : shown) {
      List<String> arguments = arguments(command.group(1));
      CommandRun ran = CommandRun.run(arguments.toArray(String[]::new));
      assertTrue(ran.status() == 0 || ran.status() == 3, ran.err());
      String out = ran.out().replace(folder.toString() + "/", "");
      assertEquals(withoutErrors(command.group(2)), withoutErrors(out), command.group(1));
      audits += arguments.getFirst().equals("audit") ? 1 : 0;
      explained += arguments.getFirst().equals("explain") ? 1 : 0;
    }
    assertTrue(audits > 0 && explained > 0, audits + " audits, " + explained + " explanations");
  }

  /** As a shell would cut them; files of the repository are found from here, and others made. */
  private List<String> arguments(String line) {
    var arguments = new ArrayList<String>();
    Matcher matcher = ARGUMENT.matcher(line);
    while (matcher.find()) {
      String argument = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
      if (argument.startsWith("docs/")) {
        argument = ROOT.resolve(argument).toString();
      } else if (argument.startsWith("out/")) {
        argument = folder.resolve(argument).toString();
      }
      arguments.add(argument);
    }
    return arguments;
  }

  /** Errors of integration are differences of nearly equal numbers: their digits vary by kernel. */
  private static String withoutErrors(String page) {
    return page.replaceAll("[±<] 0\\.\\d+|スコアの [0-9.]+%|平均 [0-9.]+ 分点", "").strip();
  }
}
