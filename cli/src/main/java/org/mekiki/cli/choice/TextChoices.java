package org.mekiki.cli.choice;

import java.util.List;
import java.util.stream.Stream;

/**
 * All that can be chosen of the explanation of one text, by command or over HTTP.
 *
 * @param how it is explained
 * @param targets what of it
 * @param window how it is read where it is long
 */
public record TextChoices(ExplainerChoice how, WrittenTargets targets, WindowChoice window) {
  /** What it is made of. */
  public static final List<Setting<?>> SETTINGS =
      Stream.of(ExplainerChoice.SETTINGS, WrittenTargets.SETTINGS, WindowChoice.SETTINGS)
          .<Setting<?>>flatMap(List::stream)
          .toList();

  /** As it was chosen. */
  public static TextChoices of(Chosen chosen) {
    return new TextChoices(
        ExplainerChoice.of(chosen), WrittenTargets.of(chosen), WindowChoice.of(chosen));
  }
}
