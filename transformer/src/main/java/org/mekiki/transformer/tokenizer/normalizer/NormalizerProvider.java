package org.mekiki.transformer.tokenizer.normalizer;

import java.util.function.Function;
import org.mekiki.transformer.tokenizer.text.AlignedText;
import org.mekiki.transformer.tokenizer.text.ComponentSettings;

/**
 * Offers one normalizer by its type: what a jar names as a service so that {@code tokenizer.json}
 * may name the type as it names the built-in ones.
 */
public interface NormalizerProvider {
  /** {@return the type as {@code tokenizer.json} names it} */
  String type();

  /**
   * Makes the component.
   *
   * @param settings of the component
   * @return what changes a text; for any number of threads
   * @throws IllegalArgumentException if a setting is wrong; one sentence says which
   */
  Function<AlignedText, AlignedText> component(ComponentSettings settings);
}
