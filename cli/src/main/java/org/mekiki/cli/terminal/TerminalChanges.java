package org.mekiki.cli.terminal;

import java.io.PrintStream;
import java.util.List;
import org.mekiki.cli.console.TerminalText;
import org.mekiki.cli.wording.Speech;
import org.mekiki.report.wording.ChangeReading;

/** What would change a decision, for a person at a terminal. */
public final class TerminalChanges {
  private TerminalChanges() {}

  /** Both sides, each under its heading. */
  public static void print(ChangeReading reading, Speech speech, PrintStream out) {
    print(speech.say("what would change it"), reading.turning(), out);
    print(speech.say("what alone keeps it"), reading.keeping(), out);
  }

  private static void print(String heading, List<String> sentences, PrintStream out) {
    if (sentences.isEmpty()) {
      return;
    }
    out.println();
    out.println(heading);
    sentences.forEach(sentence -> out.println("   " + TerminalText.line(sentence)));
  }
}
