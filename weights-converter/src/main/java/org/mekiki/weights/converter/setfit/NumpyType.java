package org.mekiki.weights.converter.setfit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mekiki.weights.converter.file.ConversionException;
import org.mekiki.weights.converter.pickle.Buildable;
import org.mekiki.weights.converter.pickle.PickleReader;

/** NumPy's format of an element: a number, a truth value or a text. */
final class NumpyType implements Buildable {
  private static final Pattern CODE = Pattern.compile("(f8|f4|i8|i4|i2|i1|u1|b1)|U([1-9]\\d{0,3})");

  private final String file;
  private final String code;
  private final int bytes;
  private boolean littleEndian = true;

  private NumpyType(String file, String code, int bytes) {
    this.file = file;
    this.code = code;
    this.bytes = bytes;
  }

  /** The format with NumPy's code. */
  static NumpyType of(List<Object> given, String file) throws ConversionException {
    String code = given.isEmpty() || !(given.getFirst() instanceof String text) ? "" : text;
    Matcher known = CODE.matcher(code);
    if (!known.matches()) {
      throw new ConversionException(
          "%s: it has an array of the format \"%s\"; numbers and texts are read"
              .formatted(file, PickleReader.shown(code)));
    }
    int bytes =
        known.group(2) == null
            ? Character.digit(code.charAt(1), 10)
            : Integer.BYTES * Integer.parseInt(known.group(2));
    return new NumpyType(file, code, bytes);
  }

  /** A version, the order of bytes, and what elements with parts have. */
  @Override
  public void build(Object state) throws ConversionException {
    if (!(state instanceof List<?> parts) || parts.size() < 2) {
      throw new ConversionException(file + ": it has an array of unknown format");
    }
    littleEndian = !">".equals(parts.get(1));
  }

  int bytes() {
    return bytes;
  }

  /** An element: a number or a text. */
  Object read(ByteBuffer in) throws ConversionException {
    in.order(littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    return switch (code) {
      case "f8" -> in.getDouble();
      case "f4" -> (double) in.getFloat();
      case "i8" -> in.getLong();
      case "i4" -> (long) in.getInt();
      case "i2" -> (long) in.getShort();
      case "i1" -> (long) in.get();
      case "u1" -> (long) (in.get() & 0xFF);
      case "b1" -> in.get() != 0;
      default -> text(in);
    };
  }

  private String text(ByteBuffer in) throws ConversionException {
    var text = new StringBuilder();
    for (int i = 0; i < bytes / Integer.BYTES; i++) {
      int c = in.getInt();
      if (c != 0) {
        if (!Character.isValidCodePoint(c)) {
          throw new ConversionException(file + ": a text in it is not a text");
        }
        text.appendCodePoint(c);
      }
    }
    return text.toString();
  }
}
