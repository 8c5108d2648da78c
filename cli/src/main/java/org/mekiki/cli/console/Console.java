package org.mekiki.cli.console;

import java.io.PrintStream;
import org.mekiki.cli.wording.Speech;

/**
 * Where a command writes.
 *
 * @param out results, UTF-8
 * @param err messages, UTF-8
 * @param colours what standard output can show
 * @param progress told of long work
 * @param speech the language of people who read it
 */
public record Console(
    PrintStream out, PrintStream err, ColourDepth colours, Progress progress, Speech speech) {
  /** A console of given abilities, in English. */
  public Console(PrintStream out, PrintStream err, ColourDepth colours, boolean interactive) {
    this(out, err, colours, new Progress(err, interactive, Speech.ENGLISH), Speech.ENGLISH);
  }

  /** The same for people who read another language. */
  public Console in(Speech language) {
    return new Console(out, err, colours, progress.in(language), language);
  }

  /**
   * One sentence for the user; what stands in it, such as a name of a file, cannot steer a
   * terminal.
   */
  public void tell(String sentence) {
    progress.clear();
    err.println("mekiki: " + TerminalText.line(speech.told(sentence)));
  }
}
