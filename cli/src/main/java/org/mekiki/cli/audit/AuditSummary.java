package org.mekiki.cli.audit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.mekiki.cli.audit.statistics.Interval;
import org.mekiki.cli.audit.table.Cell;
import org.mekiki.report.wording.FunctionWords;

/**
 * The result of an audit in a few lines.
 *
 * @param lines for people
 * @param kept whether every rule is kept
 */
public record AuditSummary(List<String> lines, boolean kept) {
  private static final int WORDS = 8;

  /** Copies. */
  public AuditSummary {
    lines = List.copyOf(lines);
  }

  static AuditSummary of(AuditReport report, Path folder) {
    var lines = new ArrayList<String>();
    AuditResult result = report.result();
    List<String> labels = report.data().labels();
    Overview overview = result.overview();
    lines.add(
        IntStream.range(0, labels.size())
            .mapToObj(i -> overview.answers(i) + " " + labels.get(i))
            .collect(Collectors.joining(", ", overview.texts() + " texts: ", "")));
    if (overview.cut() > 0) {
      lines.add("%d were cut: they are longer than the model's limit".formatted(overview.cut()));
    }
    if (overview.unread() > 0) {
      lines.add("%d contain words that the model cannot read".formatted(overview.unread()));
    }
    long labelled = overview.confusion().all();
    if (labelled > 0) {
      long right = overview.confusion().right();
      Interval interval = report.accuracy();
      lines.add(
          String.format(
              Locale.ROOT,
              "right: %.1f %% of %d (%.1f to %.1f %%)",
              100.0 * right / labelled,
              labelled,
              100 * interval.low(),
              100 * interval.high()));
    }
    for (int target = 0; target < labels.size(); target++) {
      String words =
          result
              .terms()
              .leading(target)
              .limit(WORDS)
              .map(driver -> driver.term().text() + " " + new Cell.Share(driver.mean()).shown())
              .collect(Collectors.joining(", "));
      if (!words.isEmpty()) {
        lines.add("for %s: %s".formatted(labels.get(target), words));
      }
    }
    addTurning(lines, result);
    result.comparison().ifPresent(found -> addComparison(lines, found, report.probes().sets()));
    for (RuleResult rule : result.rules()) {
      lines.add(line(rule));
    }
    lines.add("everything: " + folder.resolve(AuditOutputs.PAGE));
    return new AuditSummary(lines, result.kept());
  }

  private static void addTurning(List<String> lines, AuditResult result) {
    TurningResults turning = result.turning();
    if (!turning.isKnown()) {
      return;
    }
    long searched = turning.searched();
    long turned = turning.turnedByOneWord();
    lines.add(
        String.format(
            Locale.ROOT,
            "turned by masking one word: %d of %d decisions (%.1f %%)",
            turned,
            searched,
            100.0 * turned / searched));
    String words =
        result.terms().turners().stream()
            .flatMap(list -> list.list().stream())
            .filter(turner -> !FunctionWords.isPunctuation(turner.term().text()))
            .sorted(Comparator.comparingLong(turner -> -turner.turning()))
            .limit(WORDS)
            .map(
                turner ->
                    "%s %d of %d".formatted(turner.term().text(), turner.turning(), turner.texts()))
            .collect(Collectors.joining(", "));
    if (!words.isEmpty()) {
      lines.add("words that turn most decisions: " + words);
    }
  }

  private static void addComparison(
      List<String> lines, ComparisonResults found, List<Probes.WordSet> sets) {
    lines.add(
        "answered differently than by the earlier model: %d of %d"
            .formatted(found.changed(), found.texts()));
    if (found.right().difference().count() > 0) {
      lines.add("right: " + change(found.right()));
    }
    for (int i = 0; i < sets.size(); i++) {
      ComparisonResults.OfSet set = found.sets().get(i);
      if (set.reliance().difference().count() > 0) {
        lines.add("reliance on %s: %s".formatted(sets.get(i).name(), change(set.reliance())));
      }
      if (set.turned().difference().count() > 0) {
        lines.add("turned by %s: %s".formatted(sets.get(i).name(), change(set.turned())));
      }
    }
  }

  private static String change(ComparisonResults.Paired found) {
    return String.format(
        Locale.ROOT,
        "%.1f %% before, %.1f %% after (%d %s)",
        100 * found.before().mean(),
        100 * found.after().mean(),
        found.difference().count(),
        found.difference().count() == 1 ? "text" : "texts");
  }

  private static String line(RuleResult result) {
    String mean =
        result.meanBroken()
            ? ", %s on average".formatted(new Cell.Share(result.shares().mean()).shown())
            : "";
    return "rule %s: %s (broken in %d of %d texts%s)"
        .formatted(
            result.written().rule().name(),
            result.kept() ? "kept" : "BROKEN",
            result.broken(),
            result.texts(),
            mean);
  }
}
