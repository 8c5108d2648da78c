package org.mekiki.cli.audit.count;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The few texts in which something is strongest. */
public final class Examples {
  private static final Comparator<Example> ORDER =
      Comparator.comparingDouble((Example example) -> -Math.abs(example.value()))
          .thenComparingLong(Example::number);

  private final int most;
  private final List<Example> kept;

  /**
   * An example.
   *
   * @param number of the text
   * @param place of what it is an example of
   * @param value how strong it is there
   */
  public record Example(long number, Place place, double value) {}

  /**
   * A list of no example yet.
   *
   * @param most how many are kept at most
   */
  public Examples(int most) {
    this.most = most;
    kept = new ArrayList<>(Math.min(most, 4));
  }

  /**
   * Keeps an example if it is among the strongest; of equal ones the earlier texts stay.
   *
   * @param example the larger its absolute value, the stronger
   */
  public void add(Example example) {
    int at = kept.size();
    while (at > 0 && ORDER.compare(example, kept.get(at - 1)) < 0) {
      at--;
    }
    if (at < most) {
      kept.add(at, example);
      if (kept.size() > most) {
        kept.removeLast();
      }
    }
  }

  /**
   * Takes the examples that another list kept.
   *
   * @param other a list of as many at most
   */
  public void add(Examples other) {
    other.kept.forEach(this::add);
  }

  /** {@return the kept examples, the strongest first} */
  public List<Example> list() {
    return List.copyOf(kept);
  }
}
