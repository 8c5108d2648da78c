package org.mekiki.cli.audit.count;

import java.util.List;
import java.util.Optional;

/**
 * How far one decision relies on listed words: the score of the strongest of them, beside all
 * scores of the text. Per-decision reliance as arXiv 2509.22291 measures it.
 *
 * @param place of the strongest listed word
 * @param share of that word, as everywhere in an audit: its score divided by the sum of the
 *     absolute scores of all words; below 0 where it speaks against the class
 * @param norm its absolute score divided by the Euclidean length of all words' scores: between 0,
 *     it does nothing, and 1, nothing else does anything
 * @param first whether no other word has a larger absolute score
 */
public record Reliance(Place place, double share, double norm, boolean first) {
  /**
   * Of one decision.
   *
   * @param decision with the scores of its words
   * @param listed places of listed words in the text
   * @return empty where no scored word stands at any of the places
   */
  public static Optional<Reliance> of(Decision decision, List<Place> listed) {
    Sighting strongest = null;
    double squares = 0;
    double largest = 0;
    for (Sighting word : decision.sightings()) {
      if (word.words() > 1) {
        continue;
      }
      squares += word.raw() * word.raw();
      largest = Math.max(largest, Math.abs(word.raw()));
      if (listed.stream().anyMatch(word.place()::touches)
          && (strongest == null || Math.abs(word.raw()) > Math.abs(strongest.raw()))) {
        strongest = word;
      }
    }
    if (strongest == null) {
      return Optional.empty();
    }
    double size = Math.abs(strongest.raw());
    return Optional.of(
        new Reliance(
            strongest.place(),
            strongest.share(),
            squares == 0 ? 0 : size / Math.sqrt(squares),
            size > 0 && size == largest));
  }
}
