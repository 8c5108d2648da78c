/** An explanation on the terminal. */
package org.mekiki.cli.terminal;
