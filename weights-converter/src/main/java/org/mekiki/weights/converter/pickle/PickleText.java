package org.mekiki.weights.converter.pickle;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mekiki.weights.converter.file.ConversionException;

/** Numbers and texts as the protocols write them. */
final class PickleText {
  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,999}L?");
  private static final Pattern REAL =
      Pattern.compile("[+-]?(?:inf|nan|[0-9]*\\.?[0-9]*(?:[eE][+-]?[0-9]{1,5})?)");
  private static final Pattern HEX = Pattern.compile("\\\\x([0-9a-fA-F]{2})");
  private static final Pattern UNICODE =
      Pattern.compile("\\\\u([0-9a-fA-F]{4})|\\\\U([0-9a-fA-F]{8})");

  private PickleText() {}

  /** A decimal number; the two digits 00 and 01 are the truth values of protocol 0. */
  static Object integer(String text, PickleInput in) throws ConversionException {
    if (text.equals("00") || text.equals("01")) {
      return text.equals("01");
    }
    if (!INTEGER.matcher(text).matches()) {
      throw in.damaged("a number is malformed");
    }
    return narrowed(new BigInteger(text.replace("L", "")));
  }

  /** The place of a remembered value. */
  static long place(String text, PickleInput in) throws ConversionException {
    if (!text.matches("[0-9]{1,10}")) {
      throw in.damaged("a number is malformed");
    }
    return Long.parseLong(text);
  }

  /** A number in two's complement, the lowest byte first. */
  static Object binary(byte[] bytes) {
    byte[] reversed = new byte[bytes.length + 1];
    for (int i = 0; i < bytes.length; i++) {
      reversed[reversed.length - 1 - i] = bytes[i];
    }
    reversed[0] = (byte) (bytes.length > 0 && bytes[bytes.length - 1] < 0 ? -1 : 0);
    return narrowed(new BigInteger(reversed));
  }

  private static Object narrowed(BigInteger value) {
    return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
  }

  static double real(String text, PickleInput in) throws ConversionException {
    try {
      if (REAL.matcher(text).matches()) {
        return Double.parseDouble(text.replace("inf", "Infinity").replace("nan", "NaN"));
      }
    } catch (NumberFormatException e) {
      throw new ConversionException(in.damaged("a number is malformed").getMessage(), e);
    }
    throw in.damaged("a number is malformed");
  }

  /** A character a byte, as Python 2 had its texts. */
  static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** A text of Python 2 in quotation marks. */
  static String quoted(String text, PickleInput in) throws ConversionException {
    int last = text.length() - 1;
    if (last < 1 || "'\"".indexOf(text.charAt(0)) < 0 || text.charAt(0) != text.charAt(last)) {
      throw in.damaged("a text has no quotation marks");
    }
    String inner =
        HEX.matcher(text.substring(1, last))
            .replaceAll(
                hex ->
                    Matcher.quoteReplacement(
                        String.valueOf((char) Integer.parseInt(hex.group(1), 16))));
    return inner.replace("\\'", "'").replace("\\\"", "\"");
  }

  /** A text of protocol 0, with numbers in the place of characters beyond Latin-1. */
  static String escaped(String text, PickleInput in) throws ConversionException {
    try {
      return UNICODE
          .matcher(text)
          .replaceAll(
              found -> {
                String hex = found.group(1) == null ? found.group(2) : found.group(1);
                return Matcher.quoteReplacement(
                    Character.toString(Integer.parseUnsignedInt(hex, 16)));
              });
    } catch (IllegalArgumentException e) {
      throw new ConversionException(in.damaged("a text names no character").getMessage(), e);
    }
  }
}
