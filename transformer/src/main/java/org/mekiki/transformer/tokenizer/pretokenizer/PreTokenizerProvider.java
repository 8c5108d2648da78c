package org.mekiki.transformer.tokenizer.pretokenizer;

import java.util.List;
import java.util.function.Function;
import org.mekiki.transformer.tokenizer.text.AlignedText;
import org.mekiki.transformer.tokenizer.text.ComponentSettings;

/**
 * Offers one pre-tokenizer by its type: what a jar names as a service so that {@code
 * tokenizer.json} may name the type as it names the built-in ones.
 */
public interface PreTokenizerProvider {
  /** {@return the type as {@code tokenizer.json} names it} */
  String type();

  /**
   * Makes the component.
   *
   * @param settings of the component
   * @return what cuts a text into words; for any number of threads
   * @throws IllegalArgumentException if a setting is wrong; one sentence says which
   */
  Function<AlignedText, List<AlignedText>> component(ComponentSettings settings);
}
