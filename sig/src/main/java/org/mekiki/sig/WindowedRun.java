package org.mekiki.sig;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.Link;
import org.mekiki.core.model.TextModel;
import org.mekiki.core.model.Token;

/** Explains a long text window by window. */
final class WindowedRun {
  private final Explainer explainer;
  private final TextModel model;
  private final Windows windows;
  private final Monitor monitor;
  private final List<TextPart> words;
  private final List<TextPart> phrases;
  private final List<Logits> logits = new ArrayList<>();

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
  }

  private void requireHome(TextPart phrase) {
    if (windows.home(phrase.tokens()) < 0) {
      throw new IllegalArgumentException(
          "the phrase at character %d of the text stands in no single window; a larger overlap may help"
              .formatted(phrase.start()));
    }
  }

  List<Explanation> explain() {
    List<EncodedText> texts =
        IntStream.range(0, windows.count()).mapToObj(windows::window).toList();
    var runs = new ArrayList<AttributionRun>();
    for (EncodedText text : texts) {
      var run = new AttributionRun(explainer, model, text, monitor);
      runs.add(run);
      logits.add(run.logits());
    }
    List<Integer> classes = explainer.targets().resolve(model.labels(), meanAnswer());
    List<Optional<Budget>> budgets = budgets(classes.size());
    var found = new TreeMap<Integer, AttributionRun.Found>();
    for (int w = 0; w < runs.size(); w++) {
      List<TextPart> own = own(words, w);
      List<TextPart> ownPhrases = own(phrases, w);
      if (!own.isEmpty() || !ownPhrases.isEmpty()) {
        List<TextPart> moved = oneForAll(classes.size()) ? all(texts.get(w)) : own;
        found.put(w, runs.get(w).attribute(classes, moved, ownPhrases, budgets.get(w)));
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

  private List<TextPart> all(EncodedText window) {
    return explainer.units().parts(window);
  }

  /** The parts that are explained in a window, by their tokens there. */
  private List<TextPart> own(List<TextPart> parts, int window) {
    return parts.stream()
        .filter(part -> windows.home(part.tokens()) == window)
        .map(part -> part.shifted(-windows.shift(window)))
        .toList();
  }

  /** Every window has what it cannot do without, and of the rest a share by its words. */
  private List<Optional<Budget>> budgets(int targets) {
    Budget budget = explainer.budget().orElse(null);
    long[] least = new long[windows.count()];
    int[] count = new int[least.length];
    for (int w = 0; w < least.length; w++) {
      List<TextPart> own = own(words, w);
      List<TextPart> ownPhrases = own(phrases, w);
      count[w] = own.size();
      least[w] =
          own.isEmpty() && ownPhrases.isEmpty()
              ? 0
              : AttributionRun.least(explainer, targets, own, ownPhrases);
    }
    long needed = Arrays.stream(least).sum();
    return switch (budget) {
      case null -> Collections.nCopies(least.length, Optional.empty());
      case Budget.Time time ->
          IntStream.of(count).mapToObj(n -> Optional.of(share(time, n))).toList();
      case Budget.Passes passes -> {
        if (passes.most() < needed) {
          throw new IllegalArgumentException(
              "the budget of %d passes is too small for the %d windows of this text; at least %d are needed"
                  .formatted(passes.most(), least.length, needed));
        }
        long rest = passes.most() - needed;
        yield IntStream.range(0, least.length)
            .mapToObj(w -> share(least[w] + (long) ((double) rest * count[w] / words.size())))
            .toList();
      }
    };
  }

  private static Optional<Budget> share(long passes) {
    return passes == 0 ? Optional.empty() : Optional.of(new Budget.Passes(passes));
  }

  private Budget share(Budget.Time time, int count) {
    double nanos = (double) time.most().toNanos() * Math.max(1, count) / words.size();
    return new Budget.Time(Duration.ofNanos(Math.max(1, (long) nanos)));
  }

  private List<Double> mean(Function<Logits, List<Double>> values) {
    return IntStream.range(0, model.labels().size())
        .mapToObj(
            c -> logits.stream().mapToDouble(each -> values.apply(each).get(c)).average().orElse(0))
        .toList();
  }

  private List<Double> meanProbabilities() {
    return model.link() == Link.IDENTITY
        ? List.of()
        : mean(each -> model.link().probabilities(each.list()));
  }

  /** What the predicted class is largest in. */
  private List<Double> meanAnswer() {
    return model.link() == Link.IDENTITY ? mean(Logits::list) : meanProbabilities();
  }

  private Explanation explanation(int target, int t, Map<Integer, AttributionRun.Found> found) {
    var attributions = new TreeMap<Integer, Attribution>();
    found.forEach((window, each) -> attributions.put(window, each.attributions().get(t)));
    List<TextPart> left = left(found);
    var explained = new ArrayList<>(words);
    explained.removeAll(left);
    List<Integer> homes = homes();
    Attribution attribution = together(attributions, homes, explained);
    return new Explanation(
        windows.whole(),
        model.labels(),
        mean(Logits::list),
        meanProbabilities(),
        target,
        explainer.output(),
        explainer.method().name(),
        explainer.integration(),
        explainer.baseline(),
        attribution,
        WordScore.of(explained, explained, windows.whole(), attribution),
        WordScore.of(phrases, explained, windows.whole(), attribution),
        Optional.empty(),
        explainer.budget().map(budget -> use(budget, found, left)),
        Optional.of(new Windowing(windows, readings(attributions), homes)));
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
    return new BudgetUse(budget, passes, screening, left);
  }

  private List<WindowReading> readings(Map<Integer, Attribution> attributions) {
    var readings = new ArrayList<WindowReading>();
    List<Token> tokens = windows.whole().tokens();
    for (int w = 0; w < windows.count(); w++) {
      int first = windows.firstToken(w);
      int last = windows.lastToken(w);
      readings.add(
          new WindowReading(
              first,
              last,
              tokens.get(first).start(),
              tokens.get(last).end(),
              logits.get(w).list(),
              model.link().probabilities(logits.get(w).list()),
              Optional.ofNullable(attributions.get(w))));
    }
    return readings;
  }
}
