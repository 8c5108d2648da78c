package org.mekiki.report.wording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.mekiki.sig.Methods;

/** The sentences of the explanation page in all languages. */
final class ReportTextsTest {
  private static final Pattern PLACE = Pattern.compile("%\\d\\$[+.0-9]*[a-z]");

  private static Set<String> places(Texts texts, String key) {
    return PLACE
        .matcher(texts.pattern(key))
        .results()
        .map(found -> found.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyLanguageHasAllSentencesWithTheSamePlaces() {
    for (String language : Texts.LANGUAGES) {
      Texts texts = Texts.in(language);
      assertEquals(language, texts.language());
      assertEquals(Texts.ENGLISH.keys(), texts.keys(), language);
      for (String key : texts.keys()) {
        assertEquals(places(Texts.ENGLISH, key), places(texts, key), language + ": " + key);
        String rest = PLACE.matcher(texts.pattern(key)).replaceAll("").replace("%%", "");
        assertFalse(rest.contains("%"), language + ": " + key + " has a lone percent sign");
      }
    }
  }

  @Test
  void everyMethodHasItsTitle() {
    for (String name : Methods.names()) {
      assertEquals(Methods.of(name).title(), Texts.ENGLISH.title(Methods.of(name)));
      assertTrue(Texts.in("ja").keys().contains("title." + name), name);
    }
  }

  @Test
  void anUnknownLanguageIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Texts.in("fr"));
  }

  @Test
  void japaneseSentencesAreJapanese() {
    Texts texts = Texts.in("ja");
    Set<String> plain = Set.of("language", "list.separator", "sentence.space", "sentence.end");
    for (String key : texts.keys()) {
      boolean same = texts.pattern(key).equals(Texts.ENGLISH.pattern(key));
      boolean name = key.startsWith("title.") || key.startsWith("name.");
      assertTrue(!same || name || plain.contains(key), key);
    }
  }
}
