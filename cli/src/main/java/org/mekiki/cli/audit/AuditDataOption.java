package org.mekiki.cli.audit;

import java.nio.file.Path;
import org.mekiki.cli.option.ColumnsOption;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What an audit reads. */
final class AuditDataOption {
  private static final String NO_PROBES = "none";

  @Option(
      names = "--data",
      paramLabel = "FILE",
      required = true,
      description =
          "a .csv or .tsv file whose first line names the columns, or a .jsonl file of objects")
  private Path data;

  @Mixin private ColumnsOption columns = new ColumnsOption();

  @Option(
      names = "--group-column",
      paramLabel = "NAME",
      description = "the column of the groups to compare, such as departments, products or periods")
  private String groupColumn;

  @Option(
      names = "--probes",
      paramLabel = "FILE|none",
      description = "words that should make no difference; default: a few English ones")
  private String probes;

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description = "what must not drive decisions; exit code 3 if it does")
  private Path rules;

  @Option(
      names = "--before",
      paramLabel = "DIR",
      description =
          "the output folder of an audit of another model on the same data, to show both beside"
              + " each other")
  private Path before;

  Audit.Inputs inputs() {
    boolean without = NO_PROBES.equals(probes);
    return new Audit.Inputs(
        data,
        columns.asked(groupColumn),
        without || probes == null ? null : Path.of(probes),
        !without,
        rules,
        before);
  }

  /** Where results go unless the user says so: beside nothing, in the current folder. */
  Path folder() {
    String name = String.valueOf(data.getFileName());
    int dot = name.lastIndexOf('.');
    return Path.of((dot > 0 ? name.substring(0, dot) : name) + "-audit");
  }
}
