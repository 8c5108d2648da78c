package org.mekiki.adapters;

/**
 * What a classifier says of one class.
 *
 * @param label the class
 * @param probability 0 to 1
 */
public record ClassProbability(String label, double probability) {}
