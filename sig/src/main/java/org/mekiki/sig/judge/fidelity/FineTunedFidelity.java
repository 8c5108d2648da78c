package org.mekiki.sig.judge.fidelity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.TextModel;
import org.mekiki.core.model.Token;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.judge.Examination;
import org.mekiki.sig.judge.Example;
import org.mekiki.sig.judge.Faithfulness;
import org.mekiki.sig.judge.Findings;
import org.mekiki.sig.judge.JudgedMethod;
import org.mekiki.sig.judge.JudgedModel;
import org.mekiki.sig.judge.Measure;
import org.mekiki.sig.judge.Ranking;
import org.mekiki.sig.judge.TextUnderTest;

/**
 * F-Fidelity (Zheng et al. 2025, arXiv 2410.02970): what a random part of the words that a method
 * names first, or of the others, is worth, asked of a copy of the model that has learnt from texts
 * with as many random words masked. No text that it is asked about is new to it in kind, and what
 * it learnt does not depend on the methods.
 *
 * <p>For n words and a size s, the top are the k = max(1, ⌊s·n⌋) words of the largest scores. Of
 * them, and of the other n − k, m = max(1, ⌊min({@link #PART}·k, {@link #PART}·(n − k), β·n)⌋) are
 * masked, drawn at random. With p the copy's probability of the class that the model itself gives
 * the whole text, fidelity+ is p − E p(m of the top masked) and fidelity− is p − E p(m of the
 * others masked). Both mask equally many words, so that the expectation of the difference of both
 * is 0 for an order of chance.
 *
 * @param model the model, which methods explain
 * @param copy the same after it has learnt from texts with masked words; it has the same tokens
 * @param methods what is judged
 * @param bound β, the largest share of the words that is masked, above 0 and at most 1
 * @param seed of all that is random
 */
