package org.mekiki.transformer.tokenizer.text;

import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Reads what {@link SettingsOutput} writes. */
public final class SettingsInput {
  private static final int LARGEST_STRING = 1 << 20;
  private static final int LARGEST_TABLE = 1 << 26;
  private static final int LARGEST_LIST = 1 << 24;
  private static final int CHUNK = 1 << 16;
  private static final int DEEPEST = 16;

  private final DataInput in;
  private int depth;

  /** Reads one element of a list. */
  public interface Element<T> {
    T read() throws IOException;
  }

  public SettingsInput(DataInput in) {
    this.in = in;
  }

  public int tag() throws IOException {
    return in.readUnsignedByte();
  }

  public boolean flag() throws IOException {
    return in.readBoolean();
  }

  public int number() throws IOException {
    return in.readInt();
  }

  public double score() throws IOException {
    return in.readDouble();
  }

  public OptionalInt optional() throws IOException {
    boolean present = in.readBoolean();
    int value = in.readInt();
    return present ? OptionalInt.of(value) : OptionalInt.empty();
  }

  /** A string, or null. */
  public String textOrNull() throws IOException {
    int length = in.readInt();
    if (length == -1) {
      return null;
    }
    return new String(bytes(length, LARGEST_STRING, "string"), StandardCharsets.UTF_8);
  }

  /** A string that cannot be null. */
  public String text() throws IOException {
    String text = textOrNull();
    if (text == null) {
      throw new IOException("tokenizer section lacks a string");
    }
    return text;
  }

  /** Settings of a component that another jar offers. */
  public ComponentSettings component() throws IOException {
    return ComponentSettings.read(this);
  }

  public byte[] table() throws IOException {
    return bytes(in.readInt(), LARGEST_TABLE, "table");
  }

  private byte[] bytes(int length, int largest, String what) throws IOException {
    if (length < 0 || length > largest) {
      throw new IOException(
          "tokenizer section has a %s of impossible length %d".formatted(what, length));
    }
    // In pieces, so that a wrong length ends with the input and not with the memory.
    var bytes = new ByteArrayOutputStream(Math.min(length, CHUNK));
    for (int left = length; left > 0; left -= CHUNK) {
      byte[] chunk = new byte[Math.min(left, CHUNK)];
      in.readFully(chunk);
      bytes.writeBytes(chunk);
    }
    return bytes.toByteArray();
  }

  public <T> List<T> list(Element<T> element) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > LARGEST_LIST) {
      throw new IOException("tokenizer section has a list of impossible length " + count);
    }
    var list = new ArrayList<T>();
    for (int i = 0; i < count; i++) {
      list.add(element.read());
    }
    return list;
  }

  /** A list of components, which may hold lists of components themselves. */
  public <T> List<T> components(Element<T> element) throws IOException {
    if (++depth > DEEPEST) {
      throw new IOException("tokenizer section nests more than " + DEEPEST + " sequences");
    }
    List<T> list = list(element);
    depth--;
    return list;
  }

  /** One of some constants. */
  public <E extends Enum<E>> E constant(E[] constants) throws IOException {
    String name = text();
    for (E constant : constants) {
      if (constant.name().equals(name)) {
        return constant;
      }
    }
    throw new IOException("tokenizer section has an unknown choice, \"" + name + "\"");
  }

  public static IOException unknown(String component, int tag) {
    return new IOException("tokenizer section has an unknown " + component + ", number " + tag);
  }
}
