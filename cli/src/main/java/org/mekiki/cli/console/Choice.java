package org.mekiki.cli.console;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Options that take one of a few words. */
public final class Choice {
  private Choice() {}

  /** Refuses a value that is none of the choices, naming them and the nearest of them. */
  public static void require(String option, String value, String... choices) {
    require(option, value, List.of(choices));
  }

  /** The same for choices that are listed elsewhere. */
  public static void require(String option, String value, List<String> choices) {
    if (!choices.contains(value)) {
      throw refusal(option, value, choices);
    }
  }

  /** The enum constant whose label, lower case with hyphens, is given. */
  public static <E extends Enum<E>> E of(String option, String value, E[] constants) {
    return Arrays.stream(constants)
        .filter(constant -> label(constant).equals(value))
        .findFirst()
        .orElseThrow(
            () -> refusal(option, value, Arrays.stream(constants).map(Choice::label).toList()));
  }

  private static UserException refusal(String option, String value, List<String> known) {
    return new UserException(
        "%s is \"%s\"%s; it can be %s"
            .formatted(option, value, Nearest.hint(value, known), String.join(", ", known)));
  }

  private static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
