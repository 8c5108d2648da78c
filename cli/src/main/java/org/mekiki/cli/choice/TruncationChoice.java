package org.mekiki.cli.choice;

import java.util.Optional;
import org.mekiki.transformer.tokenizer.Tokenizer;
import org.mekiki.transformer.tokenizer.Truncation;

/**
 * How texts over the limit are cut off.
 *
 * @param strategy which text of a pair is cut; empty where nothing was said
 * @param side where tokens are cut off; empty for the tokenizer's own side
 */
public record TruncationChoice(
    Optional<Truncation.Strategy> strategy, Optional<Truncation.Side> side) {
  /** Whether anything was asked for. */
  public boolean isGiven() {
    return strategy.isPresent() || side.isPresent();
  }

  /**
   * The rule for texts over the limit.
   *
   * @param limit tokens at most, 0 for no limit
   * @param stride tokens that neighbouring windows share
   */
  public Truncation truncation(Tokenizer tokenizer, int limit, int stride) {
    return new Truncation(
        limit,
        strategy.orElse(Truncation.Strategy.LONGEST_FIRST),
        side.orElseGet(tokenizer::truncationSide),
        stride);
  }
}
