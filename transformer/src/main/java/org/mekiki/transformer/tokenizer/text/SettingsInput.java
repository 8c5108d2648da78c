package org.mekiki.transformer.tokenizer.text;

import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.mekiki.transformer.mecab.MecabDictionary;

/** Reads what {@link SettingsOutput} writes. */
public final class SettingsInput {
  private static final int LARGEST_STRING = 1 << 20;
  private static final int LARGEST_TABLE = 1 << 26;
  private static final int LARGEST_LIST = 1 << 24;
  private static final int CHUNK = 1 << 16;
  private static final int DEEPEST = 16;

  private final DataInput in;
  private final MecabDictionary dictionary;
  private int depth;

  /**
   * Reads one element of a list.
   *
   * @param <T> the type of the elements
   */
  public interface Element<T> {
    /**
     * {@return the next element}
     *
     * @throws IOException if reading fails, or it is no such element
     */
    T read() throws IOException;
  }

  /**
   * Reads from here.
   *
   * @param in where the values are
   */
  public SettingsInput(DataInput in) {
    this(in, null);
  }

  /**
   * Reads from here.
   *
   * @param in where the values are
   * @param dictionary MeCab's dictionary for a component that has one; null for none
   */
  public SettingsInput(DataInput in, MecabDictionary dictionary) {
    this.in = in;
    this.dictionary = dictionary;
  }

  /**
   * {@return the number that says what follows, 0 to 255}
   *
   * @throws IOException if reading fails
   */
  public int tag() throws IOException {
    return in.readUnsignedByte();
  }

  /**
   * {@return a truth value}
   *
   * @throws IOException if reading fails
   */
  public boolean flag() throws IOException {
    return in.readBoolean();
  }

  /**
   * {@return an integer}
   *
   * @throws IOException if reading fails
   */
  public int number() throws IOException {
    return in.readInt();
  }

  /**
   * {@return a number}
   *
   * @throws IOException if reading fails
   */
  public double score() throws IOException {
    return in.readDouble();
  }

  /**
   * {@return an integer, or none}
   *
   * @throws IOException if reading fails
   */
  public OptionalInt optional() throws IOException {
    boolean present = in.readBoolean();
    int value = in.readInt();
    return present ? OptionalInt.of(value) : OptionalInt.empty();
  }

  /**
   * {@return a string, or null}
   *
   * @throws IOException if reading fails, or its length is impossible
   */
  public String textOrNull() throws IOException {
    int length = in.readInt();
    if (length == -1) {
      return null;
    }
    return new String(bytes(length, LARGEST_STRING, "string"), StandardCharsets.UTF_8);
  }

  /**
   * {@return a string that cannot be null}
   *
   * @throws IOException if reading fails, or there is none
   */
  public String text() throws IOException {
    String text = textOrNull();
    if (text == null) {
      throw new IOException("tokenizer section lacks a string");
    }
    return text;
  }

  /**
   * {@return the settings of a component that another jar offers}
   *
   * @throws IOException if reading fails, or there are none
   */
  public ComponentSettings component() throws IOException {
    return ComponentSettings.read(this);
  }

  /**
   * {@return bytes}
   *
   * @throws IOException if reading fails, or their number is impossible
   */
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

  /**
   * Reads a list.
   *
   * @param <T> the type of the elements
   * @param element reads one
   * @return the elements
   * @throws IOException if reading fails, or their number is impossible
   */
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

  /**
   * Reads a component that is a part of another one.
   *
   * @param <T> the type of the component
   * @param element reads it
   * @return the component
   * @throws IOException if reading fails, or components are nested too deep
   */
  public <T> T nested(Element<T> element) throws IOException {
    if (++depth > DEEPEST) {
      throw new IOException("tokenizer section nests more than " + DEEPEST + " components");
    }
    T component = element.read();
    depth--;
    return component;
  }

  /**
   * {@return MeCab's dictionary, which stands beside the settings}
   *
   * @throws IOException if there is none
   */
  public MecabDictionary dictionary() throws IOException {
    if (dictionary == null) {
      throw new IOException("tokenizer section needs a dictionary of MeCab, which is not there");
    }
    return dictionary;
  }

  /**
   * Reads a list of components, which may hold lists of components themselves.
   *
   * @param <T> the type of the elements
   * @param element reads one
   * @return the elements
   * @throws IOException if reading fails, or lists are nested too deep
   */
  public <T> List<T> components(Element<T> element) throws IOException {
    if (++depth > DEEPEST) {
      throw new IOException("tokenizer section nests more than " + DEEPEST + " sequences");
    }
    List<T> list = list(element);
    depth--;
    return list;
  }

  /**
   * Reads one of some constants.
   *
   * @param <E> the type of the constants
   * @param constants those that there are
   * @return the constant
   * @throws IOException if reading fails, or it is none of them
   */
  public <E extends Enum<E>> E constant(E[] constants) throws IOException {
    String name = text();
    for (E constant : constants) {
      if (constant.name().equals(name)) {
        return constant;
      }
    }
    throw new IOException("tokenizer section has an unknown choice, \"" + name + "\"");
  }

  /**
   * {@return what to throw where a tag is not known}
   *
   * @param component what the tag is of
   * @param tag the tag
   */
  public static IOException unknown(String component, int tag) {
    return new IOException("tokenizer section has an unknown " + component + ", number " + tag);
  }
}
