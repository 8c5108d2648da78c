package org.mekiki.cli.serve;

/**
 * How much a request may hold and ask for.
 *
 * @param bodyBytes of its body
 * @param textLength characters of a text
 * @param rows of a table
 * @param passes through the model
 */
record RequestLimits(int bodyBytes, int textLength, int rows, long passes) {}
