package org.mekiki.cli.wording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Japanese sentences belong to English ones that are said, and are filled in like them. */
final class CatalogueTest {
  static final List<String> FILES = Catalogue.FILES;

  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");
  private static final Pattern UNICODE = Pattern.compile("(?<!\\\\)\\\\u+([0-9A-Fa-f]{4})");
  private static final Pattern JOINED = Pattern.compile("\"\\s*\\+\\s*\"");
  private static final Pattern PLACE =
      Pattern.compile("%(?:(\\d+)\\$)?[-+,]?\\d*(?:\\.\\d+)?([sSdfg])|\\{[a-z-]+\\}");

  /** A part of a sentence with so many characters is in it by no accident. */
  private static final int LONG = 20;

  /** What the option parser says by itself. */
  private static final String PARSERS =
      "Show this help message and exit.\u0001Print version information and exit.\u0001Usage: ";

  /** All of it, strings and the rest. */
  private static final StringBuilder SOURCES = new StringBuilder();

  private static final Set<String> WHOLE = new HashSet<>();

  /** All that the modules' sources say, and the option parser. */
  private static final String SAID = said();

  private static String said() {
    var all = new StringBuilder();
    for (String module :
        List.of("cli", "core", "sig", "transformer", "report", "weights-converter")) {
      Path sources = Path.of("..", module, "src", "main");
      try (Stream<Path> files = Files.walk(sources)) {
        for (Path file : files.filter(CatalogueTest::isSource).toList()) {
          String source = Files.readString(file);
          SOURCES.append(source);
          literals(source)
              .forEach(
                  text -> {
                    all.append(text).append('\u0001');
                    WHOLE.add(bare(text));
                  });
        }
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
    return all.append(PARSERS).toString();
  }

  private static boolean isSource(Path file) {
    return file.toString().matches(".*(\\.java|texts_en\\.properties|probes\\.txt)");
  }

  /** Strings and text blocks, joined where they are joined. */
  private static List<String> literals(String source) {
    if (source.startsWith("# ")) {
      return List.of(source);
    }
    var found = new ArrayList<String>();
    String plain = source.replace("\"\"\"", "\u0002");
    String[] blocks = plain.split("\u0002", -1);
    for (int i = 0; i < blocks.length; i++) {
      if (i % 2 == 1) {
        found.add(blocks[i]);
      } else {
        Matcher matcher = LITERAL.matcher(JOINED.matcher(blocks[i]).replaceAll(""));
        while (matcher.find()) {
          found.add(unescaped(matcher.group(1)));
        }
      }
    }
    return found;
  }

  /** The language's own escapes, of which the library does not know those by number. */
  private static String unescaped(String literal) {
    return UNICODE
        .matcher(literal)
        .replaceAll(
            code ->
                Matcher.quoteReplacement(Character.toString(Integer.parseInt(code.group(1), 16))))
        .translateEscapes();
  }

  @ParameterizedTest
  @FieldSource("FILES")
  void everySentenceIsStillSaid(String file) throws IOException {
    var stale = new ArrayList<String>();
    Set<String> refusals = refusals();
    Catalogue.read("ja", file)
        .keySet()
        .forEach(
            english -> {
              boolean said =
                  SAID.contains(english)
                      || refusals.contains(SentencesKnown.plain(english))
                      || isMadeOf(SentencesKnown.plain(english), refusals)
                      || Template.literals(english).stream().allMatch(part -> isSaid(bare(part)));
              if (!said) {
                stale.add(english);
              }
            });
    assertEquals(List.of(), stale);
  }

  /** Refusals with a mark in each place, put together as the sources do it. */
  private static Set<String> refusals() throws IOException {
    var all = new HashSet<String>();
    RefusalSources.all()
        .values()
        .forEach(each -> each.forEach(text -> all.add(SentencesKnown.plain(text))));
    return all;
  }

  /** Whether a sentence is one of the sources with another of them in its first place. */
  private static boolean isMadeOf(String sentence, Set<String> refusals) {
    return refusals.stream()
        .map(String::strip)
        .filter(part -> part.length() > LONG && sentence.contains(part))
        .anyMatch(
            part -> refusals.contains(sentence.replace(part, String.valueOf(SaidSentences.TEXT))));
  }

  /**
   * Whether a part stands in the sources: as it is, as the name of a column or constant that is
   * made a word, or put together of a whole string and the rest.
   */
  private static boolean isSaid(String part) {
    if (part.isEmpty()
        || SAID.contains(part)
        || SAID.contains(part.replace("%", "%%"))
        || WHOLE.contains(part.replace(' ', '_'))
        || SOURCES.indexOf(" " + part.toUpperCase(Locale.ROOT).replace('-', '_') + "(") >= 0) {
      return true;
    }
    for (int at = part.indexOf(' '); at > 0; at = part.indexOf(' ', at + 1)) {
      String left = bare(part.substring(0, at));
      String right = bare(part.substring(at));
      if (WHOLE.contains(left) && isSaid(right) || WHOLE.contains(right) && isSaid(left)) {
        return true;
      }
    }
    return false;
  }

  /** Without what joins it to others. */
  private static String bare(String part) {
    return part.replaceAll("^[ ;:,.]+|[ ;:,.]+$", "");
  }

  /** That the test finds a sentence of which a word has changed. */
  @Test
  void aStaleSentenceIsFound() {
    assertTrue(isSaid("the text has no word to explain"));
    assertFalse(isSaid("the text has no syllable to explain"));
    assertTrue(isSaid("it must be a whole number"));
  }

  /** A place of the English sentence stands in the Japanese one once at the least, and no other. */
  @ParameterizedTest
  @FieldSource("FILES")
  void sentencesAreFilledInAlike(String file) {
    var odd = new ArrayList<String>();
    Catalogue.read("ja", file)
        .forEach(
            (english, japanese) -> {
              if (!places(english).equals(places(japanese))) {
                odd.add(english + " / " + japanese);
              }
            });
    assertEquals(List.of(), odd);
  }

  private static List<String> places(String sentence) {
    var found = new java.util.TreeSet<String>();
    Matcher matcher = PLACE.matcher(sentence);
    int next = 1;
    while (matcher.find()) {
      if (matcher.group(2) == null) {
        found.add(matcher.group());
        continue;
      }
      found.add(
          (matcher.group(1) == null ? String.valueOf(next++) : matcher.group(1))
              + matcher.group(2).toLowerCase(java.util.Locale.ROOT));
    }
    return List.copyOf(found);
  }

  @Test
  void aSentenceIsKnownAgainWithWhatWasFilledIn() {
    Speech japanese = Speech.in("ja");
    assertEquals("信頼区間の上限", japanese.of("upper end of its interval"));
    assertEquals("平均寄与率の信頼区間の下限", japanese.of("lower end of the interval of the mean share"));
    assertEquals(
        Optional.empty(),
        japanese.find("lower end of the interval of something unknown"),
        "a part without a sentence leaves the whole without one");
    assertEquals("no such sentence", japanese.of("no such sentence"));
    assertTrue(japanese.told("no such sentence").contains("英語"));
    assertEquals("no such sentence", Speech.ENGLISH.told("no such sentence"));
  }

  /** What a user wrote stays, whatever it looks like. */
  @Test
  void whatWasFilledInStaysAsItIs() {
    Speech japanese = Speech.in("ja");
    assertEquals(
        "文章「yes」は「50 % %s」でした",
        new Template("text \"%s\" was \"%s\" here", "文章「%1$s」は「%2$s」でした")
            .of("text \"yes\" was \"50 % %s\" here", _ -> Optional.empty())
            .orElseThrow());
    assertEquals("$1 \\", japanese.say("%s %%", "$1 \\").replace("%", ""));
  }

  @Test
  void theLocaleSaysTheLanguage() {
    assertEquals("ja", Speech.of(Map.of("LANG", "ja_JP.UTF-8")).language());
    assertEquals("ja", Speech.of(Map.of("LANG", "en_GB.UTF-8", "LC_MESSAGES", "ja")).language());
    assertEquals("en", Speech.of(Map.of("LC_ALL", "C", "LANG", "ja_JP.UTF-8")).language());
    assertEquals("en", Speech.of(Map.of("LC_ALL", "", "LANG", "jam_JM")).language());
    assertFalse(Speech.in("ja").isEnglish());
  }
}
