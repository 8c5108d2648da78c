/** The parts of a text that are scored: words, pieces, phrases, sentences, windows. */
package org.mekiki.sig.text;
