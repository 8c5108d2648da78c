package org.mekiki.weights.converter.pickle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.mekiki.weights.converter.file.ConversionException;

/** The values that a pickle works on, with marks between them. */
final class PickleStack {
  private static final int MOST = 1_000_000;

  private final List<Object> values = new ArrayList<>();

  /** How many values lie below each mark. */
  private final List<Integer> marks = new ArrayList<>();

  private final String file;

  PickleStack(String file) {
    this.file = file;
  }

  void push(Object value) throws ConversionException {
    requireRoom();
    values.add(value);
  }

  void mark() throws ConversionException {
    requireRoom();
    marks.add(values.size());
  }

  private void requireRoom() throws ConversionException {
    if (values.size() + marks.size() >= MOST) {
      throw new ConversionException(
          "%s: the pickle puts more than %d values on its stack".formatted(file, MOST));
    }
  }

  /** What lies on top, above the last mark. */
  Object peek() throws ConversionException {
    if (values.size() <= (marks.isEmpty() ? 0 : marks.getLast())) {
      throw new ConversionException(file + ": the pickle takes a value that is not there");
    }
    return values.getLast();
  }

  Object pop() throws ConversionException {
    peek();
    return values.removeLast();
  }

  /** Takes a value away, or a mark if that is on top. */
  void drop() throws ConversionException {
    if (!marks.isEmpty() && marks.getLast() == values.size()) {
      marks.removeLast();
    } else {
      pop();
    }
  }

  boolean isEmpty() {
    return values.isEmpty() && marks.isEmpty();
  }

  /** The uppermost values as a tuple, in their order. */
  List<Object> tuple(int count) throws ConversionException {
    if (values.size() - count < (marks.isEmpty() ? 0 : marks.getLast())) {
      throw new ConversionException(file + ": the pickle takes a value that is not there");
    }
    return take(values.size() - count);
  }

  /** All values above the last mark, which goes with them. */
  List<Object> toMark() throws ConversionException {
    if (marks.isEmpty()) {
      throw new ConversionException(file + ": the pickle looks for a mark that is not there");
    }
    return take(marks.removeLast());
  }

  private List<Object> take(int from) {
    List<Object> above = values.subList(from, values.size());
    List<Object> taken = Collections.unmodifiableList(new ArrayList<>(above));
    above.clear();
    return taken;
  }

  /**
   * A key of a dictionary. Only texts and numbers are keys: to hash a tuple of tuples of tuples may
   * last for ever.
   */
  static Object key(Object key, String file) throws ConversionException {
    if (key instanceof String || key instanceof Number || key instanceof Boolean) {
      return key;
    }
    throw new ConversionException(
        file + ": a dictionary has a key that is neither a text nor a number");
  }
}
