package org.mekiki.transformer;

/**
 * An answer that stands in a passage.
 *
 * @param firstToken number of its first token in the text
 * @param lastToken number of its last token
 * @param start first UTF-16 index in the passage
 * @param end index after the last
 * @param score probability that an answer starts at the one and, by itself, ends at the other
 */
public record Answer(int firstToken, int lastToken, int start, int end, double score) {}
