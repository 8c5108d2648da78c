package org.mekiki.cli.audit.count;

import org.mekiki.cli.audit.statistics.Moments;

/** How the model's answer for one class changes under a substitution. */
public final class ProbeStatistics {
  private static final int EXAMPLES = 3;

  private final Moments probabilities = new Moments();
  private final Moments logits = new Moments();
  private final Examples examples = new Examples(EXAMPLES);
  private long gained;
  private long lost;

  /** Of no text yet. */
  public ProbeStatistics() {}

  /**
   * Takes a text.
   *
   * @param change of the class's probability, as an example
   * @param logit change of the class's logit
   * @param before whether the class was the answer
   * @param after whether it is the answer now
   */
  public void add(Examples.Example change, double logit, boolean before, boolean after) {
    probabilities.add(change.value());
    logits.add(logit);
    examples.add(change);
    gained += !before && after ? 1 : 0;
    lost += before && !after ? 1 : 0;
  }

  /**
   * Takes all texts of others.
   *
   * @param other of the same substitution and class
   */
  public void add(ProbeStatistics other) {
    probabilities.add(other.probabilities);
    logits.add(other.logits);
    examples.add(other.examples);
    gained += other.gained;
    lost += other.lost;
  }

  /**
   * {@return the change of the probability, one number a text, positive where the substitution
   * raised it}
   */
  public Moments probabilities() {
    return probabilities;
  }

  /**
   * {@return the change of the logit, one number a text, positive where the substitution raised it}
   */
  public Moments logits() {
    return logits;
  }

  /** {@return the number of texts to which the substitution gave the class} */
  public long gained() {
    return gained;
  }

  /** {@return the number of texts from which the substitution took it} */
  public long lost() {
    return lost;
  }

  /** {@return the texts whose probability changed most} */
  public Examples examples() {
    return examples;
  }
}
