package org.mekiki.sig.effect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.mekiki.core.model.Baseline;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.Link;
import org.mekiki.core.model.TextModel;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.WordScore;
import org.mekiki.sig.attribution.AttributionInput;
import org.mekiki.sig.attribution.Monitor;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.evaluation.MaskedLogits;
import org.mekiki.sig.text.TextPart;

/**
 * What words do to a model's answer, found by masking them: the answers with each word masked, with
 * some pairs of words, and with all words. Scores say how words share a value; effects say what
 * happens without them.
 *
 * @param link how logits become probabilities
 * @param baseline what takes the place of masked words
 * @param whole the answer to the text as it is
 * @param words one effect a word, in the text's order; of a long text those of the words with the
 *     largest scores
 * @param left words whose effect was not asked about
 * @param pairs of words, masked together
 * @param all all words masked
 * @param passes forward, that it took
 */
public record Effects(
    Link link,
    Baseline baseline,
    Answer whole,
    List<Effect> words,
    int left,
    List<Effect> pairs,
    Effect all,
    long passes) {
  /** Sets that are asked about together, between two looks at the monitor. */
  private static final int TOGETHER = 32;

  /** Copies. */
  public Effects {
    words = List.copyOf(words);
    pairs = List.copyOf(pairs);
  }

  /**
   * The effects of the words of an explanation.
   *
   * @param model that was explained
   * @param explanation of a text that the model reads at once
   * @param most words that are asked about, those with the largest scores first, at least 1
   * @param pairs of words that are masked together too
   * @param monitor is told of the passes, and may cancel
   * @return the answers, bit for bit what the model says to the masked text
   * @throws CancellationException if the monitor cancels
   */
  public static Effects of(
      TextModel model,
      Explanation explanation,
      int most,
      List<List<TextPart>> pairs,
      Monitor monitor) {
    EncodedText text = explanation.text();
    List<TextPart> all = explanation.words().stream().map(WordScore::part).toList();
    List<TextPart> asked = strongest(explanation, most);
    var sets = new ArrayList<List<TextPart>>();
    asked.forEach(word -> sets.add(List.of(word)));
    sets.addAll(pairs);
    sets.add(all);
    monitor.begins(sets.size(), text.size());
    Baseline baseline = baseline(model, explanation);
    List<Effect> found = effects(model, text, baseline, sets, monitor);
    int words = asked.size();
    return new Effects(
        model.link(),
        baseline,
        new Answer(explanation.logits(), explanation.probabilities()),
        found.subList(0, words),
        all.size() - words,
        found.subList(words, found.size() - 1),
        found.getLast(),
        sets.size());
  }

  /** The words with the largest scores, in the text's order. */
  private static List<TextPart> strongest(Explanation explanation, int most) {
    List<WordScore> words = explanation.words();
    return IntStream.range(0, words.size())
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -Math.abs(words.get(i).raw())))
        .limit(most)
        .sorted()
        .map(i -> words.get(i).part())
        .toList();
  }

  /** That of the explanation; else the mask, or zeros for a model without one. */
  private static Baseline baseline(TextModel model, Explanation explanation) {
    if (explanation.attributor().usesBaseline()) {
      return explanation.baseline();
    }
    try {
      model.baselineRow(Baseline.MASK);
      return Baseline.MASK;
    } catch (IllegalArgumentException e) {
      return Baseline.ZERO;
    }
  }

  private static List<Effect> effects(
      TextModel model,
      EncodedText text,
      Baseline baseline,
      List<List<TextPart>> sets,
      Monitor monitor) {
    AttributionInput input = AttributionInput.of(model, text, baseline);
    try (var masked = new MaskedLogits(model, text, input)) {
      var found = new ArrayList<Effect>();
      for (int first = 0; first < sets.size(); first += TOGETHER) {
        List<List<TextPart>> some = sets.subList(first, Math.min(sets.size(), first + TOGETHER));
        double[][] logits = masked.of(some.stream().map(Effects::rows).toList());
        for (int i = 0; i < logits.length; i++) {
          found.add(
              new Effect(
                  some.get(i), Answer.of(Arrays.stream(logits[i]).boxed().toList(), model.link())));
        }
        if (!monitor.progress(found.size(), sets.size())) {
          throw new CancellationException("the computation was cancelled");
        }
      }
      return found;
    }
  }

  private static RowSet rows(List<TextPart> words) {
    return words.stream().map(TextPart::tokens).reduce(RowSet.NONE, RowSet::union);
  }

  /**
   * {@return the effect of a word; empty where it was not asked about}
   *
   * @param word a word of the explanation
   */
  public Optional<Effect> of(TextPart word) {
    return words.stream().filter(effect -> effect.words().getFirst().equals(word)).findFirst();
  }

  /**
   * {@return the effect of two words together; empty where it was not asked about}
   *
   * @param first a word of the explanation
   * @param second another one
   */
  public Optional<Effect> of(TextPart first, TextPart second) {
    return pairs.stream()
        .filter(pair -> pair.words().contains(first) && pair.words().contains(second))
        .findFirst();
  }

  /**
   * {@return by how much the probability of a class is larger with the words than without them,
   * between −1 and 1; where the answer is a number, by how much that is larger}
   *
   * @param effect of this text
   * @param target number of the class
   */
  public double change(Effect effect, int target) {
    return whole.value(target) - effect.without().value(target);
  }

  /**
   * {@return whether the decision about a class is another one without the words: whether it is the
   * answer, or, where each class is there or not, whether it is there}
   *
   * @param effect of this text
   * @param target number of the class
   */
  public boolean turns(Effect effect, int target) {
    return isDecided(whole, target) != isDecided(effect.without(), target);
  }

  /** {@return whether one class is the answer, and no other one then} */
  public boolean excludes() {
    return link == Link.SOFTMAX;
  }

  private boolean isDecided(Answer answer, int target) {
    return switch (link) {
      case SOFTMAX -> answer.best() == target;
      case SIGMOID -> answer.logits().get(target) >= 0;
      case IDENTITY -> true;
    };
  }
}
