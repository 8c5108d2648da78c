package org.mekiki.transformer.tokenizer;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.mekiki.transformer.tokenizer.model.AddedToken;
import org.mekiki.transformer.tokenizer.model.BpeModel;
import org.mekiki.transformer.tokenizer.model.TokenModel;
import org.mekiki.transformer.tokenizer.model.UnigramModel;
import org.mekiki.transformer.tokenizer.model.Vocabulary;
import org.mekiki.transformer.tokenizer.normalizer.Normalizer;
import org.mekiki.transformer.tokenizer.pretokenizer.PreTokenizer;

/**
 * Everything a tokenizer is made of, for those who write it down; all numbers are tokens.
 *
 * @param addedTokens tokens that are found in the text itself
 * @param normalizer what changes a text before it is cut; null for nothing
 * @param preTokenizer what cuts a text into words; null for nothing
 * @param model what cuts a word into tokens
 * @param template how texts and added tokens are put together
 * @param specialTokens tokens with a role
 * @param modelMaxLength tokens at most, if that is said
 * @param truncationSide where a text that is too long is cut off
 * @param firstKeepsMore whether of two texts that are both cut the first keeps the odd token, as
 *     the reference's Python programs have it; else the longer one does, as its fast tokenizers
 *     have it
 */
public record TokenizerSettings(
    List<AddedToken> addedTokens,
    Normalizer normalizer,
    PreTokenizer preTokenizer,
    TokenModel model,
    Template template,
    SpecialTokens specialTokens,
    OptionalInt modelMaxLength,
    Truncation.Side truncationSide,
    boolean firstKeepsMore) {
  /** Larger numbers are a mistake, and would need a table of their size. */
  private static final int LARGEST_NUMBER = 10_000_000;

  /**
   * Checks and copies.
   *
   * @throws IllegalArgumentException if a number is none of a token
   */
  public TokenizerSettings {
    addedTokens = List.copyOf(addedTokens);
    addedTokens.forEach(
        token ->
            requireNumber("the token \"" + token.content() + "\"", token.id(), LARGEST_NUMBER));
    int size =
        Math.max(
            model.vocabulary().size(),
            addedTokens.stream().mapToInt(token -> token.id() + 1).max().orElse(0));
    boolean mayLack = model instanceof BpeModel || model instanceof UnigramModel;
    if (!mayLack || model.unknown() >= 0) {
      requireNumber("the unknown token", model.unknown(), size);
    }
    Stream.concat(template.single().stream(), template.pair().stream())
        .filter(part -> part.sequence() < 0)
        .forEach(part -> requireNumber("a token of the template", part.id(), size));
    Stream.of(
            specialTokens.cls(),
            specialTokens.sep(),
            specialTokens.pad(),
            specialTokens.mask(),
            specialTokens.unk())
        .flatMapToInt(OptionalInt::stream)
        .forEach(id -> requireNumber("a special token", id, size));
  }

  private static void requireNumber(String token, int id, int size) {
    if (id < 0 || id >= size) {
      throw new IllegalArgumentException(
          "%s has the number %d, the vocabulary those from 0 to %d".formatted(token, id, size - 1));
    }
  }

  /** The model's tokens and the added ones. */
  Vocabulary vocabulary() {
    return model.vocabulary().with(addedTokens);
  }
}
