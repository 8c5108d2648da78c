package org.mekiki.cli.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.mekiki.cli.audit.statistics.Interval;
import org.mekiki.cli.audit.statistics.MultipleComparisons;
import org.mekiki.cli.audit.table.Cell;

/** What an audit found, in a few sentences, each with the table that shows it. */
final class AuditFindings {
  private static final int NAMED = 4;

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

  AuditFindings(AuditReport report) {
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
      return "Not passed: %d of %d rules %s broken"
          .formatted(broken, all, broken == 1 ? "is" : "are");
    }
    return all == 1
        ? "Passed: the one rule is kept"
        : "Passed: all %d rules are kept".formatted(all);
  }

  private String answers() {
    Overview overview = result.overview();
    long read = overview.texts() - overview.skipped();
    int most =
        IntStream.range(0, labels.size())
            .boxed()
            .max(Comparator.comparingLong(overview::answers))
            .orElseThrow();
    return String.format(
        Locale.ROOT,
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
            String.format(
                Locale.ROOT,
                "It is right in %.1f %% of the %,d texts whose right answer is known (%.1f to"
                    + " %.1f %%).",
                100.0 * right / labelled,
                labelled,
                100 * interval.low(),
                100 * interval.high()),
            "confusion"));
  }

  private Optional<Finding> drivers() {
    String all =
        IntStream.range(0, labels.size())
            .mapToObj(this::drivers)
            .flatMap(Optional::stream)
            .collect(Collectors.joining("; "));
    return all.isEmpty()
        ? Optional.empty()
        : Optional.of(new Finding("Most speaks " + all + ".", "words"));
  }

  private Optional<String> drivers(int target) {
    String words =
        result
            .terms()
            .leading(target)
            .filter(driver -> driver.term().words() == 1)
            .limit(NAMED)
            .map(driver -> "“" + driver.term().text() + "”")
            .collect(Collectors.joining(", "));
    return words.isEmpty()
        ? Optional.empty()
        : Optional.of("for “%s”: %s".formatted(labels.get(target), words));
  }

  private Finding mistakes() {
    String text =
        result.terms().mistakes().stream()
            .flatMap(list -> list.list().stream())
            .filter(result.terms()::isClear)
            .min(Comparator.comparingDouble(TermResults.Mistake::p))
            .map(
                row ->
                    String.format(
                        Locale.ROOT,
                        "“%s” answers are wrong more often where “%s” occurs: in %d of %d texts.",
                        labels.get(row.term().target()),
                        row.term().text(),
                        row.wrong(),
                        row.texts()))
            .orElse("No word occurs clearly more often in wrong answers than in right ones.");
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
      return new Finding("No clear difference between groups.", "differences");
    }
    TermResults.Difference first = clear.getFirst();
    return new Finding(
        String.format(
            Locale.ROOT,
            "%s between groups %s clear; most so “%s”, for “%s” in “%s”.",
            clear.size() == 1 ? "One difference" : clear.size() + " differences",
            clear.size() == 1 ? "is" : "are",
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
            .orElse(
                tested.isEmpty()
                    ? "The probes' words occur in too few texts to say anything."
                    : "No substitution of the probes moves the answers clearly in one direction.");
    return new Finding(text, "probes");
  }

  private String moved(ProbeResults.Swapped swapped) {
    return String.format(
        Locale.ROOT,
        "Putting %s moves the probability of “%s” by %s points on average, over %d texts.",
        swapped.swap().name(),
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
            String.format(
                Locale.ROOT,
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
                    "%d of %d texts are answered differently than by the earlier model."
                        .formatted(found.changed(), found.texts()),
                    "before_after"));
  }
}
