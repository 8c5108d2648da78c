package org.mekiki.cli.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.mekiki.cli.audit.count.Place;
import org.mekiki.cli.audit.count.Substitution;
import org.mekiki.cli.audit.findings.AuditText;
import org.mekiki.cli.audit.findings.TextFinding;
import org.mekiki.core.model.EncodedText;
import org.mekiki.report.wording.Legibility;
import org.mekiki.sig.Explainer;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.NothingToExplainException;
import org.mekiki.sig.WordScore;
import org.mekiki.sig.attribution.PassCounts;
import org.mekiki.sig.counterfactual.Counterfactual;
import org.mekiki.sig.counterfactual.CounterfactualSearch;
import org.mekiki.transformer.Classifier;
import org.mekiki.transformer.Prediction;

/** Asks the model all that an audit wants to know of a text. */
final class Examiner {
  private final Classifier classifier;
  private final Explainer explainer;
  private final Probes probes;
  private final Optional<CounterfactualSearch> search;
  private final Watcher watcher;

  /**
   * For one audit.
   *
   * @param search for what turns decisions; empty where that is not asked
   * @param watcher of the work on each text
   */
  Examiner(
      Classifier classifier,
      Explainer explainer,
      Probes probes,
      Optional<CounterfactualSearch> search,
      Watcher watcher) {
    this.classifier = classifier;
    this.explainer = explainer;
    this.probes = probes;
    this.search = search;
    this.watcher = watcher;
  }

  TextFinding examine(long number, AuditText text) {
    EncodedText encoded = classifier.encode(text.text(), text.pair());
    List<Explanation> explanations;
    try {
      explanations = explainer.explainAll(classifier, encoded, watcher.monitor());
    } catch (NothingToExplainException e) {
      return TextFinding.skipped(number, text, e.getMessage());
    }
    Explanation first = explanations.getFirst();
    watcher.passed(first.counts());
    return new TextFinding(
        number,
        text,
        null,
        Legibility.of(classifier, encoded).unknownTokens(),
        encoded.truncated(),
        new TextFinding.Answer(array(first.logits()), array(first.probabilities())),
        first.words().stream().map(Examiner::place).toList(),
        phrases(first),
        explanations.stream().map(Examiner::explained).toList(),
        probed(text),
        search.map(asked -> turned(asked, encoded, first)).orElse(null));
  }

  private TextFinding.Turned turned(
      CounterfactualSearch asked, EncodedText encoded, Explanation explanation) {
    Counterfactual found =
        asked.of(classifier, encoded, OptionalInt.empty(), OptionalInt.empty(), watcher.monitor());
    watcher.passed(new PassCounts(found.passes(), 0, 0));
    var numbers = new HashMap<Integer, Integer>();
    for (int i = 0; i < explanation.words().size(); i++) {
      numbers.put(explanation.words().get(i).firstToken(), i);
    }
    return new TextFinding.Turned(
        found.turning().excluded(),
        found.turning().sets().stream()
            .map(
                change ->
                    new TextFinding.TurningSet(
                        change.words().stream()
                            .map(word -> numbers.get(word.tokens().row(0)))
                            .toList(),
                        new TextFinding.Answer(
                            array(change.logits()), array(change.probabilities()))))
            .toList());
  }

  private static TextFinding.Explained explained(Explanation explanation) {
    return new TextFinding.Explained(
        explanation.target(), raws(explanation.words()), raws(explanation.phrases()));
  }

  private static double[] raws(List<WordScore> scores) {
    return scores.stream().mapToDouble(WordScore::raw).toArray();
  }

  private static double[] array(List<Double> numbers) {
    return numbers.stream().mapToDouble(number -> number).toArray();
  }

  private static Place place(WordScore word) {
    return new Place(word.sequence(), word.start(), word.end());
  }

  /** Phrases begin with a word and end with one; their tokens say with which. */
  private static List<TextFinding.Phrase> phrases(Explanation explanation) {
    var firsts = new HashMap<Integer, Integer>();
    var lasts = new HashMap<Integer, Integer>();
    for (int i = 0; i < explanation.words().size(); i++) {
      firsts.put(explanation.words().get(i).firstToken(), i);
      lasts.put(explanation.words().get(i).lastToken(), i);
    }
    return explanation.phrases().stream()
        .map(p -> new TextFinding.Phrase(firsts.get(p.firstToken()), lasts.get(p.lastToken())))
        .toList();
  }

  private List<TextFinding.Probed> probed(AuditText text) {
    var found = new ArrayList<TextFinding.Probed>();
    // Substitutions of several words often come to the same text as those of one.
    Map<List<String>, TextFinding.Answer> known = new HashMap<>();
    for (int swap = 0; swap < probes.swaps().size(); swap++) {
      Optional<SwappedText> swapped = SwappedText.of(text, probes.swaps().get(swap).substitution());
      if (swapped.isPresent()) {
        TextFinding.Answer answer =
            known.computeIfAbsent(swapped.get().texts(), _ -> answer(swapped.get()));
        found.add(new TextFinding.Probed(swap, answer));
      }
    }
    return found;
  }

  private TextFinding.Answer answer(SwappedText text) {
    Prediction prediction = classifier.predict(classifier.encode(text.text(), text.pair()));
    watcher.passed(new PassCounts(1, 0, 0));
    return new TextFinding.Answer(array(prediction.logits()), array(prediction.probabilities()));
  }

  /**
   * A text, and perhaps a second one, after a substitution.
   *
   * @param text the text
   * @param pair the second text, or null
   * @param before the first word that was taken out, in the old text
   * @param after the one in its place
   */
  record SwappedText(String text, String pair, Place before, Place after) {
    /** Empty where neither text holds a word of the substitution. */
    static Optional<SwappedText> of(AuditText text, Substitution substitution) {
      Optional<Substitution.Substituted> first = substitution.in(text.text(), 0);
      Optional<Substitution.Substituted> second =
          text.pair() == null ? Optional.empty() : substitution.in(text.pair(), 1);
      return first
          .or(() -> second)
          .map(
              any ->
                  new SwappedText(
                      first.map(Substitution.Substituted::text).orElse(text.text()),
                      second.map(Substitution.Substituted::text).orElse(text.pair()),
                      any.before().getFirst(),
                      any.after().getFirst()));
    }

    List<String> texts() {
      return pair == null ? List.of(text) : List.of(text, pair);
    }
  }
}
