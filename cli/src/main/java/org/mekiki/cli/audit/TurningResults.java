package org.mekiki.cli.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.mekiki.cli.audit.findings.TextFinding;

/** How many words have to be masked until decisions turn, for each class that was decided for. */
final class TurningResults {
  private static final Needed ONE_WORD = new Needed(Knowledge.EXACT, 1);

  private final List<TreeMap<Needed, Long>> counts = new ArrayList<>();
  private final long[] searched;

  /** What is known of a decision. */
  enum Knowledge {
    /** A set of so many words turns it, and no smaller one. */
    EXACT,
    /** A set of so many words turns it; not all smaller ones were tried. */
    AT_MOST,
    /** No set of so many words or fewer turns it; larger ones were not found or not looked for. */
    MORE_THAN
  }

  /**
   * Words that are needed.
   *
   * @param knowledge what the number says
   * @param words the number
   */
  record Needed(Knowledge knowledge, int words) implements Comparable<Needed> {
    private static final Comparator<Needed> ORDER =
        Comparator.comparing(Needed::knowledge).thenComparingInt(Needed::words);

    static Needed of(TextFinding.Turned turned) {
      if (turned.sets().isEmpty()) {
        return new Needed(Knowledge.MORE_THAN, turned.excluded());
      }
      return new Needed(turned.minimal() ? Knowledge.EXACT : Knowledge.AT_MOST, turned.size());
    }

    @Override
    public int compareTo(Needed other) {
      return ORDER.compare(this, other);
    }

    /** The same as a reader reads it. */
    String shown() {
      return switch (knowledge) {
        case EXACT -> Integer.toString(words);
        case AT_MOST -> "at most " + words;
        case MORE_THAN -> "more than " + words;
      };
    }
  }

  TurningResults(int classes) {
    searched = new long[classes];
    for (int i = 0; i < classes; i++) {
      counts.add(new TreeMap<>());
    }
  }

  void add(TextFinding finding) {
    if (finding.turned() != null) {
      int answer = finding.answer().best();
      searched[answer]++;
      counts.get(answer).merge(Needed.of(finding.turned()), 1L, Long::sum);
    }
  }

  /** Adds what was counted of other texts. */
  void add(TurningResults other) {
    for (int target = 0; target < searched.length; target++) {
      TreeMap<Needed, Long> own = counts.get(target);
      searched[target] += other.searched[target];
      other.counts.get(target).forEach((needed, texts) -> own.merge(needed, texts, Long::sum));
    }
  }

  /** Decisions for a class for which it was looked for what turns them. */
  long searched(int target) {
    return searched[target];
  }

  /** How many of them need how many words, the fewest first. */
  NavigableMap<Needed, Long> counts(int target) {
    return counts.get(target);
  }

  /** The same for all classes together. */
  long searched() {
    return Arrays.stream(searched).sum();
  }

  /** Those of them that turn when one word is masked. */
  long turnedByOneWord() {
    return counts.stream().mapToLong(each -> each.getOrDefault(ONE_WORD, 0L)).sum();
  }

  /** Whether it was looked for at all. */
  boolean isKnown() {
    return searched() > 0;
  }
}
