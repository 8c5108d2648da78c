package org.mekiki.cli.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.mekiki.cli.audit.count.Decision;
import org.mekiki.cli.audit.count.Place;
import org.mekiki.cli.audit.count.Sighting;

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
      decisions.add(
          new Decision(
              finding.number(),
              explained.target(),
              predicted,
              finding.text().label(),
              finding.text().group(),
              sightings(finding, explained, places, terms)));
    }
    return decisions;
  }

  private static List<Sighting> sightings(
      TextFinding finding,
      TextFinding.Explained explained,
      List<Place> places,
      List<String> terms) {
    double all = 0;
    for (double raw : explained.words()) {
      all += Math.abs(raw);
    }
    var sightings = new ArrayList<Sighting>(places.size());
    int words = finding.words().size();
    for (int i = 0; i < places.size(); i++) {
      TextFinding.Phrase phrase = i < words ? null : finding.phrases().get(i - words);
      double raw = i < words ? explained.words()[i] : explained.phrases()[i - words];
      sightings.add(
          new Sighting(
              terms.get(i),
              phrase == null ? 1 : phrase.last() - phrase.first() + 1,
              places.get(i),
              raw,
              all == 0 ? 0 : raw / all));
    }
    return sightings;
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
