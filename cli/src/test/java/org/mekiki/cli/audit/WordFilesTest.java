package org.mekiki.cli.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mekiki.cli.audit.count.Place;
import org.mekiki.cli.audit.count.Rule;
import org.mekiki.cli.data.DataException;
import org.mekiki.cli.data.SectionFile;

/** Files of probes and of rules that people write. */
final class WordFilesTest {
  private static SectionFile file(String... lines) {
    return SectionFile.parse("f.txt", String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  private static Probes probes(String... lines) {
    return Probes.of(file(lines));
  }

  private static List<RuleFile.Written> rules(String... lines) {
    return RuleFile.of(file(lines), List.of("bad", "good"));
  }

  private static void refused(String words, Runnable reading) {
    var e = assertThrows(DataException.class, reading::run);
    assertTrue(e.getMessage().contains(words), e.getMessage());
  }

  @Test
  void linesWithSlashesAreSwappedBothWays() {
    Probes found = probes("\ufeff# remark", "[gender]", "he / she", "a / b / c", "person");
    assertEquals(
        List.of("he → she", "she → he", "a → b", "a → c", "b → a", "b → c", "c → a", "c → b"),
        found.swaps().stream().map(Probes.Swap::name).toList(),
        "a word alone is only watched, and a line of three has no left and right");
    assertEquals(List.of("he", "she", "a", "b", "c", "person"), found.sets().getFirst().words());
  }

  @Test
  void pairsOfASectionAreSwappedTogetherToo() {
    Probes found = probes("[g]", "he / she", "his / her", "him / her", "[places]", "a / b / c");
    List<String> names = found.swaps().stream().map(Probes.Swap::name).toList();
    assertTrue(names.contains("all: left → right"), names.toString());
    Probes.Swap back =
        found.swaps().stream().filter(s -> s.name().equals("all: right → left")).findFirst().get();
    assertEquals(
        "he saw his cat", back.substitution().in("she saw her cat", 0).orElseThrow().text());
    assertEquals(6, found.swaps().stream().filter(s -> s.set().equals("places")).count());
  }

  @Test
  void theEmbeddedProbesCanBeRead() throws IOException {
    assertTrue(Probes.embedded().swaps().size() > 50);
  }

  @Test
  void badProbesAreToldWithTheirLine() {
    refused("line 1: a section must begin before this line", () -> probes("he / she"));
    refused("line 2: a word is missing next to a slash", () -> probes("[g]", "he /"));
    refused("line 2: a word is replaced by itself", () -> probes("[g]", "he / he"));
    refused("line 1: the section [g] is empty", () -> probes("[g]"));
    refused("line 3: there are two sections [g]", () -> probes("[g]", "a", "[g]"));
    refused("line 1: a section begins", () -> probes("[g"));
    var many = new StringBuilder("[g]\n");
    for (int i = 0; i < 50; i++) {
      many.append(i == 0 ? "" : " / ").append("w").append(i);
    }
    refused("2450 substitutions; at most 2000 are allowed", () -> probes(many.toString()));
    assertThrows(
        DataException.class, () -> SectionFile.parse("f", new byte[] {(byte) 0xFF, (byte) 0xFE}));
  }

  @Test
  void rulesSayWhatTheyMean() {
    RuleFile.Written written =
        rules(
                "[no names]",
                "words: Smith, new york",
                "words: Jones",
                "pattern: room \\d+",
                "class: good",
                "max-share: 12.5 %",
                "max-mean-share: 0.02",
                "top: 3",
                "side: either",
                "allow: 1 %",
                "reason: Names",
                "reason: are no reasons.")
            .getFirst();
    Rule rule = written.rule();
    assertEquals(0.125, rule.limits().share().getAsDouble());
    assertEquals(0.02, rule.limits().meanShare().getAsDouble());
    assertEquals(3, rule.limits().top());
    assertTrue(rule.limits().either());
    assertTrue(rule.isAbout(1));
    assertFalse(rule.isAbout(0));
    assertEquals(new Rule.Allowance(0.01, true), rule.allowed());
    assertEquals("Names are no reasons.", written.reason());
    assertEquals(
        List.of(new Place(0, 0, 5), new Place(0, 9, 17), new Place(0, 21, 28)),
        rule.words().apply("SMITH in New York or Room 12, not Smithson"));
  }

  /** Texts and rules may come from strangers: java.util.regex would need years, or its stack. */
  @Test
  void patternsTakeTimeInProportionToTheText() {
    String text = "a".repeat(100_000);
    for (String pattern : List.of("(a+)+b", "(a|aa)*c", "a++b", "(?:a|a)+$x", "(a*)*b")) {
      Rule rule = rules("[r]", "pattern: " + pattern, "top: 1").getFirst().rule();
      assertEquals(List.of(), rule.words().apply(text), pattern);
    }
    Rule rule = rules("[r]", "pattern: (?<=\\s)É\\p{L}+", "top: 1").getFirst().rule();
    assertEquals(List.of(new Place(0, 3, 7)), rule.words().apply("😀 étés"));
  }

  @Test
  void badRulesAreToldWithTheirLine() {
    refused("holds no rule", () -> rules("# nothing"));
    refused("line 1: the rule [r] needs words or a pattern", () -> rules("[r]", "top: 1"));
    refused("line 1: the rule [r] needs a limit", () -> rules("[r]", "words: a"));
    refused("line 2: a line of a rule has the form", () -> rules("[r]", "no colon"));
    refused(
        "line 2: a rule knows no \"word\" (did you mean \"words\"?); it knows words, pattern",
        () -> rules("[r]", "word: a"));
    refused(
        "line 2: the model has no class \"ugly\"; it has bad, good",
        () -> rules("[r]", "class: ugly"));
    refused("line 2: the pattern is not a regular expression", () -> rules("[r]", "pattern: ("));
    refused(
        "line 2: the pattern is not a regular expression that can be run",
        () -> rules("[r]", "pattern: ((a{1000}){1000}){1000}"));
    refused("line 2: the pattern", () -> rules("[r]", "pattern: (a)\\1"));
    refused("line 2: a share is written as 0.1 or 10 %", () -> rules("[r]", "max-share: 2"));
    refused("line 2: a share is written as 0.1 or 10 %", () -> rules("[r]", "max-share: much"));
    refused("line 2: top takes a number", () -> rules("[r]", "top: 0"));
    refused("line 2: side is for or either", () -> rules("[r]", "side: against"));
    refused("line 2: allow takes a number", () -> rules("[r]", "allow: some"));
  }
}
