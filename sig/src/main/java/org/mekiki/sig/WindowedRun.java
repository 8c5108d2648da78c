package org.mekiki.sig;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.mekiki.core.model.TextModel;
import org.mekiki.core.runtime.Interruption;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.Monitor;
import org.mekiki.sig.attribution.PassCounts;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.evaluation.Logits;
import org.mekiki.sig.text.Phrases;
import org.mekiki.sig.text.TextPart;
import org.mekiki.sig.text.WindowAnswers;
import org.mekiki.sig.text.Windowing;
import org.mekiki.sig.text.Windows;

/** Explains a long text window by window. */
final class WindowedRun {
  private final Explainer explainer;
  private final TextModel model;
  private final Windows windows;
  private final Monitor monitor;
  private final List<TextPart> words;
  private final List<TextPart> phrases;
  private final List<List<TextPart>> ownWords;
  private final List<List<TextPart>> ownPhrases;
  private final List<Logits> logits = new ArrayList<>();
  private WindowAnswers answers;
  private final long begun = System.nanoTime();

  WindowedRun(Explainer explainer, TextModel model, Windows windows, Monitor monitor) {
    this.explainer = explainer;
    this.model = model;
    this.windows = windows;
    this.monitor = monitor;
    if (explainer.units().interactingWords() > 0) {
      throw new IllegalArgumentException(
          "pairs of words are not explained in windows; leave out the interactions");
    }
    words = explainer.units().parts(windows.whole());
    if (words.isEmpty()) {
      throw new NothingToExplainException();
    }
    phrases = Phrases.all(explainer.units().phrases(), windows.whole());
    phrases.forEach(this::requireHome);
    ownWords = byWindow(words);
    ownPhrases = byWindow(phrases);
  }

  /** The parts that are explained in each window, by their tokens there. */
  private List<List<TextPart>> byWindow(List<TextPart> parts) {
    var own = new ArrayList<List<TextPart>>();
    for (int w = 0; w < windows.count(); w++) {
      own.add(new ArrayList<>());
    }
    for (TextPart part : parts) {
      Interruption.checkCaller();
      int home = windows.home(part.tokens());
      own.get(home).add(part.shifted(-windows.shift(home)));
    }
    return own;
  }

  private void requireHome(TextPart phrase) {
    if (windows.home(phrase.tokens()) < 0) {
      throw new IllegalArgumentException(
          "the phrase at character %d of the text fits in no single window; a larger overlap may help"
              .formatted(phrase.start()));
    }
  }

  List<Explanation> explain() {
    int targets = explainer.targets().count(model.labels());
    var budgets = new WindowBudgets(explainer.budget(), costs(targets, true), begun);
    long surely = costs(targets, false).stream().mapToLong(WindowBudgets.Cost::least).sum();
    monitor.begins(surely, windows.window(0).size());
    var runs = new ArrayList<AttributionRun>();
    for (int w = 0; w < windows.count(); w++) {
      Interruption.checkCaller();
      budgets.requireTimeToAsk(w, System.nanoTime());
      if (!monitor.progress(w, surely)) {
        throw new CancellationException("the explanation was cancelled");
      }
      // All windows answer before one is explained: their passes together would be too much to
      // keep.
      var run = new AttributionRun(explainer, model, windows.window(w), monitor, false);
      runs.add(run);
      logits.add(run.logits());
    }
    answers = new WindowAnswers(windows, model.link(), logits.stream().map(Logits::list).toList());
    List<Integer> classes = explainer.targets().resolve(model.labels(), answers.deciding());
    var found = new TreeMap<Integer, AttributionRun.Found>();
    for (int w = 0; w < runs.size(); w++) {
      if (explainsAnything(w)) {
        List<TextPart> moved = moved(w, targets);
        long now = System.nanoTime();
        var each =
            runs.get(w).attribute(classes, moved, ownPhrases.get(w), budgets.next(w, now), now);
        budgets.spent(w, each.counts().plus(runs.get(w).logits().counts()).total());
        found.put(w, each);
      }
    }
    return IntStream.range(0, classes.size())
        .mapToObj(t -> explanation(classes.get(t), t, found))
        .toList();
  }

  /** Whether a window's words share one path, so that none of them moves without the others. */
  private boolean oneForAll(int targets) {
    return explainer.method().costs(explainer.settings(), targets).unit() == 0;
  }

