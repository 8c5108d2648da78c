package org.mekiki.cli.evaluate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.mekiki.cli.wording.Speech;
import org.mekiki.sig.judge.Faithfulness;
import org.mekiki.sig.judge.Measure;
import org.mekiki.sig.judge.Metric.Direction;
import org.mekiki.sig.judge.Metric.Sharing;
import org.mekiki.sig.judge.Summary;
import org.mekiki.sig.statistics.Estimate;

/**
 * Who answers a question best. A method is behind where the interval of the difference to the best
 * one, text by text, lies on one side of 0; where it holds 0, the two are level.
 *
 * @param question in a reader's words
 * @param measure that answers it
 * @param direction which of its values are good
 * @param sharing what the measure has in common with methods that mask words
 * @param best the method of the best mean
 * @param value of that method
 * @param level the other methods from which it does not differ clearly, the better ones first
 * @param behind the others, the better ones first
 * @param lead of the best method over the best one behind it; empty where none is behind
 * @param aboveChance whether it is clearly better than a random order; empty where none was judged
 * @param unfavoured the best of those in the lead that mask no words; empty where all do
 */
record Contest(
    String question,
    Measure measure,
    Direction direction,
    Sharing sharing,
    String best,
    Estimate value,
    List<String> level,
    List<String> behind,
    Optional<Estimate> lead,
    Optional<Boolean> aboveChance,
    Optional<String> unfavoured) {
  /** Fewer texts give bootstrap intervals that are too narrow to call a difference clear. */
  static final int FEW = 20;

  /** A difference that the shown digits do not show is none for a reader. */
  private static final double SMALLEST = 0.0005;

  /** Copies. */
  Contest {
    level = List.copyOf(level);
    behind = List.copyOf(behind);
  }

  /** The contest by one measure; empty where no method has it. */
  static Optional<Contest> of(
      String question,
      Question.Answer answer,
      Sharing sharing,
      Summary summary,
      List<Contender> contenders) {
    Measure measure = Measure.parse(answer.measure());
    double sign = answer.direction() == Direction.HIGHER ? 1 : -1;
    var names = new ArrayList<String>();
    for (Contender contender : contenders) {
      if (summary.estimate(contender.name(), measure).isPresent()) {
        names.add(contender.name());
      }
    }
    if (names.isEmpty()) {
      return Optional.empty();
    }
    names.sort(
        (a, b) ->
            Double.compare(sign * mean(summary, b, measure), sign * mean(summary, a, measure)));
    String best = names.removeFirst();
    var level = new ArrayList<String>();
    var behind = new ArrayList<String>();
    for (String name : names) {
      (isAhead(summary, best, name, measure, sign) ? behind : level).add(name);
    }
    var masking = new HashSet<String>();
    contenders.stream().filter(Contender::masks).map(Contender::name).forEach(masking::add);
    return Optional.of(
        new Contest(
            question,
            measure,
            answer.direction(),
            sharing,
            best,
            summary.estimate(best, measure).orElseThrow(),
            level,
            behind,
            behind.stream().findFirst().flatMap(next -> summary.difference(best, next, measure)),
            summary
                .difference(best, Faithfulness.RANDOM, measure)
                .map(_ -> isAhead(summary, best, Faithfulness.RANDOM, measure, sign)),
            Stream.concat(Stream.of(best), level.stream())
                .filter(name -> !masking.contains(name))
                .findFirst()));
  }

  private static double mean(Summary summary, String row, Measure measure) {
    return summary.estimate(row, measure).orElseThrow().mean();
  }

  private static boolean isAhead(
      Summary summary, String best, String other, Measure measure, double sign) {
    return summary
        .difference(best, other, measure)
        .filter(Estimate::isClear)
        .filter(difference -> sign * difference.mean() >= SMALLEST)
        .isPresent();
  }

  /** Whether a method is the best one or level with it. */
  boolean leads(String method) {
    return best.equals(method) || level.contains(method);
  }

  /** Whether the measure favours methods that mask words by the way it is made. */
  boolean favoursMasking() {
    return sharing != Sharing.NONE;
  }

  /** Whether who leads may owe it to that. */
  boolean isFavoured() {
    return favoursMasking() && unfavoured.isEmpty();
  }

  /** Whether there are texts enough for the intervals to be believed. */
  boolean isSure() {
    return value.count() >= FEW;
  }

  /** The answer in a sentence or two. */
  String answer(Speech speech) {
    StringBuilder said = new StringBuilder();
    said.append(
        speech.say(
            value.count() == 1
                ? "By “%s” (%s is better, %d text): "
                : "By “%s” (%s is better, %d texts): ",
            measure.key(),
            speech.say(direction == Direction.HIGHER ? "higher" : "lower"),
            value.count()));
    String found =
        speech.say(
            "%s %s (%s)",
            best, ReportFormats.number(value.mean()), ReportFormats.interval(value, speech));
    if (level.isEmpty() && behind.isEmpty()) {
      said.append(found);
    } else if (behind.isEmpty()) {
      said.append(
          speech.say(
              "no clear difference between the methods; the best mean is that of %s", found));
    } else {
      said.append(found);
      if (!level.isEmpty()) {
        said.append(speech.say("; no clear difference from %s", list(level, speech)));
      }
      said.append(speech.say("; clearly ahead of %s", list(behind, speech)));
      said.append(leadWords(speech));
    }
    said = new StringBuilder(speech.say("%s.", said));
    if (aboveChance.isPresent() && !aboveChance.get()) {
      said.append(speech.say(" Not clearly better than a random order."));
    }
    if (!isSure()) {
      said.append(speech.say(" With so few texts, this is only a hint."));
    }
    if (favoursMasking()) {
      said.append(speech.texts().of("sentence.space")).append(favour(speech));
    }
    return said.toString();
  }

  private String favour(Speech speech) {
    return speech.say(
        "The metric %s and so favours methods that mask words by construction%s.",
        speech.say(sharing == Sharing.OPERATION ? "masks words itself" : "takes words away"),
        unfavoured.map(name -> speech.say("; even so, %s is among the best", name)).orElse(""));
  }

  private String leadWords(Speech speech) {
    return lead.map(
            by ->
                speech.say(
                    ", of the next by %s (%s)",
                    ReportFormats.number(Math.abs(by.mean())),
                    direction == Direction.HIGHER
                        ? ReportFormats.interval(by, speech)
                        : ReportFormats.range(-by.high(), -by.low(), speech)))
        .orElse("");
  }

  /** Names as a sentence lists them. */
  static String list(List<String> names, Speech speech) {
    int last = names.size() - 1;
    return last == 0
        ? names.getFirst()
        : speech.say("%s and %s", speech.list(names.subList(0, last)), names.get(last));
  }
}
