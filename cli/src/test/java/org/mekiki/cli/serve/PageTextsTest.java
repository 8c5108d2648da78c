package org.mekiki.cli.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The served page's texts: the same in both languages, in the words of the glossary. */
final class PageTextsTest {
  private static final Pattern TEXT = Pattern.compile("(?m)^    \"?([\\w-]+)\"?: \"(.*)\",$");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| ([^|]*?) *\\| ([^|]*?) *\\| ([^|]*?) *\\| ([^|]*?) *\\|$");
  private static final Pattern FILLED = Pattern.compile("%(?:([1-9])\\$)?s");

  /** A thing, what it is called, and what it is not called. */
  private record Term(List<String> names, List<String> rejected) {}

  private static Map<String, String> texts(String language) throws IOException {
    try (var in = PageTextsTest.class.getResourceAsStream("/org/mekiki/cli/page/texts.js")) {
      String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      String own = all.substring(all.indexOf("  " + language + ": {"));
      var texts = new LinkedHashMap<String, String>();
      TEXT.matcher(own.substring(0, own.indexOf("\n  },")))
          .results()
          .forEach(each -> texts.put(each.group(1), each.group(2)));
      assertTrue(texts.size() > 50, "found " + texts.size());
      return texts;
    }
  }

  /** The terms of the glossary's table; of English at 1, of Japanese at 3. */
  private static List<Term> terms(int column) throws IOException {
    String document = Files.readString(Path.of("..", "docs", "glossary.md"));
    int begin = document.indexOf("## In both languages");
    String part = document.substring(begin, document.indexOf("\n## ", begin));
    List<Term> terms =
        ROW.matcher(part)
            .results()
            .filter(row -> !row.group(1).equals("English"))
            .map(row -> new Term(split(row.group(column)), split(row.group(column + 1))))
            .toList();
    assertTrue(terms.size() > 10, "found " + terms.size());
    return terms;
  }

  private static List<String> split(String cell) {
    return Stream.of(cell.split(", ", -1)).filter(each -> !each.isBlank()).toList();
  }

  private static boolean holds(String language, String text, String term) {
    return language.equals("ja")
        ? text.contains(term)
        : Pattern.compile("\\b" + term + "(s|ed)?\\b")
            .matcher(text.toLowerCase(Locale.ROOT))
            .find();
  }

  private static List<String> wrong(String language, List<Term> terms, Map<String, String> texts) {
    var wrong = new ArrayList<String>();
    for (Term term : terms) {
      for (String name : term.names()) {
        if (texts.values().stream().noneMatch(text -> holds(language, text, name))) {
          wrong.add(name + " is nowhere");
        }
      }
      for (String name : term.rejected()) {
        texts.forEach(
            (key, text) -> {
              if (holds(language, text, name)) {
                wrong.add(key + " says " + name);
              }
            });
      }
    }
    return wrong;
  }

  @Test
  void theWordsAreThoseOfTheGlossary() throws IOException {
    assertEquals(List.of(), wrong("en", terms(1), texts("en")));
    assertEquals(List.of(), wrong("ja", terms(3), texts("ja")));
  }

  /** That this test finds what it is for. */
  @Test
  void anotherWordIsFound() throws IOException {
    Map<String, String> texts = texts("ja");
    texts.replaceAll((_, text) -> text.replace("スコア", "点数"));
    assertTrue(wrong("ja", terms(3), texts).contains("スコア is nowhere"));
    assertTrue(wrong("ja", terms(3), texts).contains("caution says 点数"));
    Map<String, String> english = texts("en");
    english.put("more", "the impacts");
    assertEquals(List.of("more says impact"), wrong("en", terms(1), english));
  }

  @Test
  void eachLanguageHasEveryTextWithTheSameGaps() throws IOException {
    Map<String, String> english = texts("en");
    Map<String, String> japanese = texts("ja");
    assertEquals(List.copyOf(english.keySet()), List.copyOf(japanese.keySet()));
    english.forEach((key, text) -> assertEquals(gaps(text), gaps(japanese.get(key)), key));
  }

  /** The numbers of what is filled in, in order. */
  private static List<Integer> gaps(String text) {
    List<MatchResult> found = FILLED.matcher(text).results().toList();
    var gaps = new ArrayList<Integer>();
    for (int i = 0; i < found.size(); i++) {
      String number = found.get(i).group(1);
      gaps.add(number == null ? i + 1 : Integer.parseInt(number));
    }
    return gaps.stream().sorted().toList();
  }

  @Test
  void japaneseHasItsOwnSigns() throws IOException {
    texts("ja")
        .forEach(
            (key, text) -> {
              assertTrue(!text.matches(".*[():;·].*"), key + " has half-width signs: " + text);
              assertTrue(
                  !text.matches(".* %([^1-9s].*|$)"), key + " has a space before %: " + text);
            });
  }
}
