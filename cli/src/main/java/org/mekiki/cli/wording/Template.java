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

  private final String english;
  private final String other;

  /** What is the same whatever is filled in, before, between and behind the places. */
  private final List<String> parts;

  private final int places;
  private final boolean namesSettings;
  private final boolean onlyNumbers;
  private final long letters;

  /** Made when a sentence holds all parts: a run needs few of many hundreds. */
  private volatile Expression expression;

  /**
   * What a sentence has to match.
   *
   * @param pattern with a group for each place
   * @param groups the group of each place that is no setting, in their order
   * @param settings the group of each setting that is named
   */
  private record Expression(Pattern pattern, List<Integer> groups, Map<String, Integer> settings) {}

  Template(String english, String other) {
    this.english = english;
    this.other = other;
    parts = literals(english);
    places = parts.size() - 1;
    Matcher matcher = PLACE.matcher(english);
    boolean settings = false;
    boolean numbers = true;
    while (matcher.find()) {
      settings |= matcher.group(2) != null;
      numbers &= matcher.group(2) != null || isNumber(matcher);
    }
    namesSettings = settings;
    onlyNumbers = numbers;
    letters = parts.stream().flatMapToInt(String::codePoints).filter(Character::isLetter).count();
  }

  private static boolean isNumber(Matcher place) {
    return place.group().endsWith("d");
  }

  private Expression made() {
    var groups = new ArrayList<Integer>();
    var settings = new HashMap<String, Integer>();
    var regex = new StringBuilder(Pattern.quote(parts.getFirst()));
    boolean name = parts.getFirst().isEmpty() && !other.contains("%1$S");
    Matcher matcher = PLACE.matcher(english);
    for (int count = 1; matcher.find(); count++) {
      if (matcher.group(2) != null) {
        settings.put(matcher.group(2), count);
        regex.append(SETTING);
      } else {
        groups.add(count);
        regex.append(isNumber(matcher) ? NUMBER : name && count == 1 ? NAME : ANYTHING);
      }
      regex.append(Pattern.quote(parts.get(count)));
    }
    return new Expression(Pattern.compile(regex.toString(), Pattern.DOTALL), groups, settings);
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
    return letters == 0 && !namesSettings && !PLACE_AS_IT_IS.matcher(other).find();
  }

  /** Characters that are the same whatever is filled in: the more, the surer. */
  int literals() {
    return parts.stream().mapToInt(String::length).sum();
  }

  /**
   * The sentence in the other language, if it is of this kind.
   *
   * @param said what finds a part's sentence
   */
  Optional<String> of(String sentence, Function<String, Optional<String>> said) {
    if (!sentence.startsWith(parts.getFirst()) || !parts.stream().allMatch(sentence::contains)) {
      return Optional.empty();
    }
    Expression made = expression();
    Matcher found = made.pattern().matcher(sentence);
    if (!found.matches()) {
      return Optional.empty();
    }
    var out = new StringBuilder();
    Matcher place = PLACE.matcher(other);
    int at = 0;
    int next = 1;
    while (place.find()) {
      out.append(literal(other.substring(at, place.start())));
      String part = found.group(group(made, place, next));
      next += place.group(1) == null && place.group(2) == null ? 1 : 0;
      if (place.group().endsWith("S") && !part.isEmpty()) {
        Optional<String> translated = said.apply(part);
        if (translated.isEmpty()) {
          return Optional.empty();
        }
        out.append(translated.get());
      } else {
        out.append(part);
      }
      at = place.end();
    }
    return Optional.of(out.append(literal(other.substring(at))).toString());
  }

  /** Two threads may make it at once; each gets a whole one. */
  private Expression expression() {
    Expression known = expression;
    if (known == null) {
      known = made();
      expression = known;
    }
    return known;
  }

  /** Which group of the English sentence stands in a place of the other one. */
  private static int group(Expression made, Matcher place, int next) {
    if (place.group(2) != null) {
      return made.settings().get(place.group(2));
    }
    int which = place.group(1) == null ? next : Integer.parseInt(place.group(1));
    return made.groups().get(which - 1);
  }
}
