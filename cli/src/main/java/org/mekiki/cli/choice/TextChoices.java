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
 * @param effects words whose effect on the answer is found by masking them, at most; null where
 *     that was not said
 * @param changes whether to say what would change the decision
 */
public record TextChoices(
    ExplainerChoice how,
    WrittenTargets targets,
    WindowChoice window,
    Integer effects,
    boolean changes) {
  private static final int USUAL_EFFECTS = 50;
  private static final int MOST_EFFECTS = 10_000;

  private static final Setting<Integer> EFFECTS =
      Setting.integer(
              "effects",
              "N",
              "how many words to mask, to say what would happen without them, those with the"
                  + " largest scores first; 0 for none; default: 50, or none with a budget or"
                  + " windows")
          .atMost(MOST_EFFECTS);

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
              List.<Setting<?>>of(EFFECTS, COUNTERFACTUAL))
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
              "what would change a decision is not searched for in windows; leave out {window} or"
                  + " {counterfactual}");
    }
    return Optional.of(ChangeChoice.of(new Chosen(how.naming())));
  }

  /** Words that are masked by themselves to tell their effects, at most. */
  public int effectWords() {
    if (effects == null) {
      return how.budget().isGiven() || window.isGiven() ? 0 : USUAL_EFFECTS;
    }
    if (effects < 0) {
      throw how.naming().refusal("{effects} is %d; it must be 0 or more", effects);
    }
    if (effects > 0 && window.isGiven()) {
      throw how.naming()
          .refusal("effects are not computed in windows; leave out {window} or {effects}");
    }
    return effects;
  }

  /** As it was chosen. */
  public static TextChoices of(Chosen chosen) {
    return new TextChoices(
        ExplainerChoice.of(chosen),
        WrittenTargets.of(chosen),
        WindowChoice.of(chosen),
        chosen.get(EFFECTS),
        chosen.is(COUNTERFACTUAL));
  }
}
