/** The command and the ways to start it. */
package org.mekiki.cli;
