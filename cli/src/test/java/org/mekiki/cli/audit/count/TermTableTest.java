package org.mekiki.cli.audit.count;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Statistics of terms are the same however little memory they get. */
final class TermTableTest {
  private static Sighting word(String term, int at, double share) {
    return new Sighting(term, 1, new Place(0, at, at + term.length()), 2 * share, share, null);
  }

  /** Texts of words of a Zipf-like distribution, with labels and groups. */
  private static List<Decision> decisions(int count) {
    var random = new SplittableRandom(11);
    var decisions = new ArrayList<Decision>();
    for (int i = 0; i < count; i++) {
      var words = new ArrayList<Sighting>();
      for (int w = 0; w < 12; w++) {
        int term = (int) (3000 * Math.pow(random.nextDouble(), 3));
        words.add(word("w" + term, 5 * w, random.nextDouble() - 0.4));
      }
      int target = random.nextInt(2);
      int label = random.nextInt(4) == 0 ? 1 - target : target;
      decisions.add(new Decision(i, target, target, label, random.nextInt(3), true, words));
    }
    return decisions;
  }

  private static String line(Term term, TermStatistics found) {
    return "%s %s %d %d %d %s %s %s %s %s %s"
        .formatted(
            term.target(),
            term.text(),
            found.texts(),
            found.occurrences(),
            found.speaking(),
            found.shares().mean(),
            found.shares().variance(),
            found.wrong().sum(),
            found.right().count(),
            found.group(2).mean(),
            found.examples().list());
  }

  private record Collected(Map<String, String> lines, int passes, int peak) {}

  private static Collected collect(List<Decision> decisions, int most, long minimum, int bits) {
    var filter = new CountFilter(bits);
    decisions.forEach(filter::add);
    var lines = new HashMap<String, String>();
    int passes = 0;
    int peak = 0;
    TermTable table;
    for (long start = 0; start < TermTable.ALL; start = table.end()) {
      table = new TermTable(start, most, filter, minimum, 3);
      decisions.forEach(table::add);
      table.forEach(
          (term, found) -> {
            String before = lines.put(term.target() + term.text(), line(term, found));
            assertEquals(null, before, "a term is counted in one pass only");
          });
      passes++;
      peak = Math.max(peak, table.peak());
    }
    return new Collected(lines, passes, peak);
  }

  @Test
  void littleMemoryFindsTheSame() {
    List<Decision> decisions = decisions(2000);
    Collected whole = collect(decisions, Integer.MAX_VALUE, 5, 16);
    assertEquals(1, whole.passes());
    assertTrue(whole.lines().size() > 500, "only " + whole.lines().size() + " terms");
    Collected small = collect(decisions, 100, 5, 16);
    assertTrue(small.passes() > 8, small.passes() + " passes");
    // A text may go over the limit before the table is narrowed, by its own terms at most.
    assertTrue(small.peak() <= 100 + 12, "peak " + small.peak());
    assertEquals(whole.lines(), small.lines());
    Collected crowded = collect(decisions, 1000, 5, 6);
    assertEquals(whole.lines(), crowded.lines(), "a small filter costs passes, not results");
  }

  @Test
  void theFilterKeepsRareTermsOut() {
    List<Decision> decisions = decisions(2000);
    int withFilter = collect(decisions, Integer.MAX_VALUE, 20, 20).peak();
    int without = collect(decisions, Integer.MAX_VALUE, 1, 20).peak();
    assertTrue(withFilter < without / 2, withFilter + " of " + without);
  }

  @Test
  void aTextIsOneObservation() {
    var decision =
        new Decision(
            4,
            0,
            0,
            1,
            -1,
            false,
            List.of(word("a", 0, 0.2), word("b", 2, -0.5), word("a", 9, 0.3)));
    var filter = new CountFilter(8);
    filter.add(decision);
    var table = new TermTable(0, 10, filter, 1, 0);
    table.add(decision);
    table.forEach(
        (term, found) -> {
          assertEquals(1, found.texts());
          if (term.text().equals("a")) {
            assertEquals(2, found.occurrences());
            assertEquals(0.5, found.shares().mean(), 1e-15);
            assertEquals(1.0, found.raws().mean(), 1e-15);
            assertEquals(new Place(0, 0, 1), found.examples().list().getFirst().place());
          }
          assertEquals(1, found.wrong().count());
          assertEquals(0, found.right().count());
          assertEquals(1, found.mistakes().list().size());
        });
  }

  @Test
  void aTextTurnsOnceAndIsCountedOnlyWhereThatIsKnown() {
    Place second = new Place(0, 9, 10);
    List<Decision> decisions =
        List.of(
            turning(0, true, null, new Turn(1, -0.6)),
            turning(1, true, new Turn(2, -0.2), new Turn(2, -0.1)),
            turning(2, true, null, null),
            turning(3, false, null, null));
    var filter = new CountFilter(8);
    decisions.forEach(filter::add);
    var table = new TermTable(0, 10, filter, 1, 0);
    decisions.forEach(table::add);
    table.forEach(
        (_, found) -> {
          assertEquals(4, found.texts());
          assertEquals(3, found.searched());
          assertEquals(2, found.turning());
          assertEquals(1, found.turningAlone());
          assertEquals(
              List.of(
                  new Examples.Example(0, second, -0.6),
                  new Examples.Example(1, new Place(0, 0, 1), -0.2)),
              found.turns().list());
        });
  }

  private static Decision turning(int number, boolean searched, Turn first, Turn second) {
    return new Decision(
        number,
        0,
        0,
        -1,
        -1,
        searched,
        List.of(
            new Sighting("a", 1, new Place(0, 0, 1), 0.2, 0.2, first),
            new Sighting("a", 1, new Place(0, 9, 10), 0.3, 0.3, second)));
  }

  @Test
  void examplesAreTheStrongestAndTheEarliest() {
    var examples = new Examples(2);
    var place = new Place(0, 0, 1);
    for (double value : new double[] {0.1, -0.5, 0.3, 0.5, 0.2}) {
      examples.add(new Examples.Example((long) (10 * value + 100), place, value));
    }
    assertEquals(
        List.of(-0.5, 0.5), examples.list().stream().map(Examples.Example::value).toList());
  }

  @Test
  void aTopListKeepsTheFirstInWhateverOrderTheyCome() {
    var list = new TopList<Integer>(3, Comparator.naturalOrder());
    List.of(5, 1, 4, 2, 3).forEach(list::add);
    assertEquals(List.of(1, 2, 3), list.list());
    assertEquals(5, list.offered());
  }
}
