package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.mekiki.cli.console.ColourDepth;
import org.mekiki.cli.console.Console;

/**
 * What the command did with some arguments, in this Java machine.
 *
 * @param status the exit code
 * @param out what it printed
 * @param err what it told the user
 */
public record CommandRun(int status, String out, String err) {
  /** Runs the command without colours. */
  public static CommandRun run(String... args) {
    return run(ColourDepth.NONE, args);
  }

  /** Runs the command as on a terminal with these colours. */
  public static CommandRun run(ColourDepth colours, String... args) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int status;
    try (var o = new PrintStream(out, true, StandardCharsets.UTF_8);
        var e = new PrintStream(err, true, StandardCharsets.UTF_8)) {
      status = Mekiki.run(new Console(o, e, colours, false), args);
    }
    return new CommandRun(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** The command must refuse these arguments by one sentence that holds a word. */
  public static void refused(String word, String... args) {
    CommandRun ran = run(args);
    assertEquals(2, ran.status(), ran.err());
    assertEquals(1, ran.err().lines().count(), ran.err());
    assertTrue(ran.err().contains(word), ran.err());
  }
}
