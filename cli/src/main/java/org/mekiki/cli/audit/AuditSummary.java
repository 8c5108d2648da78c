package org.mekiki.cli.audit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.mekiki.cli.audit.statistics.Interval;
import org.mekiki.cli.audit.table.Cell;
import org.mekiki.cli.wording.Speech;
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

  static AuditSummary of(AuditReport report, Path folder, Speech speech) {
    var lines = new ArrayList<String>();
    AuditResult result = report.result();
    List<String> labels = report.data().labels();
    Overview overview = result.overview();
    lines.add(
        IntStream.range(0, labels.size())
            .mapToObj(i -> overview.answers(i) + " " + labels.get(i))
            .collect(
                Collectors.collectingAndThen(
                    Collectors.toList(),
                    parts -> speech.say("%d texts: %s", overview.texts(), speech.list(parts)))));
    if (overview.cut() > 0) {
      lines.add(speech.say("%d were cut: they are longer than the model's limit", overview.cut()));
    }
    if (overview.unread() > 0) {
      lines.add(speech.say("%d contain words that the model cannot read", overview.unread()));
    }
    long labelled = overview.confusion().all();
    if (labelled > 0) {
      long right = overview.confusion().right();
      Interval interval = report.accuracy();
      lines.add(
          speech.say(
              "right: %.1f %% of %d (%.1f to %.1f %%)",
              100.0 * right / labelled, labelled, 100 * interval.low(), 100 * interval.high()));
    }
    for (int target = 0; target < labels.size(); target++) {
      String words =
          result
              .terms()
              .leading(target)
              .limit(WORDS)
              .map(
                  driver ->
                      driver.term().text()
                          + " "
                          + speech.number(new Cell.Share(driver.mean()).shown()))
              .collect(Collectors.collectingAndThen(Collectors.toList(), speech::list));
      if (!words.isEmpty()) {
        lines.add(speech.say("for %s: %s", labels.get(target), words));
      }
    }
    addTurning(lines, result, speech);
    result
        .comparison()
        .ifPresent(found -> addComparison(lines, found, report.probes().sets(), speech));
    for (RuleResult rule : result.rules()) {
      lines.add(line(rule, speech));
    }
    lines.add(speech.say("everything: %s", folder.resolve(AuditOutputs.PAGE)));
    return new AuditSummary(lines, result.kept());
  }

  private static void addTurning(List<String> lines, AuditResult result, Speech speech) {
    TurningResults turning = result.turning();
    if (!turning.isKnown()) {
      return;
    }
    long searched = turning.searched();
    long turned = turning.turnedByOneWord();
    lines.add(
        speech.say(
            "turned by masking one word: %d of %d decisions (%.1f %%)",
            turned, searched, 100.0 * turned / searched));
    String words =
        result.terms().turners().stream()
            .flatMap(list -> list.list().stream())
            .filter(turner -> !FunctionWords.isPunctuation(turner.term().text()))
            .sorted(Comparator.comparingLong(turner -> -turner.turning()))
            .limit(WORDS)
            .map(
                turner ->
                    speech.say(
                        "%s %d of %d", turner.term().text(), turner.turning(), turner.texts()))
            .collect(Collectors.collectingAndThen(Collectors.toList(), speech::list));
    if (!words.isEmpty()) {
      lines.add(speech.say("words that turn most decisions: %s", words));
    }
  }

  private static void addComparison(
      List<String> lines, ComparisonResults found, List<Probes.WordSet> sets, Speech speech) {
    lines.add(
        speech.say(
            "answered differently than by the earlier model: %d of %d",
            found.changed(), found.texts()));
    if (found.right().difference().count() > 0) {
      lines.add(speech.say("right: %s", change(found.right(), speech)));
    }
    for (int i = 0; i < sets.size(); i++) {
      ComparisonResults.OfSet set = found.sets().get(i);
      if (set.reliance().difference().count() > 0) {
        lines.add(
            speech.say("reliance on %s: %s", sets.get(i).name(), change(set.reliance(), speech)));
      }
      if (set.turned().difference().count() > 0) {
        lines.add(speech.say("turned by %s: %s", sets.get(i).name(), change(set.turned(), speech)));
      }
    }
  }

  private static String change(ComparisonResults.Paired found, Speech speech) {
    return speech.say(
        found.difference().count() == 1
            ? "%.1f %% before, %.1f %% after (%d text)"
            : "%.1f %% before, %.1f %% after (%d texts)",
        100 * found.before().mean(),
        100 * found.after().mean(),
        found.difference().count());
  }

  private static String line(RuleResult result, Speech speech) {
    String mean =
        result.meanBroken()
            ? speech.say(
                ", %s on average", speech.number(new Cell.Share(result.shares().mean()).shown()))
            : "";
    return speech.say(
        "rule %s: %s (broken in %d of %d texts%s)",
        result.written().rule().name(),
        speech.say(result.kept() ? "kept" : "BROKEN"),
        result.broken(),
        result.texts(),
        mean);
  }
}
