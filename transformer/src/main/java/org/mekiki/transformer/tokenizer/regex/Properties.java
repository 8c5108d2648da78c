package org.mekiki.transformer.tokenizer.regex;

import java.util.Locale;
import java.util.function.IntPredicate;

/** Named sets of code points: categories, scripts, blocks, and classes in brackets. */
final class Properties {
  private static final String[] CATEGORIES = {
    "cn", "lu", "ll", "lt", "lm", "lo", "mn", "me", "mc", "nd", "nl", "no", null, "zs", "zl", "zp",
    "cc", "cf", null, "co", "cs", "pd", "ps", "pe", "pc", "po", "sm", "sc", "sk", "so", "pi", "pf"
  };

  private static final String[] CATEGORY_NAMES = {
    "unassigned",
    "uppercaseletter",
    "lowercaseletter",
    "titlecaseletter",
    "modifierletter",
    "otherletter",
    "nonspacingmark",
    "enclosingmark",
    "spacingmark",
    "decimalnumber",
    "letternumber",
    "othernumber",
    null,
    "spaceseparator",
    "lineseparator",
    "paragraphseparator",
    "control",
    "format",
    null,
    "privateuse",
    "surrogate",
    "dashpunctuation",
    "openpunctuation",
    "closepunctuation",
    "connectorpunctuation",
    "otherpunctuation",
    "mathsymbol",
    "currencysymbol",
    "modifiersymbol",
    "othersymbol",
    "initialpunctuation",
    "finalpunctuation"
  };

  private Properties() {}

  /** The set with a name as in {@code \p{name}}; null if it is not known. */
  static IntPredicate named(String name) {
    String plain = name.replaceAll("[ _-]", "").toLowerCase(Locale.ROOT);
    for (int type = 0; type < CATEGORIES.length; type++) {
      if (plain.equals(CATEGORIES[type]) || plain.equals(CATEGORY_NAMES[type])) {
        return category(type);
      }
    }
    IntPredicate group = group(plain);
    if (group != null) {
      return group;
    }
    IntPredicate binary = binary(plain);
    return binary != null ? binary : scriptOrBlock(name.replaceAll("[ -]", "_"), plain);
  }

  private static IntPredicate category(int type) {
    return c -> Character.getType(c) == type;
  }

  private static IntPredicate group(String plain) {
    return switch (plain) {
      case "l", "letter" -> Character::isLetter;
      case "lc", "casedletter" -> c -> isOneOf(c, 1, 2, 3);
      case "m", "mark", "combiningmark" -> c -> isOneOf(c, 6, 7, 8);
      case "n", "number" -> c -> isOneOf(c, 9, 10, 11);
      case "z", "separator" -> Character::isSpaceChar;
      case "p", "punctuation" -> c -> isOneOf(c, 20, 21, 22, 23, 24, 29, 30);
      case "s", "symbol" -> c -> isOneOf(c, 25, 26, 27, 28);
      case "c", "other" -> c -> isOneOf(c, 0, 15, 16, 18, 19);
      default -> null;
    };
  }

  private static IntPredicate binary(String plain) {
    return switch (plain) {
      case "any" -> _ -> true;
      case "assigned" -> Character::isDefined;
      case "alphabetic" -> Character::isAlphabetic;
      case "ideographic" -> Character::isIdeographic;
      case "uppercase" -> Character::isUpperCase;
      case "lowercase" -> Character::isLowerCase;
      case "whitespace" -> Properties::isSpace;
      case "emoji" -> Character::isEmoji;
      case "emojipresentation" -> Character::isEmojiPresentation;
      case "emojimodifier" -> Character::isEmojiModifier;
      case "extendedpictographic" -> Character::isExtendedPictographic;
      default -> bracketed(plain);
    };
  }

  /** The set with a name as in {@code [:name:]}; null if it is not known. */
  static IntPredicate bracketed(String name) {
    return switch (name) {
      case "alpha" -> Character::isAlphabetic;
      case "alnum" -> c -> Character.isAlphabetic(c) || Character.isDigit(c);
      case "digit" -> Character::isDigit;
      case "upper" -> Character::isUpperCase;
      case "lower" -> Character::isLowerCase;
      case "space" -> Properties::isSpace;
      case "blank" -> c -> c == '\t' || Character.getType(c) == Character.SPACE_SEPARATOR;
      case "cntrl" -> category(Character.CONTROL);
      case "punct" -> c -> isOneOf(c, 20, 21, 22, 23, 24, 29, 30, 25, 26, 27, 28);
      case "graph" -> c -> !isSpace(c) && !isOneOf(c, 0, 15, 19);
      case "print" -> c -> !isOneOf(c, 0, 13, 14, 15, 19);
      case "word" -> Properties::isWordOfClass;
      case "xdigit" -> Properties::isHexDigit;
      case "ascii" -> c -> c < 0x80;
      default -> null;
    };
  }

  private static IntPredicate scriptOrBlock(String name, String plain) {
    try {
      if (plain.startsWith("in")) {
        var block = Character.UnicodeBlock.forName(plain.substring(2));
        return c -> block.equals(Character.UnicodeBlock.of(c));
      }
      var script = Character.UnicodeScript.forName(name);
      return c -> Character.UnicodeScript.of(c) == script;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static boolean isOneOf(int c, int... types) {
    int type = Character.getType(c);
    for (int one : types) {
      if (type == one) {
        return true;
      }
    }
    return false;
  }

  /** {@code \s}: the property White_Space. */
  static boolean isSpace(int c) {
    return c >= 0x9 && c <= 0xD || c == 0x85 || Character.isSpaceChar(c);
  }

  private static boolean isWordOfClass(int c) {
    return Character.isAlphabetic(c) || isOneOf(c, 6, 7, 8, 9, 23);
  }

  /** {@code \w}: letters, marks, digits, connectors, and the raised digits of Latin-1. */
  static boolean isWord(int c) {
    return isWordOfClass(c) || c == 0xB2 || c == 0xB3 || c == 0xB9 || c >= 0xBC && c <= 0xBE;
  }

  /** {@code \h}. */
  static boolean isHexDigit(int c) {
    return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
  }
}
