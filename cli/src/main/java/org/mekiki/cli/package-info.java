/** The mekiki command: one class a subcommand, one a form of output. */
package org.mekiki.cli;
