package org.mekiki.cli.audit.count;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Words of lists in texts: found, put in each other's place, and ruled out. */
final class WordsTest {
  private static List<String> found(String text, String... words) {
    return new WordMatcher(List.of(words))
        .find(text).stream()
            .map(match -> text.substring(match.start(), match.end()) + "@" + match.start())
            .toList();
  }

  @Test
  void wholeWordsAreFoundInAnyCase() {
    assertEquals(List.of("He@0", "HE@14"), found("He, the other HE; she, hero, ache", "he"));
    assertEquals(List.of("he@0"), found("he's", "he"));
    assertEquals(List.of(), found("he_2 he2 2he", "he"));
    assertEquals(
        List.of(), found("caf\u00e9s cafe\u0301", "cafe", "caf\u00e9"), "marks belong to it");
    assertEquals(List.of("New  York@3"), found("In New  York", "york", "new york"));
    assertEquals(List.of("C++@0"), found("C++, C", "c++"));
    assertEquals(List.of("straße@0", "STRASSE@7"), found("straße STRASSE", "straße", "strasse"));
  }

  @Test
  void scriptsWithoutSpacesHaveNoBoundaries() {
    assertEquals(List.of("彼女@0", "彼@4"), found("彼女は、彼の", "彼", "彼女"));
  }

  @Test
  void listsNeedWords() {
    assertThrows(IllegalArgumentException.class, () -> new WordMatcher(List.of()));
    assertThrows(IllegalArgumentException.class, () -> new WordMatcher(List.of("a", " ")));
  }

  private static Substitution.Substituted swapped(Map<String, String> words, String text) {
    return new Substitution(words).in(text, 0).orElseThrow();
  }

  @Test
  void substitutionsKeepTheCaseAndKnowTheirPlaces() {
    var found = swapped(Map.of("he", "she"), "He said HE; he.");
    assertEquals("She said SHE; she.", found.text());
    assertEquals(
        List.of(new Place(0, 0, 2), new Place(0, 8, 10), new Place(0, 12, 14)), found.before());
    for (Place place : found.after()) {
      assertEquals(
          "she",
          found.text().substring(place.start(), place.end()).toLowerCase(java.util.Locale.ROOT));
    }
    assertEquals("Tokyo", swapped(Map.of("New York", "Tokyo"), "New York").text());
    assertEquals("tokyo", swapped(Map.of("New York", "Tokyo"), "new york").text());
    assertEquals("Ein McKay", swapped(Map.of("Smith", "McKay"), "Ein Smith").text());
    assertEquals("You", swapped(Map.of("i", "you"), "I").text(), "one letter is no shouting");
    assertEquals("😀 A 😀", swapped(Map.of("b", "a"), "😀 B 😀").text());
    assertTrue(new Substitution(Map.of("he", "she")).in("the hero", 0).isEmpty());
  }

  @Test
  void severalWordsChangeAtOnce() {
    var words = new LinkedHashMap<String, String>();
    words.put("he", "she");
    words.put("she", "he");
    words.put("his", "her");
    assertEquals("She lost her hat, he did", swapped(words, "He lost his hat, she did").text());
  }

  private static final Decision DECISION =
      new Decision(
          0,
          1,
          1,
          -1,
          -1,
          false,
          List.of(
              new Sighting("he", 1, new Place(0, 0, 2), 0.2, 0.2, null),
              new Sighting("is", 1, new Place(0, 3, 5), 0.5, 0.5, null),
              new Sighting("his", 1, new Place(0, 6, 9), -0.3, -0.3, null),
              new Sighting("he is", 2, new Place(0, 0, 5), 0.9, 0.9, null)));

  @Test
  void relianceIsTheStrongestListedWordBesideAllScores() {
    Place is = new Place(0, 3, 5);
    Place his = new Place(0, 6, 9);
    Reliance found = Reliance.of(DECISION, List.of(new Place(0, 0, 2), his)).orElseThrow();
    assertEquals(his, found.place());
    assertEquals(-0.3, found.share());
    assertEquals(0.3 / Math.sqrt(0.04 + 0.25 + 0.09), found.norm(), 1e-15);
    assertFalse(found.first());
    assertTrue(Reliance.of(DECISION, List.of(is, his)).orElseThrow().first());
    assertTrue(Reliance.of(DECISION, List.of(new Place(1, 0, 2))).isEmpty());
  }

  @Test
  void withoutAnyScoreNothingIsReliedOn() {
    var nothing =
        new Decision(
            0, 0, 0, -1, -1, false, List.of(new Sighting("he", 1, new Place(0, 0, 2), 0, 0, null)));
    Reliance found = Reliance.of(nothing, List.of(new Place(0, 0, 2))).orElseThrow();
    assertEquals(0, found.norm());
    assertFalse(found.first());
  }

  private static Rule rule(Rule.Limits limits, String... words) {
    var matcher = new WordMatcher(List.of(words));
    return new Rule(
        "r",
        text -> matcher.find(text).stream().map(m -> new Place(0, m.start(), m.end())).toList(),
        OptionalInt.of(1),
        limits,
        new Rule.Allowance(0, false));
  }

  private static boolean broken(Rule.Limits limits, String... words) {
    return rule(limits, words).examine(DECISION, List.of("he is his")).orElseThrow().broken();
  }

  @Test
  void rulesLimitSharesAndRanks() {
    assertTrue(
        broken(new Rule.Limits(OptionalDouble.of(0.1), 0, OptionalDouble.empty(), false), "he"));
    assertFalse(
        broken(new Rule.Limits(OptionalDouble.of(0.2), 0, OptionalDouble.empty(), false), "he"));
    assertFalse(
        broken(new Rule.Limits(OptionalDouble.of(0), 0, OptionalDouble.empty(), false), "his"));
    assertTrue(
        broken(new Rule.Limits(OptionalDouble.of(0.2), 0, OptionalDouble.empty(), true), "his"));
    assertFalse(
        broken(
            new Rule.Limits(OptionalDouble.of(0.1), 0, OptionalDouble.empty(), false), "he", "his"),
        "together they speak against");
    assertTrue(
        broken(new Rule.Limits(OptionalDouble.empty(), 2, OptionalDouble.empty(), false), "he"));
    assertFalse(
        broken(new Rule.Limits(OptionalDouble.empty(), 1, OptionalDouble.empty(), false), "he"));
    assertFalse(
        broken(new Rule.Limits(OptionalDouble.empty(), 3, OptionalDouble.empty(), false), "his"),
        "what speaks against the class does not drive it");
    Rule rule = rule(new Rule.Limits(OptionalDouble.of(0), 0, OptionalDouble.empty(), false), "x");
    assertTrue(rule.examine(DECISION, List.of("he is his")).isEmpty());
    assertTrue(rule.isAbout(1));
    assertFalse(rule.isAbout(0));
    Rule.Finding found =
        rule(new Rule.Limits(OptionalDouble.of(1), 0, OptionalDouble.empty(), false), "he")
            .examine(DECISION, List.of("he is his"))
            .orElseThrow();
    assertEquals(0.2, found.share(), 1e-15, "phrases are no words");
    assertEquals(2, found.rank());
  }

  @Test
  void someViolationsMayBeAllowed() {
    assertFalse(new Rule.Allowance(0, false).covers(1, 100));
    assertTrue(new Rule.Allowance(1, false).covers(1, 100));
    assertTrue(new Rule.Allowance(0.01, true).covers(1, 100));
    assertFalse(new Rule.Allowance(0.01, true).covers(2, 100));
  }
}
