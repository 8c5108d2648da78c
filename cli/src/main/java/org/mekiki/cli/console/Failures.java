package org.mekiki.cli.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Turns exceptions into one sentence and an exit code. */
public final class Failures {
  private Failures() {}

  public static int report(Exception e, Console console) {
    String sentence = sentence(e);
    if (sentence == null) {
      console.tell("internal fault, please report it: " + e);
      return ExitCode.INTERNAL;
    }
    console.tell(sentence);
    return ExitCode.USAGE;
  }

  /** One sentence for what is the user's to mend; null for a fault of the program. */
  public static String sentence(Exception e) {
    return switch (e) {
      case NoSuchFileException missing -> missing.getFile() + " does not exist";
      case AccessDeniedException denied -> denied.getFile() + " cannot be accessed";
      case IOException io -> oneLine(io);
      case UncheckedIOException unchecked -> sentence(unchecked.getCause());
      case UserException user -> oneLine(user);
      case IllegalArgumentException argument -> oneLine(argument);
      case ArithmeticException arithmetic -> oneLine(arithmetic);
      default -> null;
    };
  }

  private static String oneLine(Exception e) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    return message.replace('\n', ' ').replace('\r', ' ');
  }
}
