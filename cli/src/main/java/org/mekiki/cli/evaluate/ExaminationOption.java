package org.mekiki.cli.evaluate;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.mekiki.cli.console.Choice;
import org.mekiki.cli.console.Positive;
import org.mekiki.cli.console.UserException;
import org.mekiki.sig.judge.FaithfulnessMetric;
import org.mekiki.sig.judge.Metric;
import org.mekiki.sig.judge.MetricProvider;
import org.mekiki.sig.judge.Metrics;
import org.mekiki.sig.judge.TokenChoice;
import picocli.CommandLine.Option;

/** What is examined, by which metrics, on how many texts. */
final class ExaminationOption {
  private static final String ALL = "all";
  private static final String CONSTRUCTED = "constructed";

  @Option(
      names = "--examine",
      paramLabel = "NAME,...",
      split = ",",
      description =
          "faithfulness, plausibility, shortcut, randomisation, convergence, stability, f-fidelity,"
              + " separated by commas, or all; default: faithfulness, with --rationales"
              + " plausibility")
  private List<String> names = List.of();

  @Option(
      names = "--metrics",
      paramLabel = "NAME,...",
      split = ",",
      description =
          "the metrics of faithfulness, separated by commas, or all; default: all built-in ones"
              + " but max-sensitivity, which explains every text six times")
  private List<String> metrics = List.of();

  @Option(
      names = "--probe-sample",
      paramLabel = "N",
      description =
          "texts for examinations other than faithfulness and plausibility; default: 200 for"
              + " shortcut, 100 for randomisation and stability, 100 for f-fidelity, 100 for a task"
              + " of truth, 10 for convergence")
  private Integer probes;

  @Option(
      names = "--shortcut",
      paramLabel = "constructed|fine-tuned",
      description =
          "how the nonsense word of shortcut gets its power: by an embedding of its own, all other"
              + " weights as they are, or by fine-tuning a copy of the model; default: constructed")
  private String shortcut = CONSTRUCTED;

  @Option(
      names = "--beam",
      paramLabel = "N",
      description =
          "the beam width of the search for the best order; default: 1; 0 skips the search, which"
              + " is quicker")
  private int beam = 1;

  @Option(
      names = "--protocol",
      paramLabel = "correct|published",
      description =
          "published repeats the published experiments' choices, for comparison; default: correct")
  private String protocol = "correct";

  @Option(
      names = "--tokens",
      paramLabel = "words|all",
      description =
          "what metrics may choose: words only, or added tokens too; default: words, with"
              + " --protocol published all")
  private String tokens;

  /** Checks what can be checked without data, and gives the examinations in their order. */
  List<ExaminationKind> kinds(boolean annotated) {
    Choice.require("--protocol", protocol, "correct", "published");
    if (tokens != null) {
      Choice.require("--tokens", tokens, "words", "all");
    }
    Choice.require("--shortcut", shortcut, CONSTRUCTED, "fine-tuned");
    Positive.atMost("--beam", beam, 1000);
    if (beam < 0) {
      throw new UserException("--beam must be at least 0, got " + beam);
    }
    Positive.require("--probe-sample", probes);
    boolean all = names.stream().anyMatch(name -> name.strip().equals(ALL));
    Set<ExaminationKind> wanted = EnumSet.noneOf(ExaminationKind.class);
    for (String name : names) {
      if (!name.strip().equals(ALL)) {
        wanted.add(
            Choice.of(
                "--examine",
                name.strip(),
                ExaminationKind.ofModels().toArray(ExaminationKind[]::new)));
      }
    }
    if (names.isEmpty()) {
      wanted.add(annotated ? ExaminationKind.PLAUSIBILITY : ExaminationKind.FAITHFULNESS);
    }
    if (wanted.contains(ExaminationKind.PLAUSIBILITY) && !annotated) {
      throw new UserException("plausibility needs what people marked: give --rationales");
    }
    return ExaminationKind.ofModels().stream()
        .filter(kind -> all || wanted.contains(kind))
        .filter(kind -> annotated || kind != ExaminationKind.PLAUSIBILITY)
        .toList();
  }

  /** The chosen metrics, in the order of all; usually the built-in ones but for one. */
  Set<FaithfulnessMetric> metrics() {
    var chosen = new LinkedHashSet<>(Metrics.all());
    if (metrics.isEmpty()) {
      chosen.removeIf(metric -> metric instanceof MetricProvider);
      chosen.remove(Metric.MAX_SENSITIVITY);
    } else if (!metrics.equals(List.of(ALL))) {
      chosen.retainAll(metrics.stream().map(name -> metric(name.strip())).toList());
    }
    return chosen;
  }

  private static FaithfulnessMetric metric(String name) {
    Choice.require(
        "--metrics", name, Metrics.all().stream().map(FaithfulnessMetric::label).toList());
    return Metrics.find(name).orElseThrow();
  }

  /** Texts that an examination takes at most. */
  int texts(ExaminationKind kind) {
    return probes == null || kind.takesAllTexts() ? kind.usualTexts() : probes;
  }

  /** How a nonsense word gets its power. */
  String shortcut() {
    return shortcut;
  }

  boolean fineTunes() {
    return !shortcut.equals(CONSTRUCTED);
  }

  int beam() {
    return beam;
  }

  boolean published() {
    return protocol.equals("published");
  }

  TokenChoice choice() {
    boolean all = tokens == null ? published() : tokens.equals("all");
    return all ? TokenChoice.ALL_TOKENS : TokenChoice.WORDS;
  }
}
