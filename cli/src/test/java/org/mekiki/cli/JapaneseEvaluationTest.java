package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mekiki.cli.CommandRun.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evaluations and questionnaires in Japanese. */
final class JapaneseEvaluationTest {
  private static final Pattern SCRIPTS = Pattern.compile("(?s)<(script|style)[^>]*>.*?</\\1>");
  private static final Pattern TAGS = Pattern.compile("<[^>]*>");
  private static final Pattern ENGLISH = Pattern.compile("[a-z]{2,} [a-z]{2,} [a-z]{2,}");

  @TempDir private Path folder;

  private Path data() throws IOException {
    return Files.writeString(
        folder.resolve("films.tsv"),
        "sentence\tlabel\nwarm ,\t1\ndull ,\t0\nfunny !\t1\nlifeless ,\t0\n");
  }

  private static List<String> english(String text) {
    return Stream.of(TAGS.split(SCRIPTS.matcher(text).replaceAll("")))
        .flatMap(String::lines)
        .filter(line -> ENGLISH.matcher(line).find())
        .toList();
  }

  private CommandRun evaluate(String language, String output) throws IOException {
    return run(
        "evaluate",
        "--data",
        data().toString(),
        "--methods",
        "sig-exact,ig,deletion",
        "--metrics",
        "comprehensiveness,deletion,insertion,soft-comprehensiveness",
        "--examine",
        "faithfulness,stability",
        "--lang",
        language,
        "--output",
        folder.resolve(output).toString());
  }

  @Test
  void anEvaluationIsJapaneseInEveryFormThatPeopleRead() throws IOException {
    CommandRun ran = evaluate("ja", "ja");
    assertEquals(0, ran.status(), ran.err());
    assertEquals(List.of(), english(ran.out()));
    evaluate("en", "en");
    for (String name : List.of("evaluation.html", "evaluation.md")) {
      assertEquals(List.of(), english(Files.readString(folder.resolve("ja").resolve(name))), name);
      assertFalse(english(Files.readString(folder.resolve("en").resolve(name))).isEmpty());
    }
    for (String name : List.of("evaluation.csv", "evaluation.json")) {
      assertEquals(
          Files.readString(folder.resolve("en").resolve(name)),
          Files.readString(folder.resolve("ja").resolve(name)));
    }
    assertTrue(
        Files.readString(folder.resolve("ja").resolve("evaluation.html"))
            .contains("<html lang=\"ja\">"));
  }

  @Test
  void aQuestionnaireIsJapaneseAndItsKeyIsNot() throws IOException {
    for (String language : List.of("en", "ja")) {
      CommandRun ran =
          run(
              "study",
              "make",
              "--data",
              data().toString(),
              "--methods",
              "sig,ig",
              "--lang",
              language,
              "--output",
              folder.resolve(language + ".html").toString());
      assertEquals(0, ran.status(), ran.err());
    }
    String page = Files.readString(folder.resolve("ja.html"));
    assertTrue(page.contains("どちらの印が"), page);
    assertEquals(List.of(), english(page));
    assertFalse(page.contains("⟦"), "all places are filled");
    assertFalse(Files.readString(folder.resolve("en.html")).contains("⟦"));
    assertEquals(
        Files.readString(folder.resolve("en.html.key.json")),
        Files.readString(folder.resolve("ja.html.key.json")));
  }
}
