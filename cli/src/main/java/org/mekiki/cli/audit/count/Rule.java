package org.mekiki.cli.audit.count;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * What must not drive a decision.
 *
 * @param name of the rule
 * @param words finds the places of a text that the rule is about
 * @param target the class it is about; empty for every class
 * @param limits what these words may have
 * @param allowed how many texts may break it
 */
public record Rule(
    String name,
    Function<String, List<Place>> words,
    OptionalInt target,
    Limits limits,
    Allowance allowed) {

  /**
   * What the words may have of a decision.
   *
   * @param share of one text, together at most
   * @param top none of them may be among so many words of largest share; 0 for no such limit
   * @param meanShare over all texts that hold them, at most
   * @param either whether speaking against the class counts too
   */
  public record Limits(OptionalDouble share, int top, OptionalDouble meanShare, boolean either) {}

  /**
   * How many texts may break a rule.
   *
   * @param amount a number, or a share of the texts that contain the words
   * @param relative whether it is a share
   */
  public record Allowance(double amount, boolean relative) {
    /**
     * {@return whether so many violations are still allowed}
     *
     * @param violations texts that break the rule
     * @param texts texts that contain the words
     */
    public boolean covers(long violations, long texts) {
      return violations <= (relative ? amount * texts : amount);
    }
  }

  /**
   * What the words of a rule have in one text.
   *
   * @param share together
   * @param rank of the strongest of them among the words of the text, from 1
   * @param place of the strongest
   * @param broken whether that is more than the limits allow
   */
  public record Finding(double share, int rank, Place place, boolean broken) {}

  /**
   * {@return whether the rule is about a class}
   *
   * @param explained index of the class
   */
  public boolean isAbout(int explained) {
    return target.isEmpty() || target.getAsInt() == explained;
  }

  /**
   * Looks at a decision; empty where the text holds none of the words, or none that the model read.
   *
   * @param decision of a class that the rule is about
   * @param texts the text and, where there is one, the second text
   * @return what the words have in the text, whether or not that breaks the rule
   */
  public Optional<Finding> examine(Decision decision, List<String> texts) {
    var places = new ArrayList<Place>();
    for (int sequence = 0; sequence < texts.size(); sequence++) {
      for (Place place : words.apply(texts.get(sequence))) {
        places.add(new Place(sequence, place.start(), place.end()));
      }
    }
    List<Sighting> singles =
        decision.sightings().stream().filter(sighting -> sighting.words() == 1).toList();
    List<Sighting> meant =
        singles.stream().filter(word -> places.stream().anyMatch(word.place()::touches)).toList();
    return meant.isEmpty() ? Optional.empty() : Optional.of(judge(meant, singles));
  }

  private Finding judge(List<Sighting> meant, List<Sighting> singles) {
    double share = 0;
    Sighting strongest = meant.getFirst();
    for (Sighting word : meant) {
      share += word.share();
      strongest = strength(word.share()) > strength(strongest.share()) ? word : strongest;
    }
    double most = strength(strongest.share());
    int rank = 1 + (int) singles.stream().filter(word -> strength(word.share()) > most).count();
    boolean tooMuch = limits.share().isPresent() && strength(share) > limits.share().getAsDouble();
    // A word that does not speak for the class drives nothing, however few words there are.
    boolean tooHigh = rank <= limits.top() && most > 0;
    return new Finding(share, rank, strongest.place(), tooMuch || tooHigh);
  }

  private double strength(double share) {
    return limits.either() ? Math.abs(share) : share;
  }
}