  /** The words that are attributed in a window: its own, or all where one path serves all. */
  private List<TextPart> moved(int window, int targets) {
    return oneForAll(targets)
        ? explainer.units().parts(windows.window(window))
        : ownWords.get(window);
  }

  private boolean explainsAnything(int window) {
    return !ownWords.get(window).isEmpty() || !ownPhrases.get(window).isEmpty();
  }

  /**
   * What each window takes, the model's answer included, and how many words it explains.
   *
   * @param within whether as little is explained as a budget may ask for
   */
  private List<WindowBudgets.Cost> costs(int targets, boolean within) {
    var costs = new ArrayList<WindowBudgets.Cost>();
    for (int w = 0; w < windows.count(); w++) {
      Interruption.checkCaller();
      long passes = explainsAnything(w) ? cost(w, targets, within) : 1;
      costs.add(new WindowBudgets.Cost(passes, ownWords.get(w).size()));
    }
    return costs;
  }

  private long cost(int window, int targets, boolean within) {
    List<TextPart> moved = moved(window, targets);
    return within
        ? AttributionRun.least(explainer, targets, moved, ownPhrases.get(window))
        : AttributionRun.surely(explainer, targets, moved, ownPhrases.get(window));
  }

  private Explanation explanation(int target, int t, Map<Integer, AttributionRun.Found> found) {
    var attributions = new TreeMap<Integer, Attribution>();
    found.forEach((window, each) -> attributions.put(window, each.attributions().get(t)));
    List<TextPart> left = left(found);
    var explained = new ArrayList<>(words);
    explained.removeAll(new HashSet<>(left));
    List<Integer> homes = homes();
    Attribution attribution = together(attributions, homes, explained);
    return new Explanation(
        windows.whole(),
        model.labels(),
        answers.meanLogits(),
        answers.meanProbabilities(),
        target,
        explainer.output(),
        explainer.method(),
        explainer.integration(),
        explainer.baselines(),
        attribution,
        WordScore.of(explained, explained, windows.whole(), attribution),
        WordScore.of(phrases, explained, windows.whole(), attribution),
        Optional.empty(),
        explainer.budget().map(budget -> use(budget, found, left)),
        logits.stream().map(Logits::counts).reduce(PassCounts.NONE, PassCounts::plus),
        Optional.of(new Windowing(windows, answers.readings(attributions), homes)));
  }

  private List<Integer> homes() {
    Integer[] homes = new Integer[windows.whole().size()];
    Arrays.fill(homes, -1);
    for (TextPart word : words) {
      for (int k = 0; k < word.tokens().size(); k++) {
        homes[word.tokens().row(k)] = windows.home(word.tokens());
      }
    }
    return List.of(homes);
  }

  private WindowedAttribution together(
      Map<Integer, Attribution> attributions, List<Integer> homes, List<TextPart> explained) {
    var tokens = new ArrayList<WindowedAttribution.Place>();
    for (int i = 0; i < homes.size(); i++) {
      int home = homes.get(i);
      tokens.add(new WindowedAttribution.Place(home, home < 0 ? i : i - windows.shift(home)));
    }
    var units = new HashMap<RowSet, WindowedAttribution.Home>();
    var parts = new ArrayList<>(explained);
    parts.addAll(phrases);
    for (TextPart part : parts) {
      int home = windows.home(part.tokens());
      units.put(
          part.tokens(),
          new WindowedAttribution.Home(home, part.tokens().shifted(-windows.shift(home))));
    }
    return new WindowedAttribution(attributions, tokens, units);
  }

  /** The words that the budget left out, by their tokens in the whole text. */
  private List<TextPart> left(Map<Integer, AttributionRun.Found> found) {
    return found.entrySet().stream()
        .flatMap(
            each ->
                each.getValue().use().stream()
                    .flatMap(use -> use.left().stream())
                    .map(part -> part.shifted(windows.shift(each.getKey()))))
        .toList();
  }

  private static BudgetUse use(
      Budget budget, Map<Integer, AttributionRun.Found> found, List<TextPart> left) {
    List<BudgetUse> uses = found.values().stream().flatMap(each -> each.use().stream()).toList();
    long passes =
        budget instanceof Budget.Passes asked
            ? asked.most()
            : uses.stream().mapToLong(BudgetUse::passes).sum();
    PassCounts screening =
        uses.stream().map(BudgetUse::screening).reduce(PassCounts.NONE, PassCounts::plus);
    return new BudgetUse(budget, passes, screening, left, 0);
  }
}
