package org.mekiki.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Texts to cut into tokens: plain ones, long words, accents, other scripts, much punctuation. */
public final class Sentences {
  /** In a fixed order. */
  static final List<String> ALL =
      List.of(
          "a warm and very funny film",
          "It is not without charm, but the plot is dull and far too long.",
          "The camera lingers on every face; nobody speaks, and nobody has to.",
          "An uncharacteristically straightforward documentary about lighthouse keepers.",
          "«Déjà vu», said the naïve café owner — and ordered another crème brûlée!",
          "It cost $12.50 (popcorn included), ran 2h37m, and ended at 23:59:59...",
          "目利き is Japanese for an expert's eye; глаз is Russian, and μάτι is Greek.",
          "What begins as a comedy of manners, with all the tea, tweed and misunderstanding that"
              + " the label promises, turns by small and entirely believable steps into a quiet"
              + " tragedy in which no one is to blame and everyone has to pay.");

  private Sentences() {}

  /**
   * The texts above, or those of a file, one a line; of a .tsv file the second column without its
   * title.
   *
   * @param name {@code built-in}, or the file
   */
  public static List<String> of(String name) {
    if (name.equals("built-in")) {
      return ALL;
    }
    try {
      List<String> lines = Files.readAllLines(Path.of(name));
      return name.endsWith(".tsv")
          ? lines.stream().skip(1).map(line -> line.substring(line.indexOf('\t') + 1)).toList()
          : lines;
    } catch (IOException e) {
      throw new UncheckedIOException("the texts in " + name + " cannot be read", e);
    }
  }
}
