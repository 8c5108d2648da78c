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
      console.tell("internal fault, please report it: " + e + FaultReport.write(e));
      return ExitCode.INTERNAL;
    }
    console.tell(sentence);
    return ExitCode.USAGE;
  }

  /** Tells of a fault of the Java machine, such as input nested beyond its stack. */
  public static int fault(VirtualMachineError e, Console console) {
    console.tell(sentence(e) + FaultReport.write(e));
    return ExitCode.INTERNAL;
  }

  /** One sentence for what the Java machine could not do. */
  static String sentence(VirtualMachineError e) {
    return switch (e) {
      case OutOfMemoryError _ ->
          "there is not enough memory; set JAVA_TOOL_OPTIONS=-Xmx8g, for example, or use shorter"
              + " texts";
      case StackOverflowError _ ->
          "internal fault, please report it with its input: the Java machine's stack overflowed";
      default ->
          "internal fault of the Java machine, perhaps because a file was changed while it was"
              + " read: "
              + oneLine(e);
    };
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

  private static String oneLine(Throwable e) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    return message.replace('\n', ' ').replace('\r', ' ');
  }
}
