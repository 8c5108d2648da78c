package org.mekiki.cli.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.mekiki.cli.audit.count.CountFilter;
import org.mekiki.cli.audit.count.Decision;
import org.mekiki.cli.audit.count.Examples;
import org.mekiki.cli.audit.count.Term;
import org.mekiki.cli.audit.count.TermStatistics;
import org.mekiki.cli.audit.count.TermTable;
import org.mekiki.cli.audit.count.TopList;
import org.mekiki.cli.audit.statistics.FisherExact;
import org.mekiki.cli.audit.statistics.Interval;
import org.mekiki.cli.audit.statistics.MeanAgainstZero;
import org.mekiki.cli.audit.statistics.Moments;
import org.mekiki.cli.audit.statistics.MultipleComparisons;
import org.mekiki.cli.audit.statistics.WelchComparison;
import org.mekiki.report.wording.FunctionWords;

/** What words and phrases drive, spoil and have otherwise in groups. */
final class TermResults {
  private static final Comparator<Term> BY_NAME =
      Comparator.comparingInt(Term::target).thenComparing(Term::text).thenComparingInt(Term::words);

  private final Overview overview;
  private final AuditSettings settings;
  private final int groups;
  private final List<TopList<Driver>> drivers = new ArrayList<>();
  private final List<TopList<Mistake>> mistakes = new ArrayList<>();
  private final List<TopList<Difference>> differences = new ArrayList<>();
  private final List<TopList<Turner>> turners = new ArrayList<>();
  private final MultipleComparisons driverTests = new MultipleComparisons();
  private final MultipleComparisons mistakeTests = new MultipleComparisons();
  private final MultipleComparisons presentTests = new MultipleComparisons();
  private final MultipleComparisons overallTests = new MultipleComparisons();

  /**
   * What a term has of the decisions for a class.
   *
   * @param mean share, of the texts that contain it
   * @param interval of that mean
   * @param p of Student's test: is the mean share 0
   * @param raw mean attribution in units of the explained value
   * @param weight mean share over all texts of the class, with 0 where it is not
   */
  record Driver(
      Term term,
      long texts,
      long occurrences,
      long speaking,
      double mean,
      Interval interval,
      double p,
      double raw,
      double weight,
      List<Examples.Example> examples) {}

  /**
   * What a term has of wrong decisions.
   *
   * @param texts that contain it and whose right answer is known
   * @param wrong how many of them have a wrong answer
   * @param p of Fisher's test: is the answer wrong more often than without the term
   * @param mean share where the answer is wrong
   * @param right mean share where it is right
   */
  record Mistake(
      Term term,
      long texts,
      long wrong,
      double p,
      double mean,
      Interval interval,
      double right,
      double weight,
      List<Examples.Example> examples) {}

  /**
   * What a term has in a group and elsewhere.
   *
   * @param present of the texts that contain it; unknown where there are too few
   * @param overall of all texts of the class, with share 0 where it is not
   */
  record Difference(
      Term term,
      int group,
      Moments here,
      Moments there,
      WelchComparison present,
      double hereWeight,
      double thereWeight,
      WelchComparison overall,
      List<Examples.Example> examples) {
    double leastP() {
      return present.isKnown() ? Math.min(present.p(), overall.p()) : overall.p();
    }
  }

  /**
   * A word that turns decisions.
   *
   * @param texts that contain it and were given the class
   * @param turning those in which it belongs to a smallest set of words that turns the answer
   * @param alone those in which masking it alone does
   * @param interval of the turned ones' part of the texts
   */
  record Turner(
      Term term,
      long texts,
      long turning,
      long alone,
      Interval interval,
      List<Examples.Example> examples) {
    /** The turned ones' part of the texts. */
    double share() {
      return (double) turning / texts;
    }
  }

  TermResults(Overview overview, AuditSettings settings, int classes, int groups) {
    this.overview = overview;
    this.settings = settings;
    this.groups = groups;
    for (int i = 0; i < classes; i++) {
      drivers.add(
          new TopList<>(
              settings.rows(),
              Comparator.comparingDouble((Driver d) -> -Math.abs(d.interval().sureDistance()))
                  .thenComparingDouble(d -> -Math.abs(d.mean()))
                  .thenComparing(Driver::term, BY_NAME)));
      mistakes.add(
          new TopList<>(
              settings.rows(),
              Comparator.comparingDouble((Mistake m) -> -m.weight())
                  .thenComparing(Mistake::term, BY_NAME)));
      differences.add(
          new TopList<>(
              settings.rows(),
              Comparator.comparingDouble(Difference::leastP)
                  .thenComparingDouble(d -> -Math.abs(d.overall().difference()))
                  .thenComparing(Difference::term, BY_NAME)
                  .thenComparingInt(Difference::group)));
      turners.add(
          new TopList<>(
              settings.rows(),
              Comparator.comparingLong((Turner t) -> -t.turning())
                  .thenComparingLong(Turner::texts)
                  .thenComparing(Turner::term, BY_NAME)));
    }
  }

  /** Reads decisions as often as the bound on memory asks for. */
  interface Decisions {
    /** Hands every decision on, on several threads at a time. */
    void forEach(Consumer<Decision> consumer) throws IOException;
  }

