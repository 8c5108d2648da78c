package org.mekiki.transformer;

import org.mekiki.transformer.entity.WordSpan;

/**
 * A part of a text that a label fits.
 *
 * @param label number of the label
 * @param words its words, as the model counts those that it read
 * @param start first UTF-16 index in the text
 * @param end index after the last
 * @param score probability that the label fits
 */
public record Entity(int label, WordSpan words, int start, int end, double score) {}
