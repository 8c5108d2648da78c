package org.mekiki.sig;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Shares a budget out to the windows of a text, one after the other: each has what it cannot do
 * without, and of the rest a share by its words. What a window leaves unspent is shared out to
 * those after it.
 */
final class WindowBudgets {
  private final Budget budget;
  private final List<Cost> windows;
  private final long end;
  private long words;
  private long rest;

  /**
   * What a window costs.
   *
   * @param least passes at the least, the model's answer included
   * @param words that are explained in it
   */
  record Cost(long least, int words) {}

  /**
   * Shares.
   *
   * @param budget of the whole text, where there is one
   * @param begun {@link System#nanoTime} when a budget of time began
   * @throws IllegalArgumentException if the passes do not suffice for all windows
   */
  WindowBudgets(Optional<Budget> budget, List<Cost> windows, long begun) {
    this.budget = budget.orElse(null);
    this.windows = windows;
    words = windows.stream().mapToLong(Cost::words).sum();
    end = this.budget instanceof Budget.Time time ? begun + time.most().toNanos() : 0;
    if (this.budget instanceof Budget.Passes passes) {
      long needed = windows.stream().mapToLong(Cost::least).sum();
      if (passes.most() < needed) {
        throw new IllegalArgumentException(
            "the budget of %d passes is too small for the %d windows of this text; at least %d are needed"
                .formatted(passes.most(), windows.size(), needed));
      }
      rest = passes.most() - needed;
    }
  }

  /**
   * Looks at a budget of time before the model is asked about one more window.
   *
   * @param window its number
   * @param now {@link System#nanoTime}
   * @throws IllegalArgumentException if the time is over before all windows were asked about
   */
  void requireTimeToAsk(int window, long now) {
    if (budget instanceof Budget.Time time && now - end >= 0) {
      throw new IllegalArgumentException(
          "the budget of %s s ran out after the model had answered %d of the text's %d windows; give more, or a smaller overlap"
              .formatted(time.most().toNanos() / 1e9, window, windows.size()));
    }
  }

  /**
   * The budget of a window; windows come in their order, as far as they explain anything.
   *
   * @param now {@link System#nanoTime}, from which a time is counted
   */
  Optional<Budget> next(int window, long now) {
    Cost cost = windows.get(window);
    double share = words == 0 ? 0 : (double) cost.words() / words;
    return switch (budget) {
      case null -> Optional.empty();
      case Budget.Passes _ -> Optional.of(new Budget.Passes(cost.least() + (long) (rest * share)));
      case Budget.Time _ -> {
        double nanos = Math.max(0, end - now) * (cost.words() == 0 ? 1 : share);
        yield Optional.of(new Budget.Time(Duration.ofNanos(Math.max(1, (long) nanos))));
      }
    };
  }

  /** Notes down what a window took of its budget. */
  void spent(int window, long passes) {
    words -= windows.get(window).words();
    rest -= passes - windows.get(window).least();
  }
}
