package org.mekiki.cli;

/**
 * A text to work on.
 *
 * @param id the caller's name for it, or null
 * @param text the text
 * @param pair a second text, or null
 */
record TextItem(String id, String text, String pair) {}
