package org.mekiki.cli.option;

import org.mekiki.cli.console.Positive;
import org.mekiki.core.runtime.ComputeContext;
import picocli.CommandLine.Option;

/** On how many threads to compute. */
public final class ThreadsOption {
  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "threads to compute on; default: all processors")
  private Integer threads;

  public ComputeContext context() {
    int count = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    Positive.require("--threads", count);
    return ComputeContext.ownedPool(count);
  }
}
