package org.mekiki.cli;

import java.io.PrintStream;

/**
 * Where a command writes.
 *
 * @param out results, UTF-8
 * @param err messages, UTF-8
 * @param colour whether results may be coloured
 * @param interactive whether progress may be shown
 */
record Console(PrintStream out, PrintStream err, boolean colour, boolean interactive) {}
