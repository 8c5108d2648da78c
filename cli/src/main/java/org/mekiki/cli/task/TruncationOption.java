package org.mekiki.cli.task;

import org.mekiki.cli.console.Choice;
import org.mekiki.cli.data.TextItem;
import org.mekiki.core.model.EncodedText;
import org.mekiki.transformer.tokenizer.Tokenizer;
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

  /** Refuses what is no choice. */
  public void check() {
    strategy();
    if (side != null) {
      side(null);
    }
  }

  /** Whether anything was asked for. */
  boolean given() {
    return strategy != null || side != null;
  }

  private Truncation.Strategy strategy() {
    return strategy == null
        ? Truncation.Strategy.LONGEST_FIRST
        : Choice.of("--truncation", strategy, Truncation.Strategy.values());
  }

  private Truncation.Side side(Tokenizer tokenizer) {
    return side == null
        ? tokenizer.truncationSide()
        : Choice.of("--truncation-side", side, Truncation.Side.values());
  }

  /**
   * The rule for texts over the limit.
   *
   * @param limit tokens at most, 0 for no limit
   * @param stride tokens that neighbouring windows share
   */
  public Truncation truncation(Tokenizer tokenizer, int limit, int stride) {
    return new Truncation(limit, strategy(), side(tokenizer), stride);
  }

  /**
   * A text as a model reads it.
   *
   * @param maxLength tokens at most, 0 for the model's limit
   */
  public EncodedText encode(Reader reader, TextItem item, int maxLength) {
    return given()
        ? reader.encode(item, truncation(reader.model().tokenizer(), maxLength, 0))
        : reader.encode(item, maxLength);
  }
}
