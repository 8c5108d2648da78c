package org.mekiki.cli.terminal;

import org.mekiki.cli.console.ColourDepth;

/**
 * How much of an explanation a terminal shows.
 *
 * @param colours that it has
 * @param all whether all words are listed, punctuation too
 * @param verbose whether normalised scores, errors and nodes stand beside the effects
 */
public record TerminalDetail(ColourDepth colours, boolean all, boolean verbose) {}
