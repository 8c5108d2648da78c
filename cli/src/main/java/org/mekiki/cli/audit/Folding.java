package org.mekiki.cli.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.mekiki.cli.audit.count.Decision;
import org.mekiki.cli.audit.count.Place;
import org.mekiki.cli.audit.count.Sighting;
import org.mekiki.cli.audit.count.Turn;
import org.mekiki.cli.audit.findings.TextFinding;

/**
 * Turns findings into decisions: which places of the texts are the same word.
 *
 * @param lowerCase whether upper and lower case are the same
 */
record Folding(boolean lowerCase) {
  /** One decision an explained class. */
  List<Decision> decisions(TextFinding finding) {
    if (finding.skipped() != null) {
      return List.of();
    }
    List<Place> places = new ArrayList<>(finding.words());
    for (TextFinding.Phrase phrase : finding.phrases()) {
      Place first = finding.words().get(phrase.first());
      Place last = finding.words().get(phrase.last());
      places.add(new Place(first.sequence(), first.start(), last.end()));
    }
    List<String> terms = places.stream().map(place -> term(finding, place)).toList();
    int predicted = finding.answer().best();
    var decisions = new ArrayList<Decision>();
    for (TextFinding.Explained explained : finding.explained()) {
      boolean searched = finding.turned() != null && explained.target() == predicted;
      decisions.add(
          new Decision(
              finding.number(),
              explained.target(),
              predicted,
              finding.text().label(),
              finding.text().group(),
              searched,
              sightings(finding, explained, searched, places, terms)));
    }
    return decisions;
  }

  private static List<Sighting> sightings(
      TextFinding finding,
      TextFinding.Explained explained,
      boolean searched,
      List<Place> places,
      List<String> terms) {
    int words = finding.words().size();
    Turn[] turns = searched ? turns(finding, explained.target()) : new Turn[words];
    double all = 0;
    for (double raw : explained.words()) {
      all += Math.abs(raw);
    }
    var sightings = new ArrayList<Sighting>(places.size());
    for (int i = 0; i < places.size(); i++) {
      TextFinding.Phrase phrase = i < words ? null : finding.phrases().get(i - words);
      double raw = i < words ? explained.words()[i] : explained.phrases()[i - words];
      sightings.add(
          new Sighting(
              terms.get(i),
              phrase == null ? 1 : phrase.last() - phrase.first() + 1,
              places.get(i),
              raw,
              all == 0 ? 0 : raw / all,
              i < words ? turns[i] : null));
    }
    return sightings;
  }

  /** For each word, how it turns the decision for the answer; null where it does not. */
  private static Turn[] turns(TextFinding finding, int target) {
    var turns = new Turn[finding.words().size()];
    for (TextFinding.TurningSet set : finding.turned().sets()) {
      double change =
          set.answer().probabilities()[target] - finding.answer().probabilities()[target];
      // The sets come with the most decisive first.
      set.words()
          .forEach(
              word ->
                  turns[word] =
                      turns[word] == null ? new Turn(set.words().size(), change) : turns[word]);
    }
    return turns;
  }

  private String term(TextFinding finding, Place place) {
    String text =
        finding
            .texts()
            .get(place.sequence())
            .substring(place.start(), place.end())
            .replaceAll("\\s+", " ");
    return lowerCase ? text.toLowerCase(Locale.ROOT) : text;
  }
}
