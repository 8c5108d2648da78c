package org.mekiki.sig.counterfactual;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.ToDoubleFunction;
import org.mekiki.sig.attribution.Monitor;

/**
 * Looks for the smallest sets of words whose change reaches a goal. Sets are tried size by size,
 * all of a size, so that the first size with a set that reaches it is proven to be the smallest.
 * From the first size on that has too many sets, the most promising ones are made larger word by
 * word (a beam search), and what is found has at most so many words.
 *
 * <p>See {@code docs/decisions/2026-11-30-counterfactual-order.md}.
 */
final class SetSearch {
  /** Sets that are made larger. */
  private static final int BEAM = 24;

  /** The part of the passes that may go into trying all sets of a size is one in so many. */
  private static final int TRYING_ALL = 2;

  /** Sets that are asked about together. */
  private static final int BATCH = 256;

  private final EditedText text;
  private final ToDoubleFunction<double[]> distance;
  private final SearchLimits limits;
  private final Monitor monitor;
  private long passes;
  private long reaching;

  /** Of a size that was tried: those nearest to the goal. */
  private List<Tried> nearest = List.of();

  /**
   * A set that was tried.
   *
   * @param distance to the goal; below 0 where it is reached
   */
  record Tried(Edit edit, double distance) {
    boolean reaches() {
      return distance < 0;
    }
  }

  /**
   * What was found.
   *
   * @param sets that reach the goal, of one size, the furthest beyond it first; none where there
   *     are none within the limits
   * @param reaching how many of this size do, as far as they were tried
   * @param excluded no set of so many words or fewer reaches the goal; −1 where nothing is excluded
   * @param passes that it took
   */
  record Result(List<Tried> sets, long reaching, int excluded, long passes) {}

  /**
   * A search.
   *
   * @param distance of logits to the goal, below 0 where it is reached
   */
  SetSearch(
      EditedText text, ToDoubleFunction<double[]> distance, SearchLimits limits, Monitor monitor) {
    this.text = text;
    this.distance = distance;
    this.limits = limits;
    this.monitor = monitor;
  }

  /**
   * Searches.
   *
   * @param smallest words of the smallest sets that are tried
   */
  Result find(int smallest) {
    int most = Math.min(limits.words(), changeable());
    int size = smallest;
    for (; size <= most && passes + sets(size) <= limits.passes() / TRYING_ALL; size++) {
      List<Tried> found = all(size);
      if (!found.isEmpty()) {
        return new Result(found, reaching, size - 1, passes);
      }
    }
    if (size > most) {
      return new Result(List.of(), 0, size - 1, passes);
    }
    List<Tried> found = size == smallest ? List.of() : grown(size, most);
    return new Result(found, found.size(), size - 1, passes);
  }

  private int changeable() {
    int words = 0;
    for (int word = 0; word < text.words(); word++) {
      words += text.choices(word) > 0 ? 1 : 0;
    }
    return words;
  }

  /** How many sets of a size there are, as elementary symmetric polynomial of the choices. */
  private long sets(int size) {
    double[] counts = new double[size + 1];
    counts[0] = 1;
    for (int word = 0; word < text.words(); word++) {
      for (int k = size; k > 0; k--) {
        counts[k] += counts[k - 1] * text.choices(word);
      }
    }
    return counts[size] > limits.passes() ? limits.passes() + 1 : (long) counts[size];
  }

  /** Tries all sets of a size; those that reach the goal, the best of them. */
  private List<Tried> all(int size) {
    var best = new Nearest(Math.max(BEAM, limits.shown()));
    reaching = 0;
    var waiting = new ArrayList<Edit>();
    enumerate(Edit.NONE, 0, size, waiting, best);
    tryAll(waiting, best);
    nearest = best.sorted();
    return nearest.stream().filter(Tried::reaches).limit(limits.shown()).toList();
  }

  private void enumerate(Edit begun, int word, int size, List<Edit> waiting, Nearest best) {
    if (begun.size() == size) {
      waiting.add(begun);
      if (waiting.size() == BATCH) {
        tryAll(waiting, best);
        waiting.clear();
      }
      return;
    }
    for (int next = word; next <= text.words() - (size - begun.size()); next++) {
      for (int choice = 0; choice < text.choices(next); choice++) {
        enumerate(begun.with(next, choice), next + 1, size, waiting, best);
      }
    }
  }

  private void tryAll(List<Edit> edits, Nearest best) {
    for (Tried tried : asked(edits)) {
      reaching += tried.reaches() ? 1 : 0;
      best.add(tried);
    }
  }

  /** Asks about some edits together: all passes of the search are counted here. */
  private List<Tried> asked(List<Edit> edits) {
    if (edits.isEmpty()) {
      return List.of();
    }
    double[][] logits = text.logits(edits);
    passes += edits.size();
    if (!monitor.progress(passes, Math.max(passes, limits.passes()))) {
      throw new CancellationException("the search was cancelled");
    }
    var tried = new ArrayList<Tried>();
    for (int i = 0; i < logits.length; i++) {
      tried.add(new Tried(edits.get(i), distance.applyAsDouble(logits[i])));
    }
    return tried;
  }

  /** Makes the nearest sets larger until one reaches the goal, which is then made smaller again. */
  private List<Tried> grown(int from, int most) {
    for (int size = from; size <= most && passes < limits.passes(); size++) {
      var best = new Nearest(BEAM);
      Set<Edit> known = new HashSet<>();
      var waiting = new ArrayList<Edit>();
      for (Tried begun : nearest) {
        for (int word = 0; word < text.words(); word++) {
          for (int choice = 0; choice < text.choices(word); choice++) {
            if (!begun.edit().has(word)) {
              Edit larger = begun.edit().with(word, choice);
              if (known.add(larger)) {
                waiting.add(larger);
              }
            }
          }
        }
      }
      for (int first = 0; first < waiting.size(); first += BATCH) {
        tryAll(waiting.subList(first, Math.min(waiting.size(), first + BATCH)), best);
      }
      nearest = best.sorted();
      if (!nearest.isEmpty() && nearest.getFirst().reaches()) {
        return smallest(nearest.stream().filter(Tried::reaches).map(this::shrunk).toList());
      }
    }
    return List.of();
  }

  /** Leaves out what is not needed. */
  private Tried shrunk(Tried found) {
    Tried smaller = found;
    for (int place = found.edit().size() - 1; place >= 0; place--) {
      Tried without = asked(List.of(smaller.edit().without(place))).getFirst();
      if (without.reaches()) {
        smaller = without;
      }
    }
    return smaller;
  }

  private List<Tried> smallest(List<Tried> found) {
    int size = found.stream().mapToInt(each -> each.edit().size()).min().orElseThrow();
    return found.stream()
        .filter(each -> each.edit().size() == size)
        .distinct()
        .sorted(Comparator.comparingDouble(Tried::distance))
        .limit(limits.shown())
        .toList();
  }

  /** The nearest of those that are added, the first of equals. */
  private static final class Nearest {
    private static final Comparator<Tried> ORDER = Comparator.comparingDouble(Tried::distance);
    private final int most;
    private final List<Tried> kept = new ArrayList<>();

    Nearest(int most) {
      this.most = most;
    }

    void add(Tried tried) {
      if (kept.size() == most && tried.distance() >= kept.getLast().distance()) {
        return;
      }
      int at = kept.size();
      while (at > 0 && ORDER.compare(tried, kept.get(at - 1)) < 0) {
        at--;
      }
      kept.add(at, tried);
      if (kept.size() > most) {
        kept.removeLast();
      }
    }

    List<Tried> sorted() {
      return List.copyOf(kept);
    }
  }
}
