package org.mekiki.cli.data;

import java.util.Map;

/**
 * A row of a table.
 *
 * @param line on which it begins, from 1
 * @param values by column; numbers and truth values of JSON as text
 */
public record DataRow(long line, Map<String, String> values) {}