  /**
   * Counts all terms.
   *
   * @param filter how many texts hold a term, at most
   */
  void collect(CountFilter filter, Decisions decisions) throws IOException {
    for (long start = 0; start < TermTable.ALL; ) {
      var table = new TermTable(start, settings.mostTerms(), filter, settings.minimum(), groups);
      // One table for all threads: with one each, they would need more memory, or more readings.
      decisions.forEach(
          decision -> {
            synchronized (table) {
              table.add(decision);
            }
          });
      table.forEach(this::add);
      start = table.end();
    }
  }

  private void add(Term term, TermStatistics found) {
    Moments shares = found.shares();
    double p = Double.NaN;
    if (shares.count() >= 2) {
      p = MeanAgainstZero.p(shares);
      driverTests.add(p);
    }
    drivers
        .get(term.target())
        .add(
            new Driver(
                term,
                found.texts(),
                found.occurrences(),
                found.speaking(),
                shares.mean(),
                Interval.ofMean(shares, settings.confidence()),
                p,
                found.raws().mean(),
                shares.sum() / overview.decisions(term.target()),
                found.examples().list()));
    addMistake(term, found);
    addTurner(term, found);
    for (int group = 0; group < (groups == 2 ? 1 : groups); group++) {
      addDifference(term, found, group);
    }
  }

  private void addMistake(Term term, TermStatistics found) {
    long wrong = found.wrong().count();
    long texts = wrong + found.right().count();
    long allWrong = overview.wrong(term.target());
    if (texts < settings.minimum() || allWrong == 0) {
      return;
    }
    double p = FisherExact.greater(wrong, texts, allWrong, overview.judged(term.target()));
    mistakeTests.add(p);
    if (wrong > 0) {
      mistakes
          .get(term.target())
          .add(
              new Mistake(
                  term,
                  texts,
                  wrong,
                  p,
                  found.wrong().mean(),
                  Interval.ofMean(found.wrong(), settings.confidence()),
                  found.right().mean(),
                  found.wrong().sum() / allWrong,
                  found.mistakes().list()));
    }
  }

  private void addTurner(Term term, TermStatistics found) {
    if (found.turning() > 0) {
      turners
          .get(term.target())
          .add(
              new Turner(
                  term,
                  found.searched(),
                  found.turning(),
                  found.turningAlone(),
                  Interval.ofProportion(found.turning(), found.searched(), settings.confidence()),
                  found.turns().list()));
    }
  }

  /** A group against all the others. */
  private void addDifference(Term term, TermStatistics found, int group) {
    Moments here = found.group(group);
    var there = new Moments();
    long all = 0;
    for (int other = 0; other < groups; other++) {
      if (other != group) {
        there.add(found.group(other));
        all += overview.decisions(term.target(), other);
      }
    }
    long own = overview.decisions(term.target(), group);
    if (here.count() + there.count() < settings.minimum() || own < 2 || all < 2) {
      return;
    }
    long least = Math.max(2, settings.minimum());
    WelchComparison present = WelchComparison.UNKNOWN;
    if (here.count() >= least && there.count() >= least) {
      present = WelchComparison.of(here, there);
      presentTests.add(present.p());
    }
    Moments hereAll = here.withZeros(own - here.count());
    Moments thereAll = there.withZeros(all - there.count());
    WelchComparison overall = WelchComparison.of(hereAll, thereAll);
    overallTests.add(overall.p());
    differences
        .get(term.target())
        .add(
            new Difference(
                term,
                group,
                here,
                there,
                present,
                hereAll.mean(),
                thereAll.mean(),
                overall,
                found.examples().list()));
  }

  List<TopList<Driver>> drivers() {
    return drivers;
  }

  /**
   * Words and phrases that clearly speak for a class, the surest first; punctuation leads nothing.
   */
  Stream<Driver> leading(int target) {
    return drivers.get(target).list().stream()
        .filter(driver -> driver.mean() > 0 && isClear(driver))
        .filter(driver -> !FunctionWords.isPunctuation(driver.term().text()));
  }

  List<TopList<Mistake>> mistakes() {
    return mistakes;
  }

  List<TopList<Difference>> differences() {
    return differences;
  }

  List<TopList<Turner>> turners() {
    return turners;
  }

  MultipleComparisons driverTests() {
    return driverTests;
  }

  /** Whether a share is another than 0, with all the others in mind. */
  boolean isClear(Driver driver) {
    return driverTests.falseDiscoveryRate(driver.p()) <= settings.falseDiscovery();
  }

  /** Whether answers are wrong more often where a term stands, with all the others in mind. */
  boolean isClear(Mistake mistake) {
    return mistakeTests.falseDiscoveryRate(mistake.p()) <= settings.falseDiscovery();
  }

  /** Whether a group has another share than the others, either way, with all in mind. */
  boolean isClear(Difference found) {
    return overallTests.falseDiscoveryRate(found.overall().p()) <= settings.falseDiscovery()
        || presentTests.falseDiscoveryRate(found.present().p()) <= settings.falseDiscovery();
  }

  MultipleComparisons mistakeTests() {
    return mistakeTests;
  }

  MultipleComparisons presentTests() {
    return presentTests;
  }

  MultipleComparisons overallTests() {
    return overallTests;
  }
}
