package org.mekiki.transformer.tokenizer.normalizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.mekiki.transformer.tokenizer.text.AlignedText;
import org.mekiki.transformer.tokenizer.text.ComponentSettings;

/**
 * A normalizer that another jar offers.
 *
 * @param settings its settings
 * @param component what changes a text
 */
public record ProvidedNormalizer(
    ComponentSettings settings, Function<AlignedText, AlignedText> component)
    implements Normalizer {
  /**
   * Looks for the provider of a type and makes its component.
   *
   * @param settings whose type is looked for
   * @return the component; empty where no jar offers the type
   * @throws IllegalArgumentException if a setting is wrong
   */
  public static Optional<ProvidedNormalizer> find(ComponentSettings settings) {
    for (NormalizerProvider provider : ServiceLoader.load(NormalizerProvider.class)) {
      if (provider.type().equals(settings.type())) {
        return Optional.of(new ProvidedNormalizer(settings, provider.component(settings)));
      }
    }
    return Optional.empty();
  }

  /** {@return the types that other jars offer} */
  public static List<String> types() {
    var types = new ArrayList<String>();
    ServiceLoader.load(NormalizerProvider.class).forEach(provider -> types.add(provider.type()));
    return List.copyOf(types);
  }

  @Override
  public AlignedText normalize(AlignedText text) {
    return component.apply(text);
  }
}
