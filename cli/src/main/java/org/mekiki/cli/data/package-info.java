/** Tables of texts as files: CSV, TSV and JSON lines, read a row at a time. */
package org.mekiki.cli.data;
