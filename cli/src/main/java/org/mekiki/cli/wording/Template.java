package org.mekiki.cli.wording;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An English sentence with places, recognised where they are filled in, and the sentence of another
 * language for it. There {@code %1$s} is what stands in the first place, as it is, and {@code %1$S}
 * a sentence of its own, which is said in that language too: without one, the whole has none unless
 * the part is empty. {@code {budget}} is a setting by whatever name the user knows it.
 */
final class Template {
  private static final Pattern PLACE =
      Pattern.compile("%(?:(\\d+)\\$)?[-+,]?\\d*(?:\\.\\d+)?[sSdfg]|\\{([a-z-]+)\\}");

  private static final String NUMBER = "([-+−]?[0-9,]*)";
  private static final String ANYTHING = "(.*?)";

  /** What stands before a colon is no name, but where another sentence is about. */
  private static final String NAME = "((?:[^:]|:(?! ))*?)";

  /** An option, or the field of a request that means the same. */
  private static final String SETTING = "([-a-z_]+)";

  /** Fewer letters than these are in every sentence. */
  private static final int FEW = 4;

  /** The same where anything can be filled in. */
  private static final int FEW_AROUND_TEXT = 7;

  /** A part that is a sentence of its own. */
  private static final Pattern SAID = Pattern.compile("%[0-9][$]S");

  private static final Pattern PLACE_AS_IT_IS = Pattern.compile("%[0-9][$]s");

  private final String other;

  /** What the English sentence begins with, whatever is filled in. */
  private final String beginning;

  private final String regex;
  private final int literals;
  private final int places;
  private final boolean onlyNumbers;

  /** The group of each place, in their order. */
  private final List<Integer> groups = new ArrayList<>();

  /** The group of each setting that is named. */
  private final Map<String, Integer> settings = new HashMap<>();

  private final long letters;

  /** Compiled when a sentence begins like this one: a run needs few of many hundreds. */
  private Pattern pattern;

  Template(String english, String other) {
    this.other = other;
    List<String> parts = literals(english);
    beginning = parts.getFirst();
    var expression = new StringBuilder(Pattern.quote(parts.getFirst()));
    Matcher matcher = PLACE.matcher(english);
    int count = 0;
    boolean numbers = true;
    String first = beginning.isEmpty() && !other.contains("%1$S") ? NAME : ANYTHING;
    while (matcher.find()) {
      if (matcher.group(2) != null) {
        settings.put(matcher.group(2), ++count);
        expression.append(SETTING);
      } else {
        numbers &= matcher.group().endsWith("d");
        groups.add(++count);
        expression.append(matcher.group().endsWith("d") ? NUMBER : count == 1 ? first : ANYTHING);
      }
      expression.append(Pattern.quote(parts.get(count)));
    }
    regex = expression.toString();
    literals = parts.stream().mapToInt(String::length).sum();
    places = count;
    onlyNumbers = numbers;
    letters = parts.stream().flatMapToInt(String::codePoints).filter(Character::isLetter).count();
  }

  private static String literal(String part) {
    return part.replace("%%", "%");
  }

  /** What stands between the places of an English sentence. */
  static List<String> literals(String english) {
    var parts = new ArrayList<String>();
    for (String part : PLACE.split(english, -1)) {
      parts.add(literal(part));
    }
    return parts;
  }

  /** Whether something is filled in, between enough that is not to know the sentence again. */
  boolean isUsable() {
    return places > 0
        && (letters >= (onlyNumbers ? FEW : FEW_AROUND_TEXT) || SAID.matcher(other).find());
  }

  /** Whether it is a list, of which each part is a sentence: nothing else is surer. */
  boolean isList() {
    return letters == 0 && places == groups.size() && !PLACE_AS_IT_IS.matcher(other).find();
  }

  /** Characters that are the same whatever is filled in: the more, the surer. */
  int literals() {
    return literals;
  }

  /**
   * The sentence in the other language, if it is of this kind.
   *
   * @param parts what finds a part's sentence
   */
  Optional<String> of(String sentence, Function<String, Optional<String>> parts) {
    if (!sentence.startsWith(beginning)) {
      return Optional.empty();
    }
    Matcher found = pattern().matcher(sentence);
    if (!found.matches()) {
      return Optional.empty();
    }
    var out = new StringBuilder();
    Matcher place = PLACE.matcher(other);
    int at = 0;
    int next = 1;
    while (place.find()) {
      out.append(literal(other.substring(at, place.start())));
      String part = found.group(group(place, next));
      next += place.group(1) == null && place.group(2) == null ? 1 : 0;
      if (place.group().endsWith("S") && !part.isEmpty()) {
        Optional<String> said = parts.apply(part);
        if (said.isEmpty()) {
          return Optional.empty();
        }
        out.append(said.get());
      } else {
        out.append(part);
      }
      at = place.end();
    }
    return Optional.of(out.append(literal(other.substring(at))).toString());
  }

  /** Two threads may compile it at once; each gets a whole one. */
  private Pattern pattern() {
    Pattern known = pattern;
    if (known == null) {
      known = Pattern.compile(regex, Pattern.DOTALL);
      pattern = known;
    }
    return known;
  }

  /** Which group of the English sentence stands in a place of the other one. */
  private int group(Matcher place, int next) {
    if (place.group(2) != null) {
      return settings.get(place.group(2));
    }
    return groups.get((place.group(1) == null ? next : Integer.parseInt(place.group(1))) - 1);
  }
}
