package org.mekiki.cli.audit;

import org.mekiki.cli.console.Choice;
import org.mekiki.cli.console.Positive;
import org.mekiki.cli.console.UserException;
import picocli.CommandLine.Option;

/** How an audit counts what it found. Another choice counts anew and asks no model again. */
final class AuditCountingOption {
  @Option(
      names = "--case",
      paramLabel = "fold|keep",
      description = "whether words that differ only in case are the same; default: fold, the same")
  private String letterCase = "fold";

  @Option(
      names = "--min-count",
      paramLabel = "N",
      description = "leave out words that occur in fewer texts; default: 5")
  private long minimum = 5;

  @Option(
      names = "--confidence",
      paramLabel = "C",
      description = "the confidence level of intervals; default: 0.95")
  private double confidence = 0.95;

  @Option(
      names = "--false-discovery",
      paramLabel = "Q",
      description =
          "the share of chance findings allowed among the differences that count; default: 0.05")
  private double falseDiscovery = 0.05;

  @Option(
      names = "--rows",
      paramLabel = "N",
      description = "rows kept per table and class; default: 2000")
  private int rows = 2000;

  AuditSettings settings() {
    Choice.require("--case", letterCase, "fold", "keep");
    Positive.require("--min-count", minimum);
    if (!(confidence > 0 && confidence < 1)) {
      throw new UserException("--confidence must lie between 0 and 1, got " + confidence);
    }
    if (!(falseDiscovery > 0 && falseDiscovery < 1)) {
      throw new UserException("--false-discovery must lie between 0 and 1, got " + falseDiscovery);
    }
    Positive.require("--rows", rows);
    return new AuditSettings(
        letterCase.equals("fold"),
        minimum,
        confidence,
        falseDiscovery,
        rows,
        AuditSettings.MOST_TERMS);
  }
}
