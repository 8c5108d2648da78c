package org.mekiki.cli.console;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Options that take one of a few words. */
public final class Choice {
  private Choice() {}

  /** Refuses a value that is none of the choices, naming them. */
  public static void require(String option, String value, String... choices) {
    if (!Arrays.asList(choices).contains(value)) {
      throw new UserException(
          "%s is \"%s\"; it can be %s".formatted(option, value, String.join(", ", choices)));
    }
  }

  /** The enum constant whose label, lower case with hyphens, is given. */
  public static <E extends Enum<E>> E of(String option, String value, E[] constants) {
    return Arrays.stream(constants)
        .filter(constant -> label(constant).equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                new UserException(
                    "%s is \"%s\"; it can be %s"
                        .formatted(
                            option,
                            value,
                            Arrays.stream(constants)
                                .map(Choice::label)
                                .collect(Collectors.joining(", ")))));
  }

  private static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
