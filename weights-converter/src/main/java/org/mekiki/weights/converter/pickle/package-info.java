/**
 * An interpreter for Python pickles that runs nothing: it makes numbers, texts, lists and
 * dictionaries, and whatever a fixed table of names stands for. A pickle is a program; one that
 * names anything else is refused by that name.
 */
package org.mekiki.weights.converter.pickle;
