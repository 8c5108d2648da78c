package org.mekiki.sig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class WindowBudgetsTest {
  private static final List<WindowBudgets.Cost> WINDOWS =
      List.of(
          new WindowBudgets.Cost(10, 5),
          new WindowBudgets.Cost(1, 0),
          new WindowBudgets.Cost(10, 5),
          new WindowBudgets.Cost(20, 10));

  private static long passes(Optional<Budget> budget) {
    return ((Budget.Passes) budget.orElseThrow()).most();
  }

  @Test
  void whatAWindowLeavesGoesToThoseAfterIt() {
    var shares = new WindowBudgets(Optional.of(new Budget.Passes(141)), WINDOWS, 0);
    assertEquals(10 + 25, passes(shares.next(0, 0)), "a quarter of the 100 that are free");
    shares.spent(0, 15);
    // 95 are left for 15 words: the window's own third, and the 20 that were not spent.
    assertEquals(10 + 31, passes(shares.next(2, 0)));
    shares.spent(2, 41);
    assertEquals(20 + 64, passes(shares.next(3, 0)));
  }

  @Test
  void allIsGivenOutAndNoMore() {
    for (long spend : new long[] {10, 20, 35}) {
      var shares = new WindowBudgets(Optional.of(new Budget.Passes(141)), WINDOWS, 0);
      long used = 1;
      for (int w : new int[] {0, 2}) {
        long took = Math.min(spend, passes(shares.next(w, 0)));
        shares.spent(w, took);
        used += took;
      }
      assertEquals(141 - used, passes(shares.next(3, 0)));
    }
  }

  @Test
  void timeIsSharedOutAsItGoesBy() {
    long second = 1_000_000_000;
    var budget = Optional.<Budget>of(new Budget.Time(Duration.ofSeconds(8)));
    var shares = new WindowBudgets(budget, WINDOWS, 5 * second);
    assertEquals(
        Duration.ofSeconds(2), ((Budget.Time) shares.next(0, 5 * second).orElseThrow()).most());
    shares.spent(0, 99);
    // After half a second instead of two, 7.5 are left for 15 words.
    long now = 5 * second + second / 2;
    assertEquals(Duration.ofMillis(2500), ((Budget.Time) shares.next(2, now).orElseThrow()).most());
    shares.spent(2, 99);
    assertTrue(((Budget.Time) shares.next(3, 99 * second).orElseThrow()).most().toNanos() == 1);
  }

  @Test
  void timeThatIsOverBeforeAllWindowsAreAskedIsTold() {
    var budget = Optional.<Budget>of(new Budget.Time(Duration.ofSeconds(8)));
    var shares = new WindowBudgets(budget, WINDOWS, 100);
    shares.requireTimeToAsk(2, 8_000_000_099L);
    var e =
        assertThrows(
            IllegalArgumentException.class, () -> shares.requireTimeToAsk(2, 8_000_000_100L));
    assertTrue(
        e.getMessage().contains("budget of 8.0 s ran out")
            && e.getMessage().contains("2 of the text's 4 windows"),
        e.getMessage());
    new WindowBudgets(Optional.empty(), WINDOWS, 0).requireTimeToAsk(2, Long.MAX_VALUE);
  }

  @Test
  void tooFewPassesForAllWindowsAreTold() {
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new WindowBudgets(Optional.of(new Budget.Passes(40)), WINDOWS, 0));
    assertTrue(e.getMessage().contains("at least 41"), e.getMessage());
    assertTrue(new WindowBudgets(Optional.empty(), WINDOWS, 0).next(0, 0).isEmpty());
  }
}
