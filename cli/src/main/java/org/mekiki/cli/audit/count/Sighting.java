package org.mekiki.cli.audit.count;

/**
 * A word or phrase at its place in a text, and what it has of the decision.
 *
 * @param term the word or phrase, folded as all of the audit are
 * @param words how many words it has
 * @param place where it stands
 * @param raw its attribution in units of the explained value
 * @param share its attribution divided by the sum of the absolute ones of all words: 0.2 is a fifth
 *     of all that moved the decision, for it; a negative share speaks against it
 * @param turn how it turns the decision; null where it does not, or that is not known
 */
public record Sighting(String term, int words, Place place, double raw, double share, Turn turn) {}
