package org.mekiki.cli;

import java.util.List;
import org.mekiki.transformer.tokenizer.Encoding;
import org.mekiki.transformer.tokenizer.Tokenizer;
import org.mekiki.transformer.tokenizer.Truncation;
import picocli.CommandLine.Option;

/** How texts over the limit are cut off, and whether the rest is shown in windows. */
final class TruncationOption {
  @Option(
      names = "--truncation",
      paramLabel = "STRATEGY",
      description =
          "which text of a pair is cut: longest-first (default), only-first or only-second")
  private String strategy = "longest-first";

  @Option(
      names = "--truncation-side",
      paramLabel = "left|right",
      description = "where tokens are cut off; default: the tokenizer's own side")
  private String side;

  @Option(
      names = "--stride",
      paramLabel = "N",
      description = "show all windows that a text over the limit makes; neighbours share N tokens")
  private Integer stride;

  /** Whether the rest of a text that was cut off is shown too. */
  boolean showsWindows() {
    return stride != null;
  }

  /** Refuses what is no choice. */
  void check() {
    Choice.of("--truncation", strategy, Truncation.Strategy.values());
    if (side != null) {
      Choice.of("--truncation-side", side, Truncation.Side.values());
    }
    if (stride != null && stride < 0) {
      throw new UserException("--stride must not be negative, got " + stride);
    }
  }

  /**
   * The windows of a text, or the first of them alone.
   *
   * @param limit tokens at most, 0 for no limit
   */
  List<Encoding> windows(Tokenizer tokenizer, TextItem item, int limit) {
    var truncation =
        new Truncation(
            limit,
            Choice.of("--truncation", strategy, Truncation.Strategy.values()),
            side == null
                ? tokenizer.truncationSide()
                : Choice.of("--truncation-side", side, Truncation.Side.values()),
            stride == null ? 0 : stride);
    return showsWindows()
        ? tokenizer.windows(item.text(), item.pair(), truncation)
        : List.of(tokenizer.encode(item.text(), item.pair(), truncation));
  }
}
