package org.mekiki.benchmarks;

import java.util.List;

/** Texts to cut into tokens: plain ones, long words, accents, other scripts, much punctuation. */
final class Sentences {
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
}
