package org.mekiki.transformer.tokenizer;

import java.util.OptionalInt;
import java.util.stream.Stream;
import org.mekiki.core.model.Baseline;

/**
 * Numbers of the tokens with a role; empty where the tokenizer has none.
 *
 * @param cls begins a text
 * @param sep ends a text
 * @param pad fills up
 * @param mask stands for a word left out
 * @param unk stands for what is unknown
 */
public record SpecialTokens(
    OptionalInt cls, OptionalInt sep, OptionalInt pad, OptionalInt mask, OptionalInt unk) {
  /**
   * {@return whether a token has one of these roles}
   *
   * @param id its number
   */
  public boolean contains(int id) {
    return Stream.of(cls, sep, pad, mask, unk).anyMatch(role -> role.equals(OptionalInt.of(id)));
  }

  /**
   * {@return the token whose row a baseline is; empty where the tokenizer has none, and for zeros}
   *
   * @param baseline what stands in the place of a word
   */
  public OptionalInt of(Baseline baseline) {
    return switch (baseline) {
      case MASK -> mask;
      case PAD -> pad;
      case UNK -> unk;
      case ZERO -> OptionalInt.empty();
    };
  }
}
