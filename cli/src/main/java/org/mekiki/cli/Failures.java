package org.mekiki.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Turns exceptions into one sentence and an exit code. */
final class Failures {
  private Failures() {}

  static int report(Exception e, Console console) {
    String sentence = sentence(e);
    if (sentence == null) {
      console.tell("internal fault, please report it: " + e);
      return Mekiki.INTERNAL;
    }
    console.tell(sentence);
    return Mekiki.USAGE;
  }

  /** One sentence for what is the user's to mend; null for a fault of the program. */
  static String sentence(Exception e) {
    return switch (e) {
      case NoSuchFileException missing -> missing.getFile() + " does not exist";
      case AccessDeniedException denied -> denied.getFile() + " cannot be accessed";
      case IOException io -> oneLine(io.getMessage() == null ? io.toString() : io.getMessage());
      case UserException user -> oneLine(user.getMessage());
      case IllegalArgumentException argument -> oneLine(String.valueOf(argument.getMessage()));
      case ArithmeticException arithmetic -> oneLine(arithmetic.getMessage());
      default -> null;
    };
  }

  private static String oneLine(String message) {
    return message.replace('\n', ' ').replace('\r', ' ');
  }
}
