package org.mekiki.cli.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.mekiki.cli.console.Choice;
import org.mekiki.cli.console.ColumnWidth;
import org.mekiki.cli.console.Console;
import org.mekiki.cli.console.ExitCode;
import org.mekiki.cli.console.TerminalText;
import org.mekiki.cli.option.OutputOption;
import org.mekiki.cli.record.Records;
import org.mekiki.cli.wording.Speech;
import org.mekiki.sig.statistics.Agreement;
import org.mekiki.sig.statistics.Proportion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Scores answers to a questionnaire. */
@Command(
    name = "score",
    description = "Scores the answers of several raters to one questionnaire.",
    footer = {"", "Examples:", "  mekiki study score --key study.html.key.json answers-*.json"},
    mixinStandardHelpOptions = true)
public final class StudyScoreCommand implements Callable<Integer> {
  private static final int NAME = 28;

  private final Console console;
  private final Speech speech;

  @Option(
      names = "--key",
      paramLabel = "FILE.json",
      required = true,
      description = "the key that study make wrote")
  private Path key;

  @Parameters(paramLabel = "ANSWERS", arity = "1..*", description = "one file per rater")
  private List<Path> files;

  @Option(names = "--format", paramLabel = "terminal|json", description = "default: terminal")
  private String format = "terminal";

  public StudyScoreCommand(Console console) {
    this.console = console;
    this.speech = console.speech();
  }

  /** Counts of one method, or one pair. */
  private static final class Tally {
    private int hits;
    private int count;
    private int ties;
  }

  @Override
  public Integer call() throws IOException {
    Choice.require("--format", format, "terminal", "json");
    StudyAnswers answers = StudyAnswers.read(key, files);
    Map<String, List<String>> comparisons = answers.byQuestion("comparison");
    Map<String, List<String>> suggestions = answers.byQuestion("suggestion");
    ObjectNode node =
        Records.object().put("schema", "mekiki/study/1").put("raters", answers.answers().size());
    preferences(answers, comparisons)
        .forEach((pair, tally) -> add(node.withObjectProperty("preferences"), pair, tally));
    suggested(answers, suggestions)
        .forEach((method, tally) -> add(node.withObjectProperty("suggestions"), method, tally));
    ObjectNode agreement = node.putObject("agreement");
    put(agreement, "preferences", Agreement.alpha(comparisons.values()));
    put(agreement, "suggestions", Agreement.alpha(suggestions.values()));
    if (format.equals("json")) {
      console.out().println(Records.line(node));
    } else {
      print(node);
    }
    OutputOption.requireGood(console.out(), "standard output");
    return ExitCode.OK;
  }

  /** How often the first method of a pair, by name, was preferred to the second. */
  private static Map<String, Tally> preferences(
      StudyAnswers answers, Map<String, List<String>> comparisons) {
    var tallies = new LinkedHashMap<String, Tally>();
    comparisons.forEach(
        (id, given) -> {
          JsonNode question = answers.questions().get(id);
          String left = question.path("left").asString("");
          String right = question.path("right").asString("");
          boolean ordered = left.compareTo(right) < 0;
          String pair = ordered ? left + " over " + right : right + " over " + left;
          Tally tally = tallies.computeIfAbsent(pair, _ -> new Tally());
          for (String answer : given) {
            if (answer.equals(Study.SAME)) {
              tally.ties++;
            } else {
              tally.count++;
              tally.hits += answer.equals(ordered ? "left" : "right") ? 1 : 0;
            }
          }
        });
    return tallies;
  }

  /** How often raters named the class that the model had chosen. */
  private static Map<String, Tally> suggested(
      StudyAnswers answers, Map<String, List<String>> suggestions) {
    var tallies = new LinkedHashMap<String, Tally>();
    suggestions.forEach(
        (id, given) -> {
          JsonNode question = answers.questions().get(id);
          Tally tally =
              tallies.computeIfAbsent(question.path("method").asString(""), _ -> new Tally());
          for (String answer : given) {
            tally.count++;
            tally.hits += answer.equals(question.path("predicted").asString("")) ? 1 : 0;
          }
        });
    return tallies;
  }

  private static void add(ObjectNode node, String name, Tally tally) {
    ObjectNode entry =
        node.putObject(name)
            .put("hits", tally.hits)
            .put("count", tally.count)
            .put("ties", tally.ties);
    if (tally.count > 0) {
      var share = new Proportion(tally.hits, tally.count);
      entry.put("share", share.share()).put("low", share.low()).put("high", share.high());
    }
  }

  private static void put(ObjectNode node, String name, OptionalDouble alpha) {
    if (alpha.isPresent()) {
      node.put(name, alpha.getAsDouble());
    } else {
      node.putNull(name);
    }
  }

  /** What a line is about, filled up to its column. */
  private String name(String key) {
    String[] parts = key.split(" over ", 2);
    String said =
        parts.length == 2 ? speech.say("%s over %s", parts[0], parts[1]) : speech.say(key);
    return ColumnWidth.filled(said, NAME);
  }

  private void print(ObjectNode node) {
    console.out().println(speech.say("%d raters", node.path("raters").asInt()));
    console.out().println("\n" + speech.say("Which explains the answer better"));
    node.path("preferences").properties().forEach(this::printShare);
    console.out().println("\n" + speech.say("Class that the marking suggests, as the model chose"));
    node.path("suggestions").properties().forEach(this::printShare);
    console
        .out()
        .println(
            "\n" + speech.say("Agreement between raters (Krippendorff's alpha; 1 full, 0 chance)"));
    node.path("agreement")
        .properties()
        .forEach(
            entry ->
                console
                    .out()
                    .printf(
                        Locale.ROOT,
                        "  %s %s%n",
                        name(entry.getKey()),
                        entry.getValue().isNull()
                            ? speech.say("no question has two answers")
                            : String.format(Locale.ROOT, "%.3f", entry.getValue().asDouble())));
  }

  private void printShare(Map.Entry<String, JsonNode> entry) {
    JsonNode of = entry.getValue();
    String share =
        of.has("share")
            ? speech.say(
                "%5.1f %% (%.1f to %.1f)",
                100 * of.path("share").asDouble(),
                100 * of.path("low").asDouble(),
                100 * of.path("high").asDouble())
            : "–";
    console
        .out()
        .println(
            speech.say(
                "  %s %s, %d of %d%s",
                name(TerminalText.line(entry.getKey())),
                share,
                of.path("hits").asInt(),
                of.path("count").asInt(),
                of.path("ties").asInt() > 0
                    ? speech.say(", and %d undecided", of.path("ties").asInt())
                    : ""));
  }
}
