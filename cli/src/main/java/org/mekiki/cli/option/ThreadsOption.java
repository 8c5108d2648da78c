package org.mekiki.cli.option;

import org.mekiki.cli.console.Positive;
import org.mekiki.core.runtime.ComputeContext;
import picocli.CommandLine.Option;

/** On how many threads to compute. */
public final class ThreadsOption {
  private static final int MOST = 1024;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "threads to compute on, " + MOST + " at most; default: all processors")
  private Integer threads;

  public ComputeContext context() {
    int count = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    Positive.require("--threads", count, MOST);
    return ComputeContext.ownedPool(count);
  }
}
