package org.mekiki.cli.audit.findings;

/**
 * A text of the data.
 *
 * @param line on which it begins, from 1
 * @param text the text
 * @param pair the second text, or null
 * @param label the right answer, or −1 where it is not known
 * @param group number of its group, or −1 where there is none
 */
public record AuditText(long line, String text, String pair, int label, int group) {}
