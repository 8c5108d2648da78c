package org.mekiki.cli.console;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The name that was probably meant by one that does not exist.
 *
 * <p>The option parser's own suggestions compare the first two letters of options, and find
 * something for every command.
 */
public final class Nearest {
  /** Letters of what was typed, for one of which a mistake is taken for granted. */
  private static final int LETTERS_A_MISTAKE = 3;

  /** Letters from which a beginning says what is meant. */
  private static final int BEGINNING = 3;

  /** What is longer is a text, not a name. */
  private static final int LONGEST = 64;

  private Nearest() {}

  /**
   * The nearest name: the one with the fewest letters left out, put in, changed or swapped, not
   * more than one in three; else the shortest of those that begin with what was typed. Hyphens in
   * front do not count, nor does case.
   */
  public static Optional<String> of(String typed, Collection<String> names) {
    String plain = plain(typed);
    if (plain.isEmpty() || plain.length() > LONGEST) {
      return Optional.empty();
    }
    int most = Math.max(1, plain.length() / LETTERS_A_MISTAKE);
    Optional<String> near =
        names.stream()
            .filter(name -> distance(plain, plain(name)) <= most)
            // One letter for another is another name, not a mistake in it.
            .filter(name -> distance(plain, plain(name)) < plain.length())
            .min(Comparator.comparingInt(name -> distance(plain, plain(name))));
    return near.or(
        () -> beginning(plain, names.stream()).min(Comparator.comparingInt(String::length)));
  }

  private static Stream<String> beginning(String plain, Stream<String> names) {
    return plain.length() < BEGINNING
        ? Stream.empty()
        : names.filter(name -> plain(name).startsWith(plain));
  }

  /** A question to put behind what was typed; empty where no name is near. */
  public static String hint(String typed, Collection<String> names) {
    return of(typed, names).map(" (did you mean \"%s\"?)"::formatted).orElse("");
  }

  private static String plain(String name) {
    return name.strip().replaceFirst("^-+", "").toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Optimal string alignment: letters left out, put in, changed, or swapped with the next. */
  private static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : step(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int step(int[][] cost, String a, String b, int i, int j) {
    int changed = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int least = Math.min(changed, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
  }
}
