package org.mekiki.adapters;

/**
 * A text as a vector.
 *
 * @param values the vector; the receiver's own
 * @param tokens that were read, those included that the tokenizer adds
 * @param truncated whether the end of the text was cut off, because the model takes no more tokens
 */
public record EmbeddedText(float[] values, int tokens, boolean truncated) {}
