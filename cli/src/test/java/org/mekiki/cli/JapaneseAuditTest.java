package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mekiki.cli.CommandRun.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An audit in Japanese says everything in Japanese, and stores the same. */
final class JapaneseAuditTest {
  private static final Pattern TAGS = Pattern.compile("<[^>]*>");
  private static final Pattern SCRIPTS = Pattern.compile("(?s)<(script|style)[^>]*>.*?</\\1>");
  private static final Pattern SPOKEN = Pattern.compile("(?:title|aria-label)=\"([^\"]*)\"");
  private static final Pattern ENGLISH = Pattern.compile("[a-z]{2,} [a-z]{2,} [a-z]{2,}");

  @TempDir private Path folder;

  private CommandRun audit(String language, String output, String... more) throws IOException {
    var content = new StringBuilder("text,label,period\n");
    String[] texts = {"a good film", "a bad film", "fun and good , really", "dull , he said"};
    for (int i = 0; i < 48; i++) {
      String label = i % 7 == 0 ? "negative" : i % 2 == 0 ? "positive" : "negative";
      content.append("\"%s\",%s,%d%n".formatted(texts[i % 4], label, 2024 + i / 4 % 2));
    }
    Path data = folder.resolve("films.csv");
    Files.writeString(data, content);
    Path rules =
        Files.writeString(
            folder.resolve("rules.txt"),
            """
            [people]
            words: dull, bad
            side: either
            max-share: 0 %
            max-mean-share: 10 %
            top: 1
            class: any
            """);
    var args =
        new ArrayList<String>(
            List.of(
                "audit",
                "--data",
                data.toString(),
                "--group-column",
                "period",
                "--rules",
                rules.toString(),
                "--counterfactual",
                "2",
                "--lang",
                language,
                "--output",
                folder.resolve(output).toString()));
    args.addAll(List.of(more));
    return run(args.toArray(String[]::new));
  }

  @Test
  void everythingOnThePageIsJapanese() throws IOException {
    CommandRun ran = audit("ja", "ja");
    assertTrue(ran.out().contains("文章 48 件："), ran.out());
    assertEquals(3, ran.status(), "a rule is broken: " + ran.err());
    String page = Files.readString(folder.resolve("ja").resolve("audit.html"));
    assertTrue(page.contains("<html lang=\"ja\">"));
    String body = SCRIPTS.matcher(page).replaceAll("");
    var said = new ArrayList<String>();
    SPOKEN.matcher(body).results().forEach(found -> said.add(found.group(1)));
    said.addAll(List.of(TAGS.split(body)));
    Set<String> data = Set.of("a good film", "a bad film", "fun and good , really", "fun and good");
    assertEquals(
        List.of(),
        said.stream()
            .filter(text -> ENGLISH.matcher(text).find())
            .filter(text -> data.stream().noneMatch(text.strip()::contains))
            .toList());
  }

  /** Formats for programs know one language. */
  @Test
  void whatProgramsReadIsTheSameInEveryLanguage() throws IOException {
    audit("ja", "ja");
    audit("en", "en");
    try (Stream<Path> files = Files.list(folder.resolve("en"))) {
      for (Path file : files.toList()) {
        if (!file.toString().endsWith(".html")) {
          assertEquals(
              Files.readString(file),
              Files.readString(folder.resolve("ja").resolve(file.getFileName())),
              file.toString());
        }
      }
    }
  }
}
