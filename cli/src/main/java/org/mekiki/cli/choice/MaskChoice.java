package org.mekiki.cli.choice;

import java.util.List;
import org.mekiki.core.model.EncodedText;
import org.mekiki.sig.attribution.RowSet;

/**
 * Words that somebody masks.
 *
 * @param naming how settings are called
 * @param places each as START:END, in characters of the first text
 */
public record MaskChoice(Naming naming, List<String> places) {
  private static final int MOST_PLACES = 1000;

  private static final Setting<List<String>> MASK =
      new Setting<List<String>>(
              "mask",
              Setting.Kind.STRINGS,
              true,
              null,
              "START:END",
              List.of(),
              Long.MAX_VALUE,
              "the words that are masked, each by its place in the text, in characters from 0")
          .atMost(MOST_PLACES);

  /** What it is made of. */
  public static final List<Setting<?>> SETTINGS = List.of(MASK);

  /** As it was chosen. */
  public static MaskChoice of(Chosen chosen) {
    List<String> places = chosen.all(MASK);
    if (places.isEmpty()) {
      throw chosen.naming().refusal("{mask} is missing; name places of the text as START:END");
    }
    return new MaskChoice(chosen.naming(), places);
  }

  /** The tokens at the places. */
  public RowSet tokens(EncodedText text) {
    return places.stream()
        .map(
            place ->
                Place.range(naming.of("mask"), text, place)
                    .orElseThrow(
                        () ->
                            naming.refusal(
                                "{mask} holds \"%s\", which is not a place; write START:END",
                                place))
                    .tokens())
        .reduce(RowSet.NONE, RowSet::union);
  }
}
