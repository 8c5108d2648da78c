package org.mekiki.sig.effect;

import java.util.List;
import org.mekiki.sig.text.TextPart;

/**
 * Words of a text, and what the model answers with all of them masked, by a forward pass of its
 * own.
 *
 * @param words one, two, or all that can be masked
 * @param without the answer with them masked
 */
public record Effect(List<TextPart> words, Answer without) {
  /** Copies. */
  public Effect {
    words = List.copyOf(words);
  }
}
