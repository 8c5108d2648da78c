/** The commands {@code train} and {@code vocabulary}. */
package org.mekiki.cli.train;
