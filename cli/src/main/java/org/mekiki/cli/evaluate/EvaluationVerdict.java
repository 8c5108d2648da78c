package org.mekiki.cli.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mekiki.cli.wording.Speech;
import org.mekiki.sig.judge.FaithfulnessMetric;
import org.mekiki.sig.judge.Measure;
import org.mekiki.sig.judge.Metric;
import org.mekiki.sig.judge.Summary;

/**
 * What an evaluation says in words: which method answers which question best. Where only metrics
 * lead that favour a method by the way they are made, nothing is crowned.
 */
final class EvaluationVerdict {
  private static final String USUAL = "sig";
  private static final String TRUTH_MEASURE = "distance";

  private final List<Contest> contests;
  private final List<String> methods;

  private EvaluationVerdict(List<Contest> contests, List<String> methods) {
    this.contests = contests;
    this.methods = methods;
  }

  /** Of all that was found. */
  static EvaluationVerdict of(
      Map<ExaminationKind, Summary> summaries,
      Set<FaithfulnessMetric> metrics,
      List<Contender> contenders) {
    var contests = new ArrayList<Contest>();
    Optional.ofNullable(summaries.get(ExaminationKind.TRUTH))
        .ifPresent(summary -> addTasks(contests, summary, contenders));
    for (Question question : Question.values()) {
      Summary summary = summaries.get(question.kind());
      if (summary != null) {
        question.answers().stream()
            .flatMap(
                answer ->
                    Contest.of(question.words(), answer, question.sharing(), summary, contenders)
                        .stream())
            .findFirst()
            .ifPresent(contests::add);
      }
    }
    Optional.ofNullable(summaries.get(ExaminationKind.FAITHFULNESS))
        .ifPresent(summary -> addOthers(contests, summary, metrics, contenders));
    return new EvaluationVerdict(
        List.copyOf(contests), contenders.stream().map(Contender::name).toList());
  }

  /** Tasks whose model learnt with masks: what a mask does to the others is no measure. */
  private static void addTasks(
      List<Contest> contests, Summary summary, List<Contender> contenders) {
    for (Measure measure : summary.measures()) {
      String[] parts = measure.name().split(", ", -1);
      if (parts.length == 2 && parts[0].equals(TRUTH_MEASURE)) {
        Contest.of(
                "Which words decide by the rule of “" + parts[1] + "”?",
                new Question.Answer(measure.key(), Metric.Direction.LOWER),
                Metric.Sharing.RELATED,
                summary,
                contenders)
            .ifPresent(contests::add);
      }
    }
  }

  /** Metrics of other jars. */
  private static void addOthers(
      List<Contest> contests,
      Summary summary,
      Set<FaithfulnessMetric> metrics,
      List<Contender> contenders) {
    for (FaithfulnessMetric metric : metrics) {
      if (!Question.uses(metric.label()) && !Question.isOfShape(metric.label())) {
        Contest.of(
                "Which is best by " + metric.label() + "?",
                new Question.Answer(metric.label(), metric.direction()),
                metric.sharing(),
                summary,
                contenders)
            .ifPresent(contests::add);
      }
    }
  }

  /** Who answers each question. */
  List<Contest> contests() {
    return contests;
  }

  /** Whether there is anything to say. */
  boolean isEmpty() {
    return contests.isEmpty();
  }

  /** The whole in a sentence. */
  String headline(Speech speech) {
    if (contests.isEmpty()) {
      return speech.say("No question was asked that tells which method is better");
    }
    if (methods.size() == 1) {
      return speech.say("One method was judged; there is nothing to compare it with");
    }
    List<Contest> sure = contests.stream().filter(Contest::isSure).toList();
    if (sure.isEmpty()) {
      return speech.say("Too few texts for a verdict; %d are needed", Contest.FEW);
    }
    List<Contest> fair = sure.stream().filter(contest -> !contest.isFavoured()).toList();
    if (fair.isEmpty()) {
      return speech.say("No verdict: only metrics were asked that favour methods that mask words");
    }
    List<String> leaders = leaders(sure);
    if (leaders.size() == methods.size()) {
      return speech.say("No clear difference between the methods, whatever is asked");
    }
    if (leaders.isEmpty()) {
      return speech.say("No method is best for every question");
    }
    List<String> level = leaders(fair);
    if (level.size() > leaders.size()) {
      return speech.say(
          "No verdict between %s, which lead: only metrics that favour methods that mask words tell"
              + " them apart",
          Contest.list(level, speech));
    }
    return leaders.size() == 1
        ? speech.say("%s is never clearly behind, whatever is asked", leaders.getFirst())
        : speech.say(
            "%s are never clearly behind, whatever is asked", Contest.list(leaders, speech));
  }

  /** The methods that lead in all of them. */
  private List<String> leaders(List<Contest> all) {
    return methods.stream()
        .filter(method -> all.stream().allMatch(contest -> contest.leads(method)))
        .toList();
  }

  /** What to know before one believes the headline. */
  List<String> notes(Speech speech) {
    var notes = new ArrayList<String>();
    if (contests.isEmpty() || methods.size() == 1) {
      return notes;
    }
    if (methods.contains(USUAL)) {
      List<String> behind =
          contests.stream()
              .filter(contest -> contest.behind().contains(USUAL))
              .map(contest -> contest.measure().key())
              .toList();
      notes.add(
          behind.isEmpty()
              ? speech.say(
                  "%s, which mekiki uses unless told otherwise, is clearly behind in none of"
                      + " these.",
                  USUAL)
              : speech.say(
                  "%s, which mekiki uses unless told otherwise, is clearly behind in %d of %d: %s.",
                  USUAL, behind.size(), contests.size(), Contest.list(behind, speech)));
    }
    notes.add(
        speech.say(
            "“Clearly” means that the 95 % interval of the difference, text by text, does not"
                + " contain 0. Each interval is for one comparison; among many, one in twenty is"
                + " clear by chance."));
    if (!contests.stream().allMatch(Contest::isSure)) {
      notes.add(
          speech.say(
              "Intervals from fewer than %d texts are too narrow; such answers do not count for the"
                  + " headline.",
              Contest.FEW));
    }
    return notes;
  }

  /** The headline, the answers and the notes, a line each. */
  List<String> lines() {
    Speech speech = Speech.ENGLISH;
    var lines = new ArrayList<String>(List.of(headline(speech) + "."));
    contests.forEach(contest -> lines.add(contest.question() + " " + contest.answer(speech)));
    lines.addAll(notes(speech));
    return lines;
  }
}
