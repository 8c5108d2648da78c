package org.mekiki.cli.audit.count;

/** Right answers against the model's, as counts. */
public final class Confusion {
  private final long[][] counts;

  /**
   * Counts of {@code classes} classes, all 0.
   *
   * @param classes number of classes; answers are numbered from 0
   */
  public Confusion(int classes) {
    counts = new long[classes][classes];
  }

  /**
   * Counts an answer.
   *
   * @param label the right answer
   * @param predicted the model's answer
   */
  public void add(int label, int predicted) {
    counts[label][predicted]++;
  }

  /**
   * Adds other counts.
   *
   * @param other of as many classes
   */
  public void add(Confusion other) {
    for (int label = 0; label < counts.length; label++) {
      for (int predicted = 0; predicted < counts.length; predicted++) {
        counts[label][predicted] += other.counts[label][predicted];
      }
    }
  }

  /**
   * {@return the number of texts with this right answer and this answer of the model}
   *
   * @param label the right answer
   * @param predicted the model's answer
   */
  public long count(int label, int predicted) {
    return counts[label][predicted];
  }

  /**
   * {@return the number of texts with this right answer}
   *
   * @param label the right answer
   */
  public long labelled(int label) {
    long sum = 0;
    for (long count : counts[label]) {
      sum += count;
    }
    return sum;
  }

  /**
   * {@return the number of texts with this answer of the model}
   *
   * @param predicted the model's answer
   */
  public long predicted(int predicted) {
    long sum = 0;
    for (long[] row : counts) {
      sum += row[predicted];
    }
    return sum;
  }

  /** {@return the number of all texts} */
  public long all() {
    long sum = 0;
    for (int i = 0; i < counts.length; i++) {
      sum += labelled(i);
    }
    return sum;
  }

  /** {@return the number of texts to which the model gave the right answer} */
  public long right() {
    long sum = 0;
    for (int i = 0; i < counts.length; i++) {
      sum += counts[i][i];
    }
    return sum;
  }

  /**
   * {@return the share of right answers among the texts that the model gave this class, 0 to 1; NaN
   * of none}
   *
   * @param predicted the model's answer
   */
  public double precision(int predicted) {
    return (double) counts[predicted][predicted] / predicted(predicted);
  }

  /**
   * {@return the share of the texts of this class that the model gave it, 0 to 1; NaN of none}
   *
   * @param label the right answer
   */
  public double recall(int label) {
    return (double) counts[label][label] / labelled(label);
  }

  /**
   * {@return the harmonic mean of precision and recall; NaN where the class occurs nowhere}
   *
   * @param label the class
   */
  public double f1(int label) {
    return 2.0 * counts[label][label] / (labelled(label) + predicted(label));
  }
}
