package org.mekiki.transformer.tokenizer.text;

import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;

/**
 * Values of a tokenizer's settings in binary form, counts before lists.
 *
 * @param out where the values go
 */
public record SettingsOutput(DataOutput out) {
  /**
   * Writes one element of a list.
   *
   * @param <T> the type of the elements
   */
  public interface Element<T> {
    /**
     * Writes an element.
     *
     * @param element the element
     * @throws IOException if writing fails
     */
    void write(T element) throws IOException;
  }

  /**
   * Writes the number that says what follows.
   *
   * @param tag the number, 0 to 255
   * @throws IOException if writing fails
   */
  public void tag(int tag) throws IOException {
    out.writeByte(tag);
  }

  /**
   * Writes a truth value.
   *
   * @param value the value
   * @throws IOException if writing fails
   */
  public void flag(boolean value) throws IOException {
    out.writeBoolean(value);
  }

  /**
   * Writes truth values, without their number.
   *
   * @param values the values
   * @throws IOException if writing fails
   */
  public void flags(boolean... values) throws IOException {
    for (boolean value : values) {
      flag(value);
    }
  }

  /**
   * Writes an integer.
   *
   * @param value the value
   * @throws IOException if writing fails
   */
  public void number(int value) throws IOException {
    out.writeInt(value);
  }

  /**
   * Writes an integer, or that there is none.
   *
   * @param value the value
   * @throws IOException if writing fails
   */
  public void optional(OptionalInt value) throws IOException {
    out.writeBoolean(value.isPresent());
    out.writeInt(value.orElse(0));
  }

  /**
   * Writes a constant, which goes by its name.
   *
   * @param constant the constant
   * @throws IOException if writing fails
   */
  public void constant(Enum<?> constant) throws IOException {
    text(constant.name());
  }

  /**
   * Writes a string; null has the length −1.
   *
   * @param text the string
   * @throws IOException if writing fails
   */
  public void text(String text) throws IOException {
    if (text == null) {
      out.writeInt(-1);
    } else {
      bytes(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * Writes the settings of a component that another jar offers.
   *
   * @param settings the settings
   * @throws IOException if writing fails
   */
  public void component(ComponentSettings settings) throws IOException {
    settings.write(this);
  }

  /**
   * Writes bytes after their number.
   *
   * @param bytes the bytes
   * @throws IOException if writing fails
   */
  public void bytes(byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /**
   * Writes a list after its size.
   *
   * @param <T> the type of the elements
   * @param list the elements
   * @param element writes one
   * @throws IOException if writing fails
   */
  public <T> void list(List<T> list, Element<T> element) throws IOException {
    out.writeInt(list.size());
    for (T one : list) {
      element.write(one);
    }
  }
}
