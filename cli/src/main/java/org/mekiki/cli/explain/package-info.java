/** The commands {@code explain}, {@code predict} and {@code tokenize}. */
package org.mekiki.cli.explain;
