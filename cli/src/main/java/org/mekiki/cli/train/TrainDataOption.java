package org.mekiki.cli.train;

import java.nio.file.Path;
import org.mekiki.cli.console.UserException;
import org.mekiki.cli.option.ColumnsOption;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a model learns from, and what it is tested on meanwhile. */
final class TrainDataOption {
  @Option(
      names = "--data",
      paramLabel = "FILE",
      required = true,
      description =
          "the texts to learn from: a .csv or .tsv file whose first line names the columns, or a"
              + " .jsonl file of objects")
  private Path data;

  @Option(
      names = "--dev",
      paramLabel = "FILE",
      description =
          "the texts by which the best weights are chosen, in the same form; nothing is learnt from"
              + " them")
  private Path dev;

  @Option(
      names = "--dev-share",
      paramLabel = "P",
      description =
          "without --dev: the share of --data set aside instead, drawn by the seed;"
              + " default: 0.05")
  private Double devShare;

  @Mixin private ColumnsOption columns;

  /** The choice; refuses options that mean nothing together. */
  TrainDataChoice choice() {
    if (dev != null && devShare != null) {
      throw new UserException("give --dev or --dev-share, not both");
    }
    return new TrainDataChoice(data, dev, devShare, columns.asked(null));
  }
}
