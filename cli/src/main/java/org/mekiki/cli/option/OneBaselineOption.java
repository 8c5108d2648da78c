package org.mekiki.cli.option;

import org.mekiki.cli.console.Choice;
import org.mekiki.core.model.Baseline;
import picocli.CommandLine.Option;

/** What words are moved from, where many texts are examined in one way. */
public final class OneBaselineOption {
  @Option(
      names = "--baseline",
      paramLabel = "mask|pad|unk|zero",
      description = "what words are moved from, and masked by; default: mask")
  private String name = Baseline.MASK.label();

  public Baseline baseline() {
    return Choice.of("--baseline", name, Baseline.values());
  }
}
