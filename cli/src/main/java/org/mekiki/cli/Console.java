package org.mekiki.cli;

import java.io.PrintStream;

/**
 * Where a command writes.
 *
 * @param out results, UTF-8
 * @param err messages, UTF-8
 * @param colours what standard output can show
 * @param progress told of long work
 */
record Console(PrintStream out, PrintStream err, ColourDepth colours, Progress progress) {
  /** A console of given abilities. */
  Console(PrintStream out, PrintStream err, ColourDepth colours, boolean interactive) {
    this(out, err, colours, new Progress(err, interactive));
  }

  /** One sentence for the user. */
  void tell(String sentence) {
    progress.clear();
    err.println("mekiki: " + sentence);
  }
}
