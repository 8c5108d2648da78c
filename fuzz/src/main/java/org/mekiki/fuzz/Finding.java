package org.mekiki.fuzz;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An input that breaks the promise, made again from seed and number.
 *
 * @param target by its name
 * @param seed of the run
 * @param number of the case
 * @param input the input
 * @param verdict what is wrong
 */
public record Finding(String target, long seed, long number, byte[] input, Verdict verdict) {
  /** One line for people. */
  public String sentence() {
    return "%s, seed %d, case %d: %s".formatted(target, seed, number, verdict.words());
  }

  /**
   * Writes the input, and beside it what is wrong.
   *
   * @return the input's file
   */
  public Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    String name = "%s-%d-%d".formatted(target, seed, number);
    var text = new StringWriter();
    var out = new PrintWriter(text);
    out.println(sentence());
    if (verdict.thrown() != null) {
      verdict.thrown().printStackTrace(out);
    }
    out.flush();
    Files.writeString(folder.resolve(name + ".txt"), text.toString());
    return Files.write(folder.resolve(name), input);
  }
}
