package org.mekiki.cli.data;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.mekiki.core.model.LabelReading;

/**
 * The right answers of whole files, which are read in one way: all are names of classes, or all are
 * their positions.
 */
public final class LabelColumn {
  /** Different spellings that are kept to tell how they are read. */
  private static final int KEPT = 1000;

  private final List<String> labels;
  private final String neither;
  private final String remedy;
  private final Map<LabelReading, Unread> unread = new EnumMap<>(LabelReading.class);
  private final Set<String> spellings = new LinkedHashSet<>();
  private Unread ambiguous;

  /** A label that a reading cannot read. */
  private record Unread(Path file, long line, String written) {
    String shown() {
      return "\"%s\" (line %d)".formatted(written, line);
    }
  }

  private LabelColumn(List<String> labels, String neither, String remedy) {
    this.labels = labels;
    this.neither = neither;
    this.remedy = remedy;
  }

  /**
   * For a model that there is; nothing was looked at yet.
   *
   * @param labels names of its classes
   */
  public static LabelColumn ofModel(List<String> labels) {
    return new LabelColumn(
        labels,
        "the label \"%s\" is none of the model's: %s, or a number from 0 to %d; %s",
        "name another column with --label-column, or none with --label-column ''");
  }

  /**
   * For classes that are to be learnt; nothing was looked at yet.
   *
   * @param labels names of the classes
   */
  public static LabelColumn ofClasses(List<String> labels) {
    return new LabelColumn(
        labels,
        "the label \"%s\" is none of %s, or a number from 0 to %d; %s",
        "name the classes with --labels");
  }

  /**
   * Looks at the next one.
   *
   * @throws DataException if it is neither a name nor a position
   */
  public void add(Path file, long line, String written) {
    if (spellings.size() < KEPT ? !spellings.add(written) : spellings.contains(written)) {
      return;
    }
    var here = new Unread(file, line, written);
    int read = 0;
    for (LabelReading each : LabelReading.values()) {
      if (each.index(written, labels).isPresent()) {
        read++;
      } else {
        unread.putIfAbsent(each, here);
      }
    }
    if (read == 0) {
      throw DataException.at(
          file,
          line,
          neither.formatted(
              written.strip(), LabelReading.listed(labels), labels.size() - 1, remedy));
    }
    if (ambiguous == null && LabelReading.NAMES.places(written, labels) > 1) {
      ambiguous = here;
    }
  }

  /**
   * The one reading of all that was added.
   *
   * @throws DataException if there is none
   */
  public LabelReading reading() {
    for (LabelReading each : LabelReading.values()) {
      if (!unread.containsKey(each)) {
        requireOne(each);
        return each;
      }
    }
    Unread noName = unread.get(LabelReading.NAMES);
    Unread noPosition = unread.get(LabelReading.POSITIONS);
    throw new DataException(
        "%s: the labels cannot be read in one way: %s is not the name of a class, and %s is not a position from 0 to %d; the classes are %s; %s"
            .formatted(
                noName.file(),
                noName.shown(),
                noPosition.shown(),
                labels.size() - 1,
                LabelReading.listed(labels),
                remedy));
  }

  private void requireOne(LabelReading reading) {
    if (reading != LabelReading.POSITIONS && ambiguous != null) {
      throw DataException.at(
          ambiguous.file(),
          ambiguous.line(),
          "the model has %d classes \"%s\"; write the positions of classes, from 0"
              .formatted(
                  LabelReading.NAMES.places(ambiguous.written(), labels), ambiguous.written()));
    }
  }

  /** Whether the labels could be meant in another way, as other classes. */
  public boolean isDoubtful() {
    return reading().isDoubtful(spellings, labels);
  }

  /** How the labels are read, where that is not plain. */
  public Optional<String> told(String where) {
    LabelReading reading = reading();
    boolean plain = reading == LabelReading.NAMES && !isDoubtful();
    return plain || spellings.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s: the labels are read %s".formatted(where, reading.told(spellings, labels)));
  }

  /** What is odd about the names of a model's classes. */
  public static Optional<String> oddity(List<String> labels) {
    var names = new HashMap<String, Integer>();
    var numbers = new HashMap<BigDecimal, String>();
    for (int i = 0; i < labels.size(); i++) {
      String label = labels.get(i).strip();
      if (label.isEmpty()) {
        return Optional.of("class %d of %s has no name".formatted(i, listed(labels)));
      }
      Integer before = names.putIfAbsent(label, i);
      if (before != null) {
        return Optional.of(
            "the classes %d and %d are both named \"%s\"".formatted(before, i, label));
      }
      String same = LabelReading.number(label).map(n -> numbers.putIfAbsent(n, label)).orElse(null);
      if (same != null) {
        return Optional.of("the classes \"%s\" and \"%s\" are one number".formatted(same, label));
      }
    }
    return Optional.empty();
  }

  private static String listed(List<String> labels) {
    return LabelReading.listed(labels.stream().map(label -> "\"" + label + "\"").toList());
  }

  /** The number of a class by a reading that reads it; −1 for no label. */
  public static int index(LabelReading reading, String written, List<String> labels) {
    if (written == null) {
      return -1;
    }
    OptionalInt index = reading.index(written, labels);
    return index.orElseThrow(() -> new DataException("the data changed while it was read"));
  }
}
