package org.mekiki.cli.option;

import java.util.Optional;
import org.mekiki.cli.choice.TruncationChoice;
import org.mekiki.cli.console.Choice;
import org.mekiki.transformer.tokenizer.Truncation;
import picocli.CommandLine.Option;

/** How texts over the limit are cut off. */
public final class TruncationOption {
  @Option(
      names = "--truncation",
      paramLabel = "STRATEGY",
      description =
          "which text of a pair is cut: longest-first (default), only-first or only-second")
  private String strategy;

  @Option(
      names = "--truncation-side",
      paramLabel = "left|right",
      description = "where tokens are cut off; default: the tokenizer's own side")
  private String side;

  /** The choice; refuses what is none. */
  public TruncationChoice choice() {
    return new TruncationChoice(
        Optional.ofNullable(strategy)
            .map(name -> Choice.of("--truncation", name, Truncation.Strategy.values())),
        Optional.ofNullable(side)
            .map(name -> Choice.of("--truncation-side", name, Truncation.Side.values())));
  }
}
