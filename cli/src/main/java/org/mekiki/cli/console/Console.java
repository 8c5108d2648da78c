package org.mekiki.cli.console;

import java.io.PrintStream;

/**
 * Where a command writes.
 *
 * @param out results, UTF-8
 * @param err messages, UTF-8
 * @param colours what standard output can show
 * @param progress told of long work
 */
public record Console(PrintStream out, PrintStream err, ColourDepth colours, Progress progress) {
  /** A console of given abilities. */
  public Console(PrintStream out, PrintStream err, ColourDepth colours, boolean interactive) {
    this(out, err, colours, new Progress(err, interactive));
  }

  /**
   * One sentence for the user; what stands in it, such as a name of a file, cannot steer a
   * terminal.
   */
  public void tell(String sentence) {
    progress.clear();
    err.println("mekiki: " + TerminalText.line(sentence));
  }
}
