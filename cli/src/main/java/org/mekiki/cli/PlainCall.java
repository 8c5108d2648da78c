package org.mekiki.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.mekiki.cli.console.Console;
import org.mekiki.cli.console.Failures;
import org.mekiki.cli.explain.ExplainCommand;
import org.mekiki.cli.explain.PredictCommand;
import org.mekiki.cli.option.TextOption;

/**
 * A call that needs no option parser: {@code explain} or {@code predict} and texts, nothing else.
 *
 * <p>It is the commonest call, and the parser takes a third of its time: its classes are of a
 * format that the Java machine cannot keep in a cache.
 */
record PlainCall(Console console, Callable<Integer> command) {
  /** The call, if these arguments are one. */
  static Optional<PlainCall> of(Console console, String... args) {
    if (args.length < 2) {
      return Optional.empty();
    }
    List<String> texts = List.of(args).subList(1, args.length);
    // "@" begins the name of a file with more arguments.
    if (texts.stream().anyMatch(text -> text.startsWith("-") || text.startsWith("@"))) {
      return Optional.empty();
    }
    return switch (args[0]) {
      case "explain" ->
          Optional.of(new PlainCall(console, new ExplainCommand(console, new TextOption(texts))));
      case "predict" ->
          Optional.of(new PlainCall(console, new PredictCommand(console, new TextOption(texts))));
      default -> Optional.empty();
    };
  }

  int run() {
    try {
      return command.call();
    } catch (VirtualMachineError e) {
      return Failures.fault(e, console);
    } catch (Exception e) {
      return Failures.report(e, console);
    }
  }
}
