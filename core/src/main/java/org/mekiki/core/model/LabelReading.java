package org.mekiki.core.model;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How classes are meant that people write by name or by number. What is written together, such as
 * the column of a file, is read in one way: "1" is never the class of that name in one row and the
 * second class in the next.
 */
public enum LabelReading {
  /** As names, without the white space around them. */
  NAMES,
  /** As names that are numbers, in another spelling: 1.0 for the class "1". */
  NUMBERS_OF_NAMES,
  /** As positions in the model's order, from 0. */
  POSITIONS,
  /**
   * As names, or else as positions, one by one. This reads nothing where a class has a number for
   * its name, so that a word can be meant in one way only.
   */
  NAMES_AND_POSITIONS;

  private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]{1,15}(\\.[0-9]{1,15})?");

  /** Labels named in a sentence at most. */
  private static final int NAMED = 20;

  private static final BigDecimal MOST = BigDecimal.valueOf(Integer.MAX_VALUE);

  /**
   * The class that is meant.
   *
   * @param written what stands there
   * @param labels names of the model's classes, in its order
   * @return its position, from 0; empty if this reading finds no class
   */
  public OptionalInt index(String written, List<String> labels) {
    String stripped = written.strip();
    return switch (this) {
      case NAMES -> {
        int exact = labels.indexOf(written);
        yield exact >= 0
            ? OptionalInt.of(exact)
            : IntStream.range(0, labels.size())
                .filter(i -> labels.get(i).strip().equals(stripped))
                .findFirst();
      }
      case NUMBERS_OF_NAMES -> {
        Optional<BigDecimal> number = number(stripped);
        yield number.isEmpty()
            ? OptionalInt.empty()
            : IntStream.range(0, labels.size())
                .filter(i -> number(labels.get(i)).equals(number))
                .findFirst();
      }
      case POSITIONS ->
          number(stripped)
              .filter(number -> number.signum() >= 0 && number.compareTo(MOST) <= 0)
              .filter(number -> number.scale() <= 0)
              .map(BigDecimal::intValueExact)
              .filter(index -> index < labels.size())
              .map(OptionalInt::of)
              .orElse(OptionalInt.empty());
      case NAMES_AND_POSITIONS -> {
        if (labels.stream().anyMatch(LabelReading::isNumber)) {
          yield OptionalInt.empty();
        }
        OptionalInt name = NAMES.index(written, labels);
        yield name.isPresent() ? name : POSITIONS.index(written, labels);
      }
    };
  }

  /**
   * The first reading that finds a class for everything that is written.
   *
   * @param written what is to be read in one way
   * @param labels names of the model's classes, in its order
   * @return the reading; empty where none does
   */
  public static Optional<LabelReading> of(Collection<String> written, List<String> labels) {
    return Arrays.stream(values())
        .filter(each -> written.stream().allMatch(one -> each.index(one, labels).isPresent()))
        .findFirst();
  }

  /**
   * The classes that a few words name.
   *
   * @param written names or positions
   * @param labels names of the model's classes, in its order
   * @return their positions, in the order of the words; empty if a word names no class or several,
   *     or if the words cannot be read in one way
   */
  public static Optional<List<Integer>> indices(List<String> written, List<String> labels) {
    return of(written, labels)
        .filter(reading -> written.stream().allMatch(each -> reading.places(each, labels) == 1))
        .map(
            reading ->
                written.stream().map(each -> reading.index(each, labels).orElseThrow()).toList());
  }

  /**
   * Why {@link #indices} finds no classes.
   *
   * @param kind what the labels are, such as class
   * @param written the words
   * @param labels names of the model's classes, in its order
   * @param hint what is added to a word that names no class, such as the nearest name; may be empty
   * @return a sentence without a full stop
   */
  public static String complaint(
      String kind, List<String> written, List<String> labels, UnaryOperator<String> hint) {
    for (String each : written) {
      Optional<LabelReading> reading = of(List.of(each), labels);
      if (reading.isEmpty()) {
        return "the model has no %s \"%s\"%s; it has %s"
            .formatted(kind, each, hint.apply(each), listed(labels));
      }
      int places = reading.get().places(each, labels);
      if (places > 1) {
        return "the model has %d of \"%s\"; name the %s by its position, from 0"
            .formatted(places, each, kind);
      }
    }
    return "%s cannot all be names, and cannot all be positions from 0; write the names: %s"
        .formatted(String.join(", ", written), listed(labels));
  }

  /**
   * {@return whether somebody may have meant the words in another way, as other classes}
   *
   * @param written what this reading reads
   * @param labels names of the model's classes, in its order
   */
  public boolean isDoubtful(Collection<String> written, List<String> labels) {
    return switch (this) {
      case NAMES ->
          written.stream().allMatch(LabelReading::isNumber)
              && written.stream()
                  .anyMatch(each -> !index(each, labels).equals(POSITIONS.index(each, labels)));
      case NUMBERS_OF_NAMES -> true;
      case POSITIONS -> labels.stream().anyMatch(LabelReading::isNumber);
      case NAMES_AND_POSITIONS -> false;
    };
  }

  /**
   * {@return how the words are read, as the rest of a sentence: as positions of classes ...}
   *
   * @param written what this reading reads
   * @param labels names of the model's classes, in its order
   */
  public String told(Collection<String> written, List<String> labels) {
    return switch (this) {
      case NAMES -> "as names of classes, not as positions";
      case NUMBERS_OF_NAMES -> "as names of classes that are numbers: " + meant(written, labels);
      case POSITIONS -> "as positions of classes, from 0: " + meant(written, labels);
      case NAMES_AND_POSITIONS ->
          "as names of classes, and numbers as positions, from 0: "
              + meant(written.stream().filter(LabelReading::isNumber).toList(), labels);
    };
  }

  private String meant(Collection<String> written, List<String> labels) {
    return written.stream()
        .map(String::strip)
        .distinct()
        .sorted(Comparator.comparing(each -> index(each, labels).orElseThrow()))
        .limit(NAMED)
        .map(each -> "%s is \"%s\"".formatted(each, labels.get(index(each, labels).orElseThrow())))
        .collect(Collectors.joining(", "));
  }

  /**
   * {@return labels for a sentence, not too many of them}
   *
   * @param labels any number of them
   */
  public static String listed(List<String> labels) {
    String first = String.join(", ", labels.subList(0, Math.min(NAMED, labels.size())));
    return labels.size() <= NAMED
        ? first
        : "%s and %d more".formatted(first, labels.size() - NAMED);
  }

  /**
   * {@return how many classes are called so by this reading}
   *
   * @param written what stands there
   * @param labels names of the model's classes, in its order
   */
  public int places(String written, List<String> labels) {
    return switch (this) {
      case NAMES, NUMBERS_OF_NAMES ->
          (int) labels.stream().filter(each -> index(written, List.of(each)).isPresent()).count();
      case POSITIONS -> index(written, labels).isPresent() ? 1 : 0;
      case NAMES_AND_POSITIONS ->
          Math.max(NAMES.places(written, labels), POSITIONS.places(written, labels));
    };
  }

  /**
   * {@return whether a label is a number}
   *
   * @param label any text
   */
  public static boolean isNumber(String label) {
    return number(label).isPresent();
  }

  /**
   * {@return the number that a label is, equal for 1 and 1.0; empty for other labels}
   *
   * @param label any text
   */
  public static Optional<BigDecimal> number(String label) {
    String stripped = label.strip();
    return NUMBER.matcher(stripped).matches()
        ? Optional.of(new BigDecimal(stripped).stripTrailingZeros())
        : Optional.empty();
  }
}
