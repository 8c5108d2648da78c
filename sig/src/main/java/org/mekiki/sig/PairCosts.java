package org.mekiki.sig;

/**
 * What the interactions of words cost at most, in passes.
 *
 * @param words whose pairs are evaluated, at most
 * @param targets number of explained scalars; each has strongest words of its own
 * @param maskedToo whether F of the masked words is not known from their scores
 */
record PairCosts(int words, int targets, boolean maskedToo) {
  /** Where so many words are explained. */
  long of(int explained) {
    int most = Math.min(words, explained);
    long pairs = Math.min(targets * Interactions.passes(most), Interactions.passes(explained));
    return pairs + (maskedToo && most > 1 ? Math.min((long) targets * most, explained) : 0);
  }
}
