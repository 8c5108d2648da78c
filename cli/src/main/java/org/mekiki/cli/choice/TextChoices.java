package org.mekiki.cli.choice;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that can be chosen of the explanation of one text, by command or over HTTP.
 *
 * @param how it is explained
 * @param targets what of it
 * @param window how it is read where it is long
 * @param changes whether to say what would change the decision
 */
public record TextChoices(
    ExplainerChoice how, WrittenTargets targets, WindowChoice window, boolean changes) {
  private static final Setting<Boolean> COUNTERFACTUAL =
      Setting.flag(
          "counterfactual",
          "say also which words, changed together, turn the decision, and which alone keep it");

  /** What it is made of. */
  public static final List<Setting<?>> SETTINGS =
      Stream.of(
              ExplainerChoice.SETTINGS,
              WrittenTargets.SETTINGS,
              WindowChoice.SETTINGS,
              List.<Setting<?>>of(COUNTERFACTUAL))
          .<Setting<?>>flatMap(List::stream)
          .toList();

  /** How changes are looked for where nothing more was said, for texts that are read at once. */
  public Optional<ChangeChoice> changeChoice() {
    if (!changes) {
      return Optional.empty();
    }
    if (window.isGiven()) {
      throw how.naming()
          .refusal(
              "what would change a decision is not looked for in windows; leave out {window} or"
                  + " {counterfactual}");
    }
    return Optional.of(ChangeChoice.of(new Chosen(how.naming())));
  }

  /** As it was chosen. */
  public static TextChoices of(Chosen chosen) {
    return new TextChoices(
        ExplainerChoice.of(chosen),
        WrittenTargets.of(chosen),
        WindowChoice.of(chosen),
        chosen.is(COUNTERFACTUAL));
  }
}
