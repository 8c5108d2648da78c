package org.mekiki.cli.option;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.mekiki.cli.console.Console;
import org.mekiki.cli.console.ExitCode;
import org.mekiki.cli.console.Failures;
import org.mekiki.cli.console.Positive;
import org.mekiki.cli.console.UserException;
import org.mekiki.cli.data.TextItem;
import org.mekiki.cli.data.TextLines;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The texts: arguments, or a file that is read line by line. */
public final class TextOption {
  @Parameters(paramLabel = "TEXT", arity = "0..*", description = "the texts")
  private List<String> texts = List.of();

  @Option(names = "--pair", paramLabel = "TEXT", description = "a second text beside the first")
  private String pair;

  @Option(
      names = "--note",
      paramLabel = "TEXT",
      description = "your note on the text, kept in JSON and on the page")
  private String note;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      description =
          "texts from a file: .txt, one per line; .jsonl, objects with text, text_pair, id, note")
  private Path input;

  @Option(names = "--max-length", paramLabel = "N", description = "the most tokens to read")
  private Integer maxLength;

  @Option(names = "--no-truncate", description = "refuse texts over the limit")
  private boolean noTruncate;

  /** The line of the file that is worked on; 0 for none. */
  private long line;

  /** No text yet: the option parser fills it in. */
  public TextOption() {}

  /** These texts, as if given as arguments. */
  public TextOption(List<String> texts) {
    this.texts = List.copyOf(texts);
  }

  /** Works on one text. */
  public interface Work {
    void accept(TextItem item) throws IOException;
  }

  /** Tokens at most, 0 for the model's limit. */
  public int maxLength() {
    Positive.require("--max-length", maxLength);
    return maxLength == null ? 0 : maxLength;
  }

  public boolean isFile() {
    return input != null;
  }

  /** Refuses a text that was cut where the user does not want that; tells of it otherwise. */
  public void checkTruncation(int kept, int all, Console console) {
    if (all <= kept) {
      return;
    }
    if (noTruncate) {
      throw new UserException(
          "the text has %d tokens, the limit is %d; shorten it or leave out --no-truncate"
              .formatted(all, kept));
    }
    String place = line == 0 ? "" : "%s, line %d: ".formatted(input, line);
    console.tell("%stext truncated: %d of %d tokens are read".formatted(place, kept, all));
  }

  /** Does the work for each text, whose result goes to {@code out}; returns the exit code. */
  public int forEach(Console console, PrintStream out, Work work) throws IOException {
    maxLength();
    if (input != null) {
      if (!texts.isEmpty() || pair != null) {
        throw new UserException("give texts as arguments or with --input, not both");
      }
      if (note != null) {
        throw new UserException(
            "--note is for a text given as an argument; each line of --input can have its own"
                + " \"note\"");
      }
      return forEachLine(console, out, work);
    }
    if (texts.isEmpty()) {
      throw new UserException("there is no text: give one as an argument, or a file with --input");
    }
    if (note != null && texts.size() > 1) {
      throw new UserException(
          "--note is for one text, but there are %d; in a .jsonl file for --input each line can have its \"note\""
              .formatted(texts.size()));
    }
    for (String text : texts) {
      work.accept(new TextItem(null, text, pair, note));
      console.progress().clear();
    }
    return ExitCode.OK;
  }

  /** A line that cannot be used is told with its number; the others are done. */
  private int forEachLine(Console console, PrintStream out, Work work) throws IOException {
    if (Files.isDirectory(input)) {
      throw new UserException("--input " + input + " is a directory; a file is needed");
    }
    int status = ExitCode.OK;
    try (var lines = TextLines.open(input)) {
      while (lines.advance()) {
        line = lines.number();
        try {
          TextItem item = lines.item();
          if (item != null) {
            work.accept(item);
          }
        } catch (UserException | IllegalArgumentException | ArithmeticException e) {
          console.tell("%s, line %d: %s".formatted(input, lines.number(), Failures.sentence(e)));
          status = ExitCode.USAGE;
        }
        OutputOption.requireGood(out, "the output");
        console.progress().texts(lines.number(), lines.share());
      }
    }
    console.progress().clear();
    return status;
  }
}
