package org.mekiki.cli.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.mekiki.cli.audit.count.Decision;
import org.mekiki.cli.audit.count.Examples;
import org.mekiki.cli.audit.count.Place;
import org.mekiki.cli.audit.count.ProbeStatistics;
import org.mekiki.cli.audit.count.Sighting;
import org.mekiki.cli.audit.count.WordMatcher;
import org.mekiki.cli.audit.findings.TextFinding;
import org.mekiki.cli.audit.statistics.MeanAgainstZero;
import org.mekiki.cli.audit.statistics.Moments;
import org.mekiki.cli.audit.statistics.MultipleComparisons;

/** What became of the probes: answers after substitutions, and shares of the watched words. */
final class ProbeResults {
  private static final int EXAMPLES = 3;

  private final Probes probes;
  private final ProbeStatistics[][] swaps;
  private final Watched[][][] watched;
  private final RelianceResults reliance;

  /** What a watched word has of the decisions for a class, one number a text. */
  static final class Watched {
    private final Moments shares = new Moments();
    private final Examples examples = new Examples(EXAMPLES);
    private long speaking;

    private void add(long number, Place place, double share) {
      shares.add(share);
      examples.add(new Examples.Example(number, place, share));
      speaking += share > 0 ? 1 : 0;
    }

    private void add(Watched other) {
      shares.add(other.shares);
      examples.add(other.examples);
      speaking += other.speaking;
    }

    Moments shares() {
      return shares;
    }

    Examples examples() {
      return examples;
    }

    /** Texts in which it speaks for the class. */
    long speaking() {
      return speaking;
    }
  }

  /** Nothing yet; of the decisions that rely on listed words {@code most} a class are kept. */
  ProbeResults(Probes probes, int classes, int most) {
    this.probes = probes;
    reliance = new RelianceResults(probes.sets().size(), classes, most);
    swaps = new ProbeStatistics[probes.swaps().size()][classes];
    for (ProbeStatistics[] row : swaps) {
      for (int i = 0; i < classes; i++) {
        row[i] = new ProbeStatistics();
      }
    }
    watched = new Watched[probes.sets().size()][][];
    for (int set = 0; set < watched.length; set++) {
      watched[set] = new Watched[probes.sets().get(set).words().size()][classes];
      for (Watched[] row : watched[set]) {
        for (int i = 0; i < classes; i++) {
          row[i] = new Watched();
        }
      }
    }
  }

  /** Adds what was counted of other texts. */
  void add(ProbeResults other) {
    for (int swap = 0; swap < swaps.length; swap++) {
      for (int target = 0; target < swaps[swap].length; target++) {
        swaps[swap][target].add(other.swaps[swap][target]);
      }
    }
    for (int set = 0; set < watched.length; set++) {
      for (int word = 0; word < watched[set].length; word++) {
        for (int target = 0; target < watched[set][word].length; target++) {
          watched[set][word][target].add(other.watched[set][word][target]);
        }
      }
    }
    reliance.add(other.reliance);
  }

  void add(TextFinding finding, List<Decision> decisions) {
    for (TextFinding.Probed probed : finding.probed()) {
      addSwap(finding, probed);
    }
    for (int set = 0; set < watched.length; set++) {
      List<Found> found = find(probes.sets().get(set).matcher(), finding.texts());
      if (!found.isEmpty()) {
        addWatched(set, found, decisions);
        reliance.add(set, found.stream().map(Found::place).toList(), decisions);
      }
    }
  }

  /** A watched word at a place. */
  private record Found(int word, Place place) {}

  /** Where a list's words stand. */
  static Stream<Place> places(WordMatcher matcher, List<String> texts) {
    return find(matcher, texts).stream().map(Found::place);
  }

  private static List<Found> find(WordMatcher matcher, List<String> texts) {
    var found = new ArrayList<Found>();
    for (int i = 0; i < texts.size(); i++) {
      for (WordMatcher.Match match : matcher.find(texts.get(i))) {
        found.add(new Found(match.word(), new Place(i, match.start(), match.end())));
      }
    }
    return found;
  }

  private void addSwap(TextFinding finding, TextFinding.Probed probed) {
    TextFinding.Answer before = finding.answer();
    TextFinding.Answer after = probed.answer();
    Optional<Place> place =
        Examiner.SwappedText.of(finding.text(), probes.swaps().get(probed.swap()).substitution())
            .map(Examiner.SwappedText::before);
    for (int target = 0; target < before.logits().length; target++) {
      double change = after.probabilities()[target] - before.probabilities()[target];
      swaps[probed.swap()][target].add(
          new Examples.Example(finding.number(), place.orElseThrow(), change),
          after.logits()[target] - before.logits()[target],
          before.best() == target,
          after.best() == target);
    }
  }

  /** A word at several places of a text is one number, like every other word. */
  private void addWatched(int set, List<Found> matches, List<Decision> decisions) {
    for (int word : matches.stream().mapToInt(Found::word).distinct().toArray()) {
      List<Place> places =
          matches.stream().filter(match -> match.word() == word).map(Found::place).toList();
      for (Decision decision : decisions) {
        double[] shares =
            decision.sightings().stream()
                .filter(sighting -> sighting.words() == 1)
                .filter(sighting -> places.stream().anyMatch(sighting.place()::touches))
                .mapToDouble(Sighting::share)
                .toArray();
        // Words beyond the model's limit have no share.
        if (shares.length > 0) {
          watched[set][word][decision.target()].add(
              decision.number(), places.getFirst(), Arrays.stream(shares).sum());
        }
      }
    }
  }

  /**
   * A substitution that some text holds, and what it did to a class.
   *
   * @param p of a mean change if there were none, NaN of a single text
   */
  record Swapped(Probes.Swap swap, int target, ProbeStatistics found, double p) {
    /** By how much the probability of the class changes, on average. */
    double meanChange() {
      return found.probabilities().mean();
    }
  }

  /** All of them. Of two classes one says it all: the other changes by the opposite. */
  List<Swapped> swapped() {
    var all = new ArrayList<Swapped>();
    for (int swap = 0; swap < swaps.length; swap++) {
      int classes = swaps[swap].length;
      for (int target = classes == 2 ? 1 : 0; target < classes; target++) {
        ProbeStatistics found = swaps[swap][target];
        long texts = found.probabilities().count();
        if (texts > 0) {
          double p = texts < 2 ? Double.NaN : MeanAgainstZero.p(found.probabilities());
          all.add(new Swapped(probes.swaps().get(swap), target, found, p));
        }
      }
    }
    return all;
  }

  /** The tests of some substitutions, which are many together. */
  static MultipleComparisons tests(List<Swapped> swapped) {
    var tests = new MultipleComparisons();
    swapped.stream().mapToDouble(Swapped::p).filter(p -> !Double.isNaN(p)).forEach(tests::add);
    return tests;
  }

  ProbeStatistics swap(int swap, int target) {
    return swaps[swap][target];
  }

  RelianceResults reliance() {
    return reliance;
  }

  Watched watched(int set, int word, int target) {
    return watched[set][word][target];
  }
}
