package org.mekiki.cli.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.mekiki.cli.audit.count.Decision;
import org.mekiki.cli.audit.count.Place;
import org.mekiki.cli.audit.count.Reliance;
import org.mekiki.cli.audit.count.TopList;
import org.mekiki.cli.audit.statistics.Moments;

/** How far decisions rely on the words of each list of the probes. */
final class RelianceResults {
  private final OfSet[][] sets;
  private final List<TopList<Relying>> strongest = new ArrayList<>();

  /** Of the decisions for a class, those whose text holds a word of a list. */
  static final class OfSet {
    private final Moments norms = new Moments();
    private final Moments shares = new Moments();
    private long first;

    /** Reliance, one number a decision. */
    Moments norms() {
      return norms;
    }

    /** The absolute share of the strongest listed word, one number a decision. */
    Moments shares() {
      return shares;
    }

    /** Decisions in which a listed word has the largest score of all. */
    long first() {
      return first;
    }
  }

  /**
   * A decision that relies on a listed word.
   *
   * @param set number of the list
   * @param number of the text
   * @param target the explained class
   */
  record Relying(int set, long number, int target, Reliance reliance) {}

  /** Nothing yet; of each class the {@code most} that rely most are kept. */
  RelianceResults(int lists, int classes, int most) {
    sets = new OfSet[lists][classes];
    for (OfSet[] row : sets) {
      for (int i = 0; i < classes; i++) {
        row[i] = new OfSet();
      }
    }
    for (int i = 0; i < classes; i++) {
      strongest.add(
          new TopList<>(
              most,
              Comparator.comparingDouble((Relying relying) -> -relying.reliance().norm())
                  .thenComparingLong(Relying::number)
                  .thenComparingInt(Relying::set)));
    }
  }

  /**
   * Counts a text.
   *
   * @param set number of the list
   * @param places of its words in the text
   */
  void add(int set, List<Place> places, List<Decision> decisions) {
    for (Decision decision : decisions) {
      Reliance.of(decision, places)
          .ifPresent(
              reliance -> {
                OfSet found = sets[set][decision.target()];
                found.norms.add(reliance.norm());
                found.shares.add(Math.abs(reliance.share()));
                found.first += reliance.first() ? 1 : 0;
                strongest
                    .get(decision.target())
                    .add(new Relying(set, decision.number(), decision.target(), reliance));
              });
    }
  }

  /** Adds what was counted of other texts. */
  void add(RelianceResults other) {
    for (int set = 0; set < sets.length; set++) {
      for (int target = 0; target < sets[set].length; target++) {
        OfSet own = sets[set][target];
        OfSet more = other.sets[set][target];
        own.norms.add(more.norms);
        own.shares.add(more.shares);
        own.first += more.first;
      }
    }
    for (int target = 0; target < strongest.size(); target++) {
      strongest.get(target).add(other.strongest.get(target));
    }
  }

  OfSet of(int set, int target) {
    return sets[set][target];
  }

  /** The decisions that rely most, by class. */
  List<TopList<Relying>> strongest() {
    return strongest;
  }
}
