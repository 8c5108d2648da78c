package org.mekiki.transformer.tokenizer;

import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;

/** Values of a tokenizer's settings in binary form, counts before lists. */
record SettingsOutput(DataOutput out) {
  /** Writes one element of a list. */
  interface Element<T> {
    void write(T element) throws IOException;
  }

  void tag(int tag) throws IOException {
    out.writeByte(tag);
  }

  void flag(boolean value) throws IOException {
    out.writeBoolean(value);
  }

  void flags(boolean... values) throws IOException {
    for (boolean value : values) {
      flag(value);
    }
  }

  void number(int value) throws IOException {
    out.writeInt(value);
  }

  void optional(OptionalInt value) throws IOException {
    out.writeBoolean(value.isPresent());
    out.writeInt(value.orElse(0));
  }

  /** A constant goes by its name. */
  void constant(Enum<?> constant) throws IOException {
    text(constant.name());
  }

  /** A null string is written with the length −1. */
  void text(String text) throws IOException {
    if (text == null) {
      out.writeInt(-1);
    } else {
      bytes(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  void bytes(byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  <T> void list(List<T> list, Element<T> element) throws IOException {
    out.writeInt(list.size());
    for (T one : list) {
      element.write(one);
    }
  }
}
