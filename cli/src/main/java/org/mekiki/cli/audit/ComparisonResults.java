package org.mekiki.cli.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.mekiki.cli.audit.count.Place;
import org.mekiki.cli.audit.count.Reliance;
import org.mekiki.cli.audit.findings.TextFinding;
import org.mekiki.cli.audit.statistics.Moments;

/** What an earlier model and this one do with the same texts, text by text. */
final class ComparisonResults {
  private final Probes probes;
  private final Folding folding;
  private final String model;
  private final Paired right = new Paired();
  private final List<Paired> answers = new ArrayList<>();
  private final List<OfSet> sets = new ArrayList<>();
  private long texts;
  private long changed;

  /** A number of each text, before and after. */
  static final class Paired {
    private final Moments before = new Moments();
    private final Moments after = new Moments();
    private final Moments difference = new Moments();

    private void add(double old, double now) {
      before.add(old);
      after.add(now);
      difference.add(now - old);
    }

    private void add(Paired other) {
      before.add(other.before);
      after.add(other.after);
      difference.add(other.difference);
    }

    private void add(boolean old, boolean now) {
      add(old ? 1 : 0, now ? 1 : 0);
    }

    Moments before() {
      return before;
    }

    Moments after() {
      return after;
    }

    /** After less before. */
    Moments difference() {
      return difference;
    }
  }

  /**
   * About a list of the probes.
   *
   * @param reliance of the decision on its words, of texts that hold any
   * @param moved the largest change of the answer's probability by one of its substitutions
   * @param turned whether one of them makes another answer
   */
  record OfSet(Paired reliance, Paired moved, Paired turned) {
    private void add(OfSet other) {
      reliance.add(other.reliance);
      moved.add(other.moved);
      turned.add(other.turned);
    }
  }

  /**
   * Nothing yet.
   *
   * @param model the earlier one's SHA-256
   */
  ComparisonResults(Probes probes, Folding folding, int classes, String model) {
    this.probes = probes;
    this.folding = folding;
    this.model = model;
    for (int i = 0; i < classes; i++) {
      answers.add(new Paired());
    }
    probes.sets().forEach(_ -> sets.add(new OfSet(new Paired(), new Paired(), new Paired())));
  }

  /** Adds what was counted of other texts. */
  void add(ComparisonResults other) {
    texts += other.texts;
    changed += other.changed;
    right.add(other.right);
    for (int target = 0; target < answers.size(); target++) {
      answers.get(target).add(other.answers.get(target));
    }
    for (int set = 0; set < sets.size(); set++) {
      sets.get(set).add(other.sets.get(set));
    }
  }

  /** Counts a text that both could explain. */
  void add(TextFinding before, TextFinding after) {
    if (before.skipped() != null || after.skipped() != null) {
      return;
    }
    texts++;
    int old = before.answer().best();
    int now = after.answer().best();
    changed += old == now ? 0 : 1;
    for (int target = 0; target < answers.size(); target++) {
      answers.get(target).add(old == target, now == target);
    }
    int label = after.text().label();
    if (label >= 0) {
      right.add(old == label, now == label);
    }
    for (int set = 0; set < sets.size(); set++) {
      addSet(set, before, after);
    }
  }

  private void addSet(int set, TextFinding before, TextFinding after) {
    List<Place> places =
        ProbeResults.places(probes.sets().get(set).matcher(), after.texts()).toList();
    if (places.isEmpty()) {
      return;
    }
    OfSet found = sets.get(set);
    Optional<Reliance> old = reliance(before, places);
    Optional<Reliance> now = reliance(after, places);
    if (old.isPresent() && now.isPresent()) {
      found.reliance.add(old.get().norm(), now.get().norm());
    }
    OptionalDouble moved = moved(set, before);
    if (moved.isPresent()) {
      found.moved.add(moved.getAsDouble(), moved(set, after).orElse(0));
      found.turned.add(isTurned(set, before), isTurned(set, after));
    }
  }

  /** Of the decision for the answer; empty where another class was explained. */
  private Optional<Reliance> reliance(TextFinding finding, List<Place> places) {
    return folding.decisions(finding).stream()
        .filter(decision -> decision.target() == decision.predicted())
        .findFirst()
        .flatMap(decision -> Reliance.of(decision, places));
  }

  private OptionalDouble moved(int set, TextFinding finding) {
    int answer = finding.answer().best();
    double before = finding.answer().probabilities()[answer];
    return probed(set, finding)
        .mapToDouble(probed -> Math.abs(probed.answer().probabilities()[answer] - before))
        .max();
  }

  private boolean isTurned(int set, TextFinding finding) {
    return probed(set, finding)
        .anyMatch(probed -> probed.answer().best() != finding.answer().best());
  }

  private Stream<TextFinding.Probed> probed(int set, TextFinding finding) {
    String name = probes.sets().get(set).name();
    return finding.probed().stream()
        .filter(probed -> probes.swaps().get(probed.swap()).set().equals(name));
  }

  /** The earlier model's SHA-256. */
  String model() {
    return model;
  }

  /** Texts that both could explain. */
  long texts() {
    return texts;
  }

  /** Texts that they answer otherwise. */
  long changed() {
    return changed;
  }

  /** Whether the answer is right, of the texts whose right answer is known. */
  Paired right() {
    return right;
  }

  /** Whether the answer is a class. */
  Paired answers(int target) {
    return answers.get(target);
  }

  /** About each list of the probes. */
  List<OfSet> sets() {
    return sets;
  }
}
