/** An explanation for readers, as a page and on the terminal. */
package org.mekiki.cli.report;
