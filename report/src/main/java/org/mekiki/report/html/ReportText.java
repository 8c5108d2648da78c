package org.mekiki.report.html;

/**
 * A text as a page shows it.
 *
 * @param id the caller's name for it, or null
 * @param text the text
 * @param pair a second text, or null
 * @param note the author's note on it, or null
 */
public record ReportText(String id, String text, String pair, String note) {}
