package org.mekiki.transformer.tokenizer.text;

import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;

/** Values of a tokenizer's settings in binary form, counts before lists. */
public record SettingsOutput(DataOutput out) {
  /** Writes one element of a list. */
  public interface Element<T> {
    void write(T element) throws IOException;
  }

  public void tag(int tag) throws IOException {
    out.writeByte(tag);
  }

  public void flag(boolean value) throws IOException {
    out.writeBoolean(value);
  }

  public void flags(boolean... values) throws IOException {
    for (boolean value : values) {
      flag(value);
    }
  }

  public void number(int value) throws IOException {
    out.writeInt(value);
  }

  public void optional(OptionalInt value) throws IOException {
    out.writeBoolean(value.isPresent());
    out.writeInt(value.orElse(0));
  }

  /** A constant goes by its name. */
  public void constant(Enum<?> constant) throws IOException {
    text(constant.name());
  }

  /** A null string is written with the length −1. */
  public void text(String text) throws IOException {
    if (text == null) {
      out.writeInt(-1);
    } else {
      bytes(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Settings of a component that another jar offers. */
  public void component(ComponentSettings settings) throws IOException {
    settings.write(this);
  }

  public void bytes(byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  public <T> void list(List<T> list, Element<T> element) throws IOException {
    out.writeInt(list.size());
    for (T one : list) {
      element.write(one);
    }
  }
}
