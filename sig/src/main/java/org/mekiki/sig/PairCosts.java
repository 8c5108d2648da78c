package org.mekiki.sig;

import java.util.Optional;
import org.mekiki.sig.interaction.InteractionGame;

/**
 * What the interactions of words cost at most, in passes.
 *
 * @param words whose pairs are evaluated, at most
 * @param targets number of explained scalars; each has strongest words of its own
 * @param maskedToo whether F of the masked words is not known from their scores
 * @param game whose index is asked for, at the least; empty for pairs in the full text
 */
record PairCosts(int words, int targets, boolean maskedToo, Optional<InteractionGame> game) {
  /** Where so many words are explained. */
  long of(int explained) {
    int most = Math.min(words, explained);
    if (game.isPresent()) {
      return game.orElseThrow().leastPasses(most);
    }
    long pairs = Math.min(targets * Interactions.passes(most), Interactions.passes(explained));
    return pairs + (maskedToo && most > 1 ? Math.min((long) targets * most, explained) : 0);
  }
}
