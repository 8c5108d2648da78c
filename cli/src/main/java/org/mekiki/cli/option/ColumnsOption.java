package org.mekiki.cli.option;

import org.mekiki.cli.data.DataColumns;
import picocli.CommandLine.Option;

/** Which columns of a data file hold texts and right answers. */
public final class ColumnsOption {
  @Option(
      names = "--text-column",
      paramLabel = "NAME",
      description = "default: text, sentence or content")
  private String text;

  @Option(names = "--pair-column", paramLabel = "NAME", description = "the column of a second text")
  private String pair;

  @Option(
      names = "--label-column",
      paramLabel = "NAME",
      description = "the column of the right answer; default: label, if there is one; '' for none")
  private String label;

  /** Whether the user named one. */
  public boolean given() {
    return text != null || pair != null || label != null;
  }

  /**
   * What the user named, null where nothing.
   *
   * @param group the column of groups, or null
   */
  public DataColumns asked(String group) {
    return new DataColumns(text, pair, label, group);
  }
}
