package org.mekiki.sig.audit;

/** Right answers against the model's, as counts. */
public final class Confusion {
  private final long[][] counts;

  /** Of {@code classes} classes. */
  public Confusion(int classes) {
    counts = new long[classes][classes];
  }

  /** Counts an answer. */
  public void add(int label, int predicted) {
    counts[label][predicted]++;
  }

  /** Texts with this right answer and this answer of the model. */
  public long count(int label, int predicted) {
    return counts[label][predicted];
  }

  /** Texts with this right answer. */
  public long labelled(int label) {
    long sum = 0;
    for (long count : counts[label]) {
      sum += count;
    }
    return sum;
  }

  /** Texts with this answer of the model. */
  public long predicted(int predicted) {
    long sum = 0;
    for (long[] row : counts) {
      sum += row[predicted];
    }
    return sum;
  }

  /** All texts. */
  public long all() {
    long sum = 0;
    for (int i = 0; i < counts.length; i++) {
      sum += labelled(i);
    }
    return sum;
  }

  /** Texts with a right answer. */
  public long right() {
    long sum = 0;
    for (int i = 0; i < counts.length; i++) {
      sum += counts[i][i];
    }
    return sum;
  }

  /** Of the texts that the model gave a class, the share to which it belongs; NaN of none. */
  public double precision(int predicted) {
    return (double) counts[predicted][predicted] / predicted(predicted);
  }

  /** Of the texts that have a class, the share to which the model gave it; NaN of none. */
  public double recall(int label) {
    return (double) counts[label][label] / labelled(label);
  }

  /** The harmonic mean of precision and recall; NaN where the class occurs nowhere. */
  public double f1(int label) {
    return 2.0 * counts[label][label] / (labelled(label) + predicted(label));
  }
}
