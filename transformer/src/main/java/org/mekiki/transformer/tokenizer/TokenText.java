package org.mekiki.transformer.tokenizer;

import org.mekiki.transformer.tokenizer.pretokenizer.ByteLevelPreTokenizer;
import org.mekiki.transformer.tokenizer.pretokenizer.EachWordPreTokenizer;
import org.mekiki.transformer.tokenizer.pretokenizer.MetaspacePreTokenizer;
import org.mekiki.transformer.tokenizer.pretokenizer.PreTokenizer;
import org.mekiki.transformer.tokenizer.pretokenizer.PreTokenizerSequence;
import org.mekiki.transformer.tokenizer.text.ByteCharacters;

/**
 * How the entries of a vocabulary read in a text: without the alphabet of the tokenizer's steps.
 */
final class TokenText {
  private TokenText() {}

  /**
   * A token as text; pieces that continue a word keep the mark that says so.
   *
   * @param preTokenizer of the tokenizer, or null
   */
  static String of(String token, PreTokenizer preTokenizer) {
    return switch (preTokenizer) {
      case null -> token;
      case ByteLevelPreTokenizer _ -> ByteCharacters.decode(token).orElse(token);
      case MetaspacePreTokenizer spaces ->
          token.replace(Character.toString(spaces.replacement()), " ");
      case PreTokenizerSequence sequence -> {
        String text = token;
        for (PreTokenizer step : sequence.steps().reversed()) {
          text = of(text, step);
        }
        yield text;
      }
      case EachWordPreTokenizer each -> of(token, each.inner());
      default -> token;
    };
  }
}
