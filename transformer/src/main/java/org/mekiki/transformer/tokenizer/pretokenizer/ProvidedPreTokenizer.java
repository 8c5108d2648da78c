package org.mekiki.transformer.tokenizer.pretokenizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.mekiki.transformer.tokenizer.text.AlignedText;
import org.mekiki.transformer.tokenizer.text.ComponentSettings;

/**
 * A pre-tokenizer that another jar offers.
 *
 * @param settings its settings
 * @param component what cuts a text into words
 */
public record ProvidedPreTokenizer(
    ComponentSettings settings, Function<AlignedText, List<AlignedText>> component)
    implements PreTokenizer {
  /**
   * Looks for the provider of a type and makes its component.
   *
   * @param settings whose type is looked for
   * @return the component; empty where no jar offers the type
   * @throws IllegalArgumentException if a setting is wrong
   */
  public static Optional<ProvidedPreTokenizer> find(ComponentSettings settings) {
    for (PreTokenizerProvider provider : ServiceLoader.load(PreTokenizerProvider.class)) {
      if (provider.type().equals(settings.type())) {
        return Optional.of(new ProvidedPreTokenizer(settings, provider.component(settings)));
      }
    }
    return Optional.empty();
  }

  /** {@return the types that other jars offer} */
  public static List<String> types() {
    var types = new ArrayList<String>();
    ServiceLoader.load(PreTokenizerProvider.class).forEach(provider -> types.add(provider.type()));
    return List.copyOf(types);
  }

  @Override
  public List<AlignedText> split(AlignedText text) {
    return component.apply(text);
  }
}
