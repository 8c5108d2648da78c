package org.mekiki.adapters;

/**
 * How far the scores of a decision's words are from the exact differences that they must equal.
 *
 * @param largestError the largest absolute error of all words, divided by the largest absolute
 *     score; 0 where nothing was integrated
 * @param converged whether all errors are within the tolerance that was asked for
 * @param passes sentences that the model read forward and backward for decision and scores
 */
public record Certificate(double largestError, boolean converged, long passes) {}
