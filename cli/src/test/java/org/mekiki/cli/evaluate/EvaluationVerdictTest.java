package org.mekiki.cli.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mekiki.cli.wording.Speech;
import org.mekiki.sig.judge.FaithfulnessMetric;
import org.mekiki.sig.judge.Findings;
import org.mekiki.sig.judge.Measure;
import org.mekiki.sig.judge.Metric;
import org.mekiki.sig.judge.Summary;

/** What is said of a comparison whose outcome is known. */
final class EvaluationVerdictTest {
  private static final List<Contender> METHODS =
      List.of(
          new Contender("mask", true), new Contender("walk", false), new Contender("other", false));

  private final Summary summary = new Summary(1);
  private final Set<FaithfulnessMetric> metrics = new LinkedHashSet<>();

  /** Values of a text that differ between texts, so that only pairs tell methods apart. */
  private void texts(int count, Metric metric, double mask, double walk, double other) {
    metrics.add(metric);
    for (int i = 0; i < count; i++) {
      double text = i % 7;
      double noise = i % 2 == 0 ? 0.3 : -0.3;
      var findings = new Findings();
      Measure measure = Measure.of(metric);
      findings.put("mask", measure, text + mask);
      findings.put("walk", measure, text + walk + noise);
      findings.put("other", measure, text + other);
      summary.add(findings);
    }
  }

  private EvaluationVerdict verdict() {
    return EvaluationVerdict.of(Map.of(ExaminationKind.FAITHFULNESS, summary), metrics, METHODS);
  }

  @Test
  void clearIsWhatPairsTellAndLevelWhereTheIntervalHoldsZero() {
    texts(40, Metric.SOFT_COMPREHENSIVENESS, 1.0, 0.98, 0.5);
    Contest contest = verdict().contests().getFirst();
    assertEquals("mask", contest.best());
    assertEquals(List.of("walk"), contest.level());
    assertEquals(List.of("other"), contest.behind());
    assertEquals(
        "mask and walk are never clearly behind, whatever is asked",
        verdict().headline(Speech.ENGLISH));
    String answer = contest.answer(Speech.ENGLISH);
    assertTrue(answer.contains("(higher is better, 40 texts): mask "), answer);
    assertTrue(answer.contains("no clear difference from walk; clearly ahead of other"), answer);
    assertTrue(answer.contains("of the next by 0.500 (0.500 to 0.500)"), answer);
    assertFalse(answer.contains("by construction"), answer);
  }

  @Test
  void lowerIsBetterWhereTheMetricSaysSo() {
    texts(40, Metric.MAX_SENSITIVITY, 1.0, 0.4, 2.0);
    Contest contest = verdict().contests().getFirst();
    assertEquals("walk", contest.best());
    assertEquals(List.of("mask", "other"), contest.behind());
    assertTrue(
        contest.answer(Speech.ENGLISH).contains("of the next by 0.600 (0.5"),
        contest.answer(Speech.ENGLISH));
  }

  @Test
  void aMetricThatFavoursAMethodCrownsNobodyAlone() {
    texts(40, Metric.LOG_ODDS, -3, -1, -1);
    assertTrue(
        verdict()
            .contests()
            .getFirst()
            .answer(Speech.ENGLISH)
            .contains("favours methods that mask"));
    assertEquals(
        "No verdict: only metrics were asked that favour methods that mask words",
        verdict().headline(Speech.ENGLISH));
    texts(40, Metric.SOFT_SUFFICIENCY, 1, 1, 0.2);
    assertEquals(
        "No verdict between mask and walk, which lead: only metrics that favour methods that mask"
            + " words tell them apart",
        verdict().headline(Speech.ENGLISH));
  }

  @Test
  void aMetricThatFavoursTheLosersCounts() {
    texts(40, Metric.LOG_ODDS, -1, -3, -1);
    assertTrue(
        verdict()
            .contests()
            .getFirst()
            .answer(Speech.ENGLISH)
            .contains("; even so, walk is among the best."));
    assertEquals(
        "walk is never clearly behind, whatever is asked", verdict().headline(Speech.ENGLISH));
  }

  @Test
  void opposedAnswersCrownNobody() {
    texts(40, Metric.SOFT_SUFFICIENCY, 1, 2, 0.2);
    texts(40, Metric.MAX_SENSITIVITY, 1, 2, 1.5);
    assertEquals("No method is best for every question", verdict().headline(Speech.ENGLISH));
  }

  @Test
  void nothingIsSaidWhereNothingIsKnown() {
    texts(40, Metric.SPARSENESS, 1, 2, 3);
    assertTrue(verdict().contests().isEmpty());
    texts(40, Metric.SOFT_SUFFICIENCY, 1, 1, 1.0001);
    assertEquals(
        "No clear difference between the methods, whatever is asked",
        verdict().headline(Speech.ENGLISH));
    assertTrue(verdict().contests().getFirst().behind().isEmpty(), "less than is shown");
  }

  @Test
  void fewTextsGiveHintsAndNoVerdict() {
    texts(Contest.FEW - 1, Metric.SOFT_SUFFICIENCY, 1, 2, 3);
    assertEquals("Too few texts for a verdict; 20 are needed", verdict().headline(Speech.ENGLISH));
    assertTrue(verdict().contests().getFirst().answer(Speech.ENGLISH).contains("a hint"));
    assertTrue(verdict().notes(Speech.ENGLISH).getLast().contains("do not count"));
  }

  @Test
  void controlsAreNoContendersButTell() {
    metrics.add(Metric.SOFT_SUFFICIENCY);
    for (int i = 0; i < 40; i++) {
      var findings = new Findings();
      for (String row : List.of("mask", "walk", "other", "random order")) {
        findings.put(row, Measure.of(Metric.SOFT_SUFFICIENCY), 1 + i % 3);
      }
      summary.add(findings);
    }
    String answer = verdict().contests().getFirst().answer(Speech.ENGLISH);
    assertTrue(answer.contains("Not clearly better than a random order."), answer);
  }
}
