package org.mekiki.cli.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.mekiki.cli.audit.statistics.Interval;
import org.mekiki.cli.audit.statistics.MultipleComparisons;
import org.mekiki.cli.audit.table.Cell;
import org.mekiki.cli.wording.Speech;

/** What an audit found, in a few sentences, each with the table that shows it. */
final class AuditFindings {
  private static final int NAMED = 4;

  private final Speech speech;
  private final AuditReport report;
  private final AuditResult result;
  private final List<String> labels;

  /**
   * A sentence.
   *
   * @param text of it
   * @param table key of the table that shows more
   */
  record Finding(String text, String table) {}

  /** The sentences in a language. */
  AuditFindings(AuditReport report, Speech speech) {
    this.speech = speech;
    this.report = report;
    this.result = report.result();
    this.labels = report.data().labels();
  }

  /** Whether the model may be released, as far as the rules say; else what it answers. */
  String verdict() {
    long all = result.rules().size();
    long broken = result.rules().stream().filter(rule -> !rule.kept()).count();
    if (all == 0) {
      return answers();
    }
    if (broken > 0) {
      return speech.say(
          broken == 1
              ? "Not passed: %d of %d rules is broken"
              : "Not passed: %d of %d rules are broken",
          broken,
          all);
    }
    return all == 1
        ? speech.say("Passed: the one rule is kept")
        : speech.say("Passed: all %d rules are kept", all);
  }

  private String answers() {
    Overview overview = result.overview();
    long read = overview.texts() - overview.skipped();
    int most =
        IntStream.range(0, labels.size())
            .boxed()
            .max(Comparator.comparingLong(overview::answers))
            .orElseThrow();
    return speech.say(
        "The model reads %.0f %% of %s texts as “%s”",
        read == 0 ? 0 : 100.0 * overview.answers(most) / read,
        new Cell.Count(read).shown(),
        labels.get(most));
  }

  /** The sentences, those first that an auditor asks first. */
  List<Finding> list() {
    var found = new ArrayList<Finding>();
    accuracy().ifPresent(found::add);
    drivers().ifPresent(found::add);
    if (result.terms().mistakeTests().size() > 0) {
      found.add(mistakes());
    }
    if (!report.data().groups().isEmpty()) {
      found.add(groups());
    }
    if (!report.probes().swaps().isEmpty()) {
      found.add(probes());
    }
    turning().ifPresent(found::add);
    comparison().ifPresent(found::add);
    return found;
  }

  private Optional<Finding> accuracy() {
    long labelled = result.overview().confusion().all();
    if (labelled == 0) {
      return Optional.empty();
    }
    long right = result.overview().confusion().right();
    Interval interval = report.accuracy();
    return Optional.of(
        new Finding(
            speech.say(
                "It is right in %.1f %% of the %,d texts whose right answer is known (%.1f to"
                    + " %.1f %%).",
                100.0 * right / labelled, labelled, 100 * interval.low(), 100 * interval.high()),
            "confusion"));
  }

  private Optional<Finding> drivers() {
    String all =
        IntStream.range(0, labels.size())
            .mapToObj(this::drivers)
            .flatMap(Optional::stream)
            .collect(Collectors.joining(speech.say("; ")));
    return all.isEmpty()
        ? Optional.empty()
        : Optional.of(new Finding(speech.say("Most speaks %s.", all), "words"));
  }

  private Optional<String> drivers(int target) {
    List<String> words =
        result
            .terms()
            .leading(target)
            .filter(driver -> driver.term().words() == 1)
            .limit(NAMED)
            .map(driver -> speech.quoted(driver.term().text()))
            .toList();
    return words.isEmpty()
        ? Optional.empty()
        : Optional.of(speech.say("for “%s”: %s", labels.get(target), speech.list(words)));
  }

  private Finding mistakes() {
    String text =
        result.terms().mistakes().stream()
            .flatMap(list -> list.list().stream())
            .filter(result.terms()::isClear)
            .min(Comparator.comparingDouble(TermResults.Mistake::p))
            .map(
                row ->
                    speech.say(
                        "“%s” answers are wrong more often where “%s” occurs: in %d of %d texts.",
                        labels.get(row.term().target()),
                        row.term().text(),
                        row.wrong(),
                        row.texts()))
            .orElseGet(
                () ->
                    speech.say(
                        "No word occurs clearly more often in wrong answers than in right ones."));
    return new Finding(text, "mistakes");
  }

  private Finding groups() {
    List<TermResults.Difference> clear =
        result.terms().differences().stream()
            .flatMap(list -> list.list().stream())
            .filter(result.terms()::isClear)
            .sorted(Comparator.comparingDouble(TermResults.Difference::leastP))
            .toList();
    if (clear.isEmpty()) {
      return new Finding(speech.say("No clear difference between groups."), "differences");
    }
    TermResults.Difference first = clear.getFirst();
    return new Finding(
        speech.say(
            clear.size() == 1
                ? "One difference between groups is clear; most so “%2$s”, for “%3$s” in “%4$s”."
                : "%1$d differences between groups are clear; most so “%2$s”, for “%3$s” in"
                    + " “%4$s”.",
            clear.size(),
            first.term().text(),
            labels.get(first.term().target()),
            report.data().groups().get(first.group())),
        "differences");
  }

  private Finding probes() {
    List<ProbeResults.Swapped> tested =
        result.probes().swapped().stream().filter(each -> !Double.isNaN(each.p())).toList();
    MultipleComparisons family = ProbeResults.tests(tested);
    String text =
        tested.stream()
            .filter(each -> family.falseDiscoveryRate(each.p()) <= report.falseDiscovery())
            .max(Comparator.comparingDouble(each -> Math.abs(each.meanChange())))
            .map(this::moved)
            .orElseGet(
                () ->
                    speech.say(
                        tested.isEmpty()
                            ? "The probes' words occur in too few texts to say anything."
                            : "No substitution of the probes moves the answers clearly in one"
                                + " direction."));
    return new Finding(text, "probes");
  }

  private String moved(ProbeResults.Swapped swapped) {
    return speech.say(
        "Putting %s moves the probability of “%s” by %s points on average, over %d texts.",
        speech.of(swapped.swap().name()),
        labels.get(swapped.target()),
        new Cell.Share(swapped.meanChange()).shown().replace(" %", ""),
        swapped.found().probabilities().count());
  }

  private Optional<Finding> turning() {
    TurningResults turning = result.turning();
    if (!turning.isKnown()) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            speech.say(
                "%.1f %% of the decisions turn when one word is masked.",
                100.0 * turning.turnedByOneWord() / turning.searched()),
            "needed"));
  }

  private Optional<Finding> comparison() {
    return result
        .comparison()
        .map(
            found ->
                new Finding(
                    speech.say(
                        "%d of %d texts are answered differently than by the earlier model.",
                        found.changed(), found.texts()),
                    "before_after"));
  }
}
