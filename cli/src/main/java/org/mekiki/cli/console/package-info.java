/** What the command says to its user and what it refuses: the ground floor. */
package org.mekiki.cli.console;
