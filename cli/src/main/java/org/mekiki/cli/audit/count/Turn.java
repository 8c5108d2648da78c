package org.mekiki.cli.audit.count;

/**
 * How a word turns a decision: masking it, alone or together with others, makes the model answer
 * otherwise, and no smaller set that was tried does.
 *
 * @param words of the set, this one included
 * @param change of the probability of the class that was decided for: −0.6 where it falls from 0.9
 *     to 0.3
 */
public record Turn(int words, double change) {}
