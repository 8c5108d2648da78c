package org.mekiki.cli.choice;

import java.util.List;
import java.util.OptionalLong;

/**
 * Something that can be chosen, by whatever way a text comes. An option of the command, the field
 * of a request and its entry in OpenAPI are made of it.
 *
 * @param <T> what a value is
 * @param name words with hyphens between them; {@link Naming} says what becomes of it
 * @param kind what values it takes
 * @param separated whether one string may name several, with commas between them
 * @param bare the value that is meant where the option stands without one; null where it needs one
 * @param label what stands for the value in the help
 * @param choices the values, where there are few; else empty
 * @param most what a number may be at most, or how many strings there may be; {@link
 *     Long#MAX_VALUE} for as many as its kind has
 * @param help one sentence, in which other settings stand in braces
 */
public record Setting<T>(
    String name,
    Kind kind,
    boolean separated,
    String bare,
    String label,
    List<String> choices,
    long most,
    String help) {
  /** What a setting takes. */
  public enum Kind {
    /** A string. */
    STRING,
    /** One string or several. */
    STRINGS,
    /** A whole number of 32 bits. */
    INTEGER,
    /** A whole number of 64 bits; a string in JSON, many of whose readers keep 53 bits. */
    LONG,
    /** A number. */
    NUMBER,
    /** Yes, or nothing. */
    FLAG,
    /** One string of a few, or yes for the one that is meant where none is named. */
    CHOICE
  }

  /** One string. */
  static Setting<String> string(String name, String label, String help) {
    return new Setting<>(name, Kind.STRING, false, null, label, List.of(), Long.MAX_VALUE, help);
  }

  /** One string of a few. */
  static Setting<String> oneOf(String name, List<String> choices, String help) {
    return new Setting<>(
        name, Kind.STRING, false, null, String.join("|", choices), choices, Long.MAX_VALUE, help);
  }

  /** Several strings, each given by itself. */
  static Setting<List<String>> strings(String name, String label, String help) {
    return new Setting<>(name, Kind.STRINGS, false, null, label, List.of(), Long.MAX_VALUE, help);
  }

  /** Several strings of a few, each given by itself or several with commas between them. */
  static Setting<List<String>> someOf(
      String name, String label, List<String> choices, String help) {
    return new Setting<>(name, Kind.STRINGS, true, null, label, choices, Long.MAX_VALUE, help);
  }

  /** A whole number. */
  static Setting<Integer> integer(String name, String label, String help) {
    return new Setting<>(name, Kind.INTEGER, false, null, label, List.of(), Long.MAX_VALUE, help);
  }

  /** A whole number of 64 bits. */
  static Setting<Long> wide(String name, String label, String help) {
    return new Setting<>(name, Kind.LONG, false, null, label, List.of(), Long.MAX_VALUE, help);
  }

  /** A number. */
  static Setting<Double> number(String name, String label, String help) {
    return new Setting<>(name, Kind.NUMBER, false, null, label, List.of(), Long.MAX_VALUE, help);
  }

  /** What is wanted or not. */
  static Setting<Boolean> flag(String name, String help) {
    return new Setting<>(name, Kind.FLAG, false, null, "", List.of(), Long.MAX_VALUE, help);
  }

  /** One string of a few, or yes for one of them. */
  static Setting<String> choice(
      String name, String label, List<String> choices, String meant, String help) {
    return new Setting<>(name, Kind.CHOICE, false, meant, label, choices, Long.MAX_VALUE, help);
  }

  /** The setting, whose option may stand without a value. */
  Setting<T> orBare(String meant) {
    return new Setting<>(name, kind, separated, meant, label, choices, most, help);
  }

  /** The setting with a limit, beyond which no work would end. */
  Setting<T> atMost(long limit) {
    return new Setting<>(
        name, kind, separated, bare, label, choices, limit, help + "; at most " + limit);
  }

  /** What is larger than its limit, in numbers; empty where a value keeps to it. */
  OptionalLong beyond(T value) {
    long size =
        switch (value) {
          case Number number -> number.longValue();
          case List<?> list -> list.size();
          case null, default -> 0;
        };
    return size > most ? OptionalLong.of(size) : OptionalLong.empty();
  }

  /** Whether the label names the choices already. */
  public boolean labelNamesChoices() {
    return label.equals(String.join("|", choices));
  }
}