public record FineTunedFidelity(
    JudgedModel model, TextModel copy, List<JudgedMethod> methods, double bound, long seed)
    implements Examination {
  /** The paper's β, the share of the words that is masked at most. */
  public static final double USUAL_BOUND = 0.1;

  /** The paper's α⁺ and α⁻, the part of the top words and of the others that is drawn. */
  public static final double PART = 0.5;

  /** Sizes of the top in per cent of the words. */
  public static final List<Integer> PERCENTS = List.of(10, 20, 30, 50);

  /** Sets that are drawn for an expectation; it is exact where there are no more than these. */
  private static final int DRAWS = 50;

  private static final String MODEL = "model";
  private static final String COPY = "mask-trained copy";
  private static final String PLUS = "fidelity+";
  private static final String MINUS = "fidelity-";
  private static final String DIFFERENCE = "difference";

  /** Checks and copies. */
  public FineTunedFidelity {
    if (!(bound > 0 && bound <= 1)) {
      throw new IllegalArgumentException(
          "the share of masked words must be above 0 and at most 1, got " + bound);
    }
    methods = List.copyOf(methods);
  }

  @Override
  public String name() {
    return "f-fidelity";
  }

  @Override
  public Findings examine(Example example) {
    EncodedText encoded = model.answers().encode(example.text(), example.pair());
    try (var own = new TextUnderTest(model.answers(), encoded, model.baseline());
        var asked = new TextUnderTest(copy, encoded, model.baseline())) {
      List<RowSet> words = words(own);
      if (words.size() < 2) {
        return Findings.skipped("fewer than two words to rank");
      }
      long ofText = seed * 31 + example.number();
      var findings = new Findings();
      putAnswers(findings, MODEL, own, own.target(), words, ofText);
      putAnswers(findings, COPY, asked, own.target(), words, ofText);
      scores(encoded, own.target(), words, ofText)
          .forEach(
              (row, values) -> {
                var order = Ranking.byScore(numbers(words.size()), values);
                put(findings, row, asked, own.target(), sorted(words, order), ofText);
              });
      return findings;
    }
  }

  /** The rows of each word; of added tokens none. */
  private static List<RowSet> words(TextUnderTest text) {
    var words = new ArrayList<RowSet>();
    Token last = null;
    for (int row : text.words()) {
      Token token = text.tokenAt(row);
      boolean goesOn =
          last != null && last.sequence() == token.sequence() && last.word() == token.word();
      RowSet begun = goesOn ? words.removeLast() : RowSet.NONE;
      words.add(begun.union(RowSet.of(row)));
      last = token;
    }
    return words;
  }

  /** How far the answer to the whole text is kept, as it is and with random words masked. */
  private void putAnswers(
      Findings findings,
      String row,
      TextUnderTest text,
      int target,
      List<RowSet> words,
      long ofText) {
    int masked = Math.max(1, (int) (bound * words.size()));
    List<RowSet> sets = new WordSets(DRAWS).of(words, masked, ofText + 1);
    text.mask(sets);
    findings.put(row, Measure.of("same answer"), text.target() == target ? 1 : 0);
    findings.put(
        row,
        Measure.of("same answer, masked"),
        sets.stream()
            .mapToInt(set -> text.maskedAnswer(set) == target ? 1 : 0)
            .average()
            .orElse(0));
  }

  /** The scores of the words, the sums of their tokens', by row; chance comes last. */
  private Map<String, double[]> scores(
      EncodedText encoded, int target, List<RowSet> words, long ofText) {
    var all = new LinkedHashMap<String, double[]>();
    for (JudgedMethod method : methods) {
      double[] scores = model.scores(method, encoded, ofText, target);
      all.put(method.name(), words.stream().mapToDouble(word -> sum(scores, word)).toArray());
    }
    var random = new SplittableRandom(ofText);
    all.put(Faithfulness.RANDOM, random.doubles(words.size()).toArray());
    return all;
  }

  private void put(
      Findings findings,
      String row,
      TextUnderTest asked,
      int target,
      List<RowSet> words,
      long ofText) {
    double whole = asked.masked(RowSet.NONE, target);
    double plus = 0;
    double minus = 0;
    for (int percent : PERCENTS) {
      int top = Math.max(1, words.size() * percent / 100);
      int rest = words.size() - top;
      int masked = Math.max(1, (int) Math.min(PART * Math.min(top, rest), bound * words.size()));
      double ofTop = whole - mean(asked, target, words.subList(0, top), masked, ofText + 2);
      double ofRest =
          whole - mean(asked, target, words.subList(top, words.size()), masked, ofText + 3);
      findings.put(row, Measure.of(PLUS).at(percent), ofTop);
      findings.put(row, Measure.of(MINUS).at(percent), ofRest);
      findings.put(row, Measure.of(DIFFERENCE).at(percent), ofTop - ofRest);
      plus += ofTop / PERCENTS.size();
      minus += ofRest / PERCENTS.size();
    }
    findings.put(row, Measure.of(PLUS), plus);
    findings.put(row, Measure.of(MINUS), minus);
    findings.put(row, Measure.of(DIFFERENCE), plus - minus);
  }

  /** The mean probability with so many of the words masked. */
  private static double mean(
      TextUnderTest asked, int target, List<RowSet> words, int masked, long ofSets) {
    List<RowSet> sets = new WordSets(DRAWS).of(words, masked, ofSets);
    asked.mask(sets);
    return sets.stream().mapToDouble(set -> asked.masked(set, target)).average().orElseThrow();
  }

  private static double sum(double[] scores, RowSet word) {
    double sum = 0;
    for (int i = 0; i < word.size(); i++) {
      sum += scores[word.row(i)];
    }
    return sum;
  }

  private static int[] numbers(int count) {
    int[] numbers = new int[count];
    Arrays.setAll(numbers, i -> i);
    return numbers;
  }

  /** The words in an order, the most important first. */
  private static List<RowSet> sorted(List<RowSet> words, Ranking order) {
    var sorted = new ArrayList<RowSet>();
    for (int rank = 0; rank < words.size(); rank++) {
      sorted.add(words.get(order.token(rank)));
    }
    return sorted;
  }
}
