/** Texts and tables as files: CSV, TSV, JSON lines, read a row at a time. */
package org.mekiki.cli.data;
