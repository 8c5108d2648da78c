package org.mekiki.cli.wording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** All Japanese sentences have the glossary's terms for the same things. */
final class GlossaryTest {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| ([^|]+) \\| ([^|]*)\\| ([^|]*)\\|(?: ([^|]*)\\|)?$");

  /** A word of which part looks like a rejected one. */
  private static final String NODES = "分点数";

  private static List<String> split(String cell) {
    return Stream.of(cell.strip().split(", ", -1)).filter(each -> !each.isBlank()).toList();
  }

  /** Terms with what they are not called, of the tables from a heading on. */
  private static Map<List<String>, List<String>> terms(String heading) throws IOException {
    String document = Files.readString(Path.of("..", "docs", "glossary.md"));
    int begin = document.indexOf(heading);
    int end = document.indexOf("\n## ", begin);
    var terms = new LinkedHashMap<List<String>, List<String>>();
    ROW.matcher(document.substring(begin, end < 0 ? document.length() : end))
        .results()
        .filter(row -> !row.group(1).matches("English|-+"))
        .forEach(
            row -> {
              boolean both = row.group(4) != null;
              terms.put(split(row.group(both ? 3 : 2)), split(row.group(both ? 4 : 3)));
            });
    assertTrue(terms.size() > 10, heading + " has " + terms.size());
    return terms;
  }

  private static List<String> sentences() throws IOException {
    var all = new ArrayList<String>();
    Catalogue.FILES.forEach(file -> all.addAll(Catalogue.read("ja", file).values()));
    Path report = Path.of("..", "report", "src", "main", "resources", "org", "mekiki", "report");
    all.addAll(Files.readAllLines(report.resolve("texts_ja.properties")));
    Path cli = Path.of("src", "main", "resources", "org", "mekiki", "cli");
    all.addAll(Files.readAllLines(cli.resolve("web").resolve("problems_ja.properties")));
    return all.stream().map(line -> line.replace(NODES, "分点")).toList();
  }

  private static List<String> wrong(List<String> sentences) throws IOException {
    var terms = new LinkedHashMap<>(terms("## In both languages"));
    terms.putAll(terms("## Japanese, further"));
    var wrong = new ArrayList<String>();
    terms.forEach(
        (names, rejected) -> {
          for (String name : names) {
            if (sentences.stream().noneMatch(each -> each.contains(name))) {
              wrong.add(name + " is nowhere");
            }
          }
          for (String name : rejected) {
            sentences.stream()
                .filter(each -> each.contains(name))
                .forEach(each -> wrong.add(name + ": " + each));
          }
        });
    return wrong;
  }

  @Test
  void oneThingHasOneName() throws IOException {
    assertEquals(List.of(), wrong(sentences()));
  }

  /** That this test finds what it is for. */
  @Test
  void anotherNameIsFound() throws IOException {
    var sentences = new ArrayList<>(sentences());
    sentences.add("言葉の重要度");
    assertEquals(List.of("重要度: 言葉の重要度"), wrong(sentences));
    sentences.removeIf(each -> each.contains("依存度"));
    assertTrue(wrong(sentences).contains("依存度 is nowhere"));
  }

  /** Full-width signs, and no space before a percent sign. */
  @Test
  void sentencesHaveJapaneseSigns() {
    for (String file : List.of("audit", "evaluate", "study", "terminal", "told")) {
      Catalogue.read("ja", file)
          .values()
          .forEach(
              text -> {
                String plain =
                    text.replaceAll("[A-Za-z][A-Za-z0-9 .,;:'()-]*", "").replaceAll("<[^>]*>", "");
                assertTrue(!plain.matches(".*[();].*"), file + " has half-width signs: " + text);
                assertTrue(!text.matches(".* %%.*"), file + " has a space before %: " + text);
              });
    }
  }
}
