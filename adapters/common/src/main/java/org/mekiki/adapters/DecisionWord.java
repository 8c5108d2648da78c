package org.mekiki.adapters;

/**
 * How far a word moved a decision.
 *
 * @param text the word, as it stands in the text
 * @param start its first UTF-16 index in the text
 * @param end the index after its last
 * @param score signed: above 0 the word speaks for the class, below 0 against it; divided by the
 *     Euclidean norm of all words' scores, so −1 to 1
 * @param error what the score may be off by at most, in the same unit
 * @param logit the same before the division: how far the word moves the logit of the class
 */
public record DecisionWord(
    String text, int start, int end, double score, double error, double logit) {}
