package org.mekiki.transformer.tokenizer.regex;

import java.util.function.IntPredicate;

/** The characters of a pattern, read one after the other, and the escapes among them. */
final class PatternReader {
  private final String pattern;
  private final int[] codePoints;
  private int at;

  PatternReader(String pattern) {
    this.pattern = pattern;
    this.codePoints = pattern.codePoints().toArray();
  }

  boolean atEnd() {
    return at == codePoints.length;
  }

  int position() {
    return at;
  }

  void back(int position) {
    at = position;
  }

  int peek() {
    return codePoints[at];
  }

  boolean peekIs(int c) {
    return !atEnd() && codePoints[at] == c;
  }

  int previous() {
    return codePoints[at - 1];
  }

  int next() {
    if (atEnd()) {
      throw wrong("ends too early");
    }
    return codePoints[at++];
  }

  boolean accept(int c) {
    boolean there = peekIs(c);
    at += there ? 1 : 0;
    return there;
  }

  /** Moves behind the next such character; to the end if there is none, which is false. */
  boolean skipPast(int c) {
    while (!atEnd() && codePoints[at] != c) {
      at++;
    }
    return accept(c);
  }

  boolean accept(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (at + i >= codePoints.length || codePoints[at + i] != word.charAt(i)) {
        return false;
      }
    }
    at += word.length();
    return true;
  }

  /** A decimal number, −1 if none stands here. */
  int number(int largest) {
    int value = -1;
    while (!atEnd() && peek() >= '0' && peek() <= '9') {
      value = Math.max(value, 0) * 10 + next() - '0';
      if (value > largest) {
        throw wrong("repeats more than %d times".formatted(largest));
      }
    }
    return value;
  }

  RegexSyntaxException wrong(String reason) {
    return new RegexSyntaxException(pattern, Math.max(0, at - 1), reason);
  }

  /** What stands before this place is more than a program may be. */
  RegexSyntaxException tooLarge() {
    return wrong("is too large");
  }

  /** The set that an escape names, null if it names none. */
  IntPredicate escapedSet(int c) {
    return switch (c) {
      case 'd' -> Character::isDigit;
      case 'D' -> p -> !Character.isDigit(p);
      case 's' -> Properties::isSpace;
      case 'S' -> p -> !Properties.isSpace(p);
      case 'h' -> Properties::isHexDigit;
      case 'H' -> p -> !Properties.isHexDigit(p);
      case 'p', 'P' -> property(c == 'P');
      default -> null;
    };
  }

  private IntPredicate property(boolean negated) {
    if (!accept('{')) {
      throw wrong("lacks the name of a property in braces");
    }
    boolean excluded = accept('^') != negated;
    var name = new StringBuilder();
    while (!accept('}')) {
      name.appendCodePoint(next());
    }
    IntPredicate set = Properties.named(name.toString());
    if (set == null) {
      throw wrong("uses the property \"" + name + "\", which is not supported");
    }
    return excluded ? set.negate() : set;
  }

  /** The code point that an escape stands for. */
  int escapedCodePoint(int c) {
    return switch (c) {
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 'f' -> '\f';
      case 'v' -> 0xB;
      case 'a' -> 0x7;
      case 'e' -> 0x1B;
      case 'u' -> hexadecimal(4);
      case 'x' -> {
        if (accept('{')) {
          int value = hexadecimal(8);
          if (!accept('}')) {
            throw wrong("lacks a closing brace");
          }
          yield value;
        }
        int value = hexadecimal(2);
        if (value >= 0x80) {
          throw wrong("names a byte that is not an ASCII character");
        }
        yield value;
      }
      case '0' -> 0;
      default -> {
        if (c < 0x80 && Character.isLetterOrDigit(c)) {
          throw wrong("uses \\" + Character.toString(c) + ", which is not supported");
        }
        yield c;
      }
    };
  }

  private int hexadecimal(int most) {
    int value = 0;
    int digits = 0;
    while (digits < most && !atEnd() && Properties.isHexDigit(peek()) && value < 0x110000) {
      value = value * 16 + Character.digit(next(), 16);
      digits++;
    }
    if (digits == 0 || value > Character.MAX_CODE_POINT) {
      throw wrong("names a character by a wrong number");
    }
    return value;
  }
}
