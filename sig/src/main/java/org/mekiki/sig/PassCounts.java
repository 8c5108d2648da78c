package org.mekiki.sig;

/**
 * How many sentences were evaluated.
 *
 * @param forward sentences run forward
 * @param backward sentences also run backward
 */
public record PassCounts(long forward, long backward) {}
