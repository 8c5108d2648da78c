package org.mekiki.cli.audit.count;

import org.mekiki.cli.audit.statistics.Moments;

/**
 * What a word or phrase has of the decisions for one class. Its unit is the text: what the word has
 * at several places of a text is added up, since these are not independent of each other.
 */
public final class TermStatistics {
  private static final int EXAMPLES = 3;

  private final Moments shares = new Moments();
  private final Moments raws = new Moments();
  private final Moments right = new Moments();
  private final Moments wrong = new Moments();
  private final Moments[] groups;
  private final Examples examples = new Examples(EXAMPLES);
  private final Examples mistakes = new Examples(EXAMPLES);
  private long occurrences;
  private long speaking;
  private long searched;
  private long turning;
  private long turningAlone;
  private Examples turns;

  TermStatistics(int groups) {
    this.groups = new Moments[groups];
  }

  void add(Decision decision, InOneText found) {
    occurrences += found.times;
    speaking += found.share > 0 ? 1 : 0;
    shares.add(found.share);
    raws.add(found.raw);
    var example = new Examples.Example(decision.number(), found.place, found.share);
    examples.add(example);
    searched += decision.searched() ? 1 : 0;
    if (found.turn != null) {
      addTurn(decision, found);
    }
    if (decision.judged()) {
      (decision.wrong() ? wrong : right).add(found.share);
    }
    if (decision.wrong()) {
      mistakes.add(example);
    }
    if (decision.group() >= 0) {
      Moments group = groups[decision.group()];
      if (group == null) {
        group = new Moments();
        groups[decision.group()] = group;
      }
      group.add(found.share);
    }
  }

  private void addTurn(Decision decision, InOneText found) {
    turning++;
    turningAlone += found.turn.words() == 1 ? 1 : 0;
    turns = turns == null ? new Examples(EXAMPLES) : turns;
    turns.add(new Examples.Example(decision.number(), found.turnPlace, found.turn.change()));
  }

  /** What a term has in one text, at all its places together. */
  static final class InOneText {
    private final Place place;
    private int times;
    private double share;
    private double raw;
    private Turn turn;
    private Place turnPlace;

    InOneText(Sighting first) {
      place = first.place();
    }

    void add(Sighting sighting) {
      times++;
      share += sighting.share();
      raw += sighting.raw();
      // The sets of a text are of one size: the first place that turns stands for all.
      if (turn == null && sighting.turn() != null) {
        turn = sighting.turn();
        turnPlace = sighting.place();
      }
    }
  }

  /** {@return the number of texts that contain it} */
  public long texts() {
    return shares.count();
  }

  /** {@return the number of places at which it stands, several in one text counted each} */
  public long occurrences() {
    return occurrences;
  }

  /** {@return the number of texts in which it speaks for the class: its share there is above 0} */
  public long speaking() {
    return speaking;
  }

  /** {@return its share, one number a text that holds it} */
  public Moments shares() {
    return shares;
  }

  /** {@return its attribution in units of the explained value, one number a text} */
  public Moments raws() {
    return raws;
  }

  /** {@return its share in texts whose answer was known to be right} */
  public Moments right() {
    return right;
  }

  /** {@return its share in texts whose answer was known to be wrong} */
  public Moments wrong() {
    return wrong;
  }

  /**
   * {@return its share in the texts of a group; no number where none holds it}
   *
   * @param group number of the group, from 0
   */
  public Moments group(int group) {
    return groups[group] == null ? new Moments() : groups[group];
  }

  /**
   * {@return the number of texts that contain it and for which it is known what turns the answer}
   */
  public long searched() {
    return searched;
  }

  /** {@return those in which it belongs to a smallest set of words that turns it} */
  public long turning() {
    return turning;
  }

  /** {@return those in which masking it alone turns the answer} */
  public long turningAlone() {
    return turningAlone;
  }

  /** {@return the texts in which the probability of the class falls farthest without it} */
  public Examples turns() {
    return turns == null ? new Examples(0) : turns;
  }

  /** {@return the texts in which it is strongest, for or against the class} */
  public Examples examples() {
    return examples;
  }

  /** {@return the texts in which it is strongest among wrong answers} */
  public Examples mistakes() {
    return mistakes;
  }
}
