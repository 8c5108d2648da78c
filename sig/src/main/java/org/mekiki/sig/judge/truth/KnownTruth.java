package org.mekiki.sig.judge.truth;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.mekiki.core.autodiff.UndefinedRuleException;
import org.mekiki.core.model.Baseline;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.TextModel;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.judge.Examination;
import org.mekiki.sig.judge.Example;
import org.mekiki.sig.judge.Faithfulness;
import org.mekiki.sig.judge.Findings;
import org.mekiki.sig.judge.JudgedMethod;
import org.mekiki.sig.judge.JudgedModel;
import org.mekiki.sig.judge.Measure;
import org.mekiki.sig.judge.TextUnderTest;

/**
 * How much of the known truth methods see in models that have learnt it. A text counts where the
 * model knows its rule: it answers rightly whichever of the deciding words are masked, with all
 * other words in place and with all of them masked. Elsewhere it is not known what decides.
 *
 * @param texts the texts and their tasks
 * @param trained the models
 * @param methods what is judged
 * @param baseline what stands in the place of a masked word
 * @param seed of the methods
 */
public record KnownTruth(
    KnownTexts texts,
    List<Trained> trained,
    List<JudgedMethod> methods,
    Baseline baseline,
    long seed)
    implements Examination {
  private static final String MODEL = "model";

  /**
   * Models that were trained in one way.
   *
   * @param how a few words for outputs; empty for the usual way
   * @param models by the name of their task, with its classes in their order; each cuts texts at
   *     spaces
   */
  public record Trained(String how, Map<String, TextModel> models) {
    /** Copies. */
    public Trained {
      models = Map.copyOf(models);
    }
  }

  /** Copies. */
  public KnownTruth {
    trained = List.copyOf(trained);
    methods = List.copyOf(methods);
  }

  @Override
  public String name() {
    return "truth";
  }

  @Override
  public Findings examine(Example example) {
    var findings = new Findings();
    KnownTask task = texts.task(example);
    String[] words = KnownTexts.words(example);
    TrueShares truth = TrueShares.of(task, words);
    for (Trained each : trained) {
      String suffix = ", " + task.name() + (each.how().isEmpty() ? "" : ", " + each.how());
      TextModel model = each.models().get(task.name());
      EncodedText text = model.encode(example.text(), null);
      int[] rows;
      boolean known;
      try (var asked = new TextUnderTest(model, text, baseline)) {
        rows = asked.words();
        if (rows.length != words.length) {
          throw new IllegalArgumentException(
              "the model reads %d words, the text has %d".formatted(rows.length, words.length));
        }
        known = knows(asked, task, words, truth.deciding());
      }
      findings.put(MODEL, Measure.of("known" + suffix), known ? 1 : 0);
      if (known) {
        var judge = new Judge(findings, suffix, truth, task.traps(words));
        scores(JudgedModel.of(model, baseline), text, rows, task.answer(words), example.number())
            .forEach(judge::put);
      }
    }
    return findings;
  }

  /** Whether the model answers by the rule. */
  private static boolean knows(
      TextUnderTest asked, KnownTask task, String[] words, RowSet deciding) {
    int[] rows = asked.words();
    var masked = new ArrayList<boolean[]>();
    for (boolean others : new boolean[] {false, true}) {
      for (int set = 0; set < 1 << deciding.size(); set++) {
        boolean[] gone = new boolean[words.length];
        for (int i = 0; i < words.length; i++) {
          int k = deciding.position(i);
          gone[i] = k < 0 ? others : (set >> k & 1) == 1;
        }
        masked.add(gone);
      }
    }
    List<RowSet> sets = masked.stream().map(gone -> rows(rows, gone)).toList();
    asked.mask(sets);
    return IntStream.range(0, sets.size())
        .allMatch(
            i -> asked.maskedAnswer(sets.get(i)) == task.answer(without(words, masked.get(i))));
  }

  private static RowSet rows(int[] rows, boolean[] gone) {
    return RowSet.of(
        IntStream.range(0, gone.length).filter(i -> gone[i]).map(i -> rows[i]).toArray());
  }

  private static String[] without(String[] words, boolean[] gone) {
    return IntStream.range(0, words.length)
        .mapToObj(i -> gone[i] ? null : words[i])
        .toArray(String[]::new);
  }

  /** The scores of the words, by row; none of a method that the model has no rule for. */
  private Map<String, double[]> scores(
      JudgedModel model, EncodedText text, int[] rows, int target, int number) {
    var all = new LinkedHashMap<String, double[]>();
    long ofText = seed * 31 + number;
    for (JudgedMethod method : methods) {
      try {
        double[] scores = model.scores(method, text, ofText, target);
        all.put(method.name(), IntStream.of(rows).mapToDouble(row -> scores[row]).toArray());
      } catch (UndefinedRuleException e) {
        // All methods are judged on models that nobody chose for one of them.
        all.put(method.name(), new double[0]);
      }
    }
    var random = new Random(ofText);
    all.put(
        Faithfulness.RANDOM, IntStream.of(rows).mapToDouble(_ -> random.nextGaussian()).toArray());
    return all;
  }

  /** Compares scores with the truth. */
  private record Judge(Findings findings, String suffix, TrueShares truth, RowSet traps) {
    private void put(String row, double... scores) {
      if (scores.length == 0) {
        findings.put(row, Measure.of("share" + suffix), Double.NaN);
        return;
      }
      findings.put(row, Measure.of("share" + suffix), truth.share(scores));
      findings.put(row, Measure.of("found" + suffix), truth.found(scores));
      findings.put(row, Measure.of("distance" + suffix), truth.distance(scores));
      if (traps.size() > 0) {
        findings.put(row, Measure.of("trap" + suffix), TrueShares.share(scores, traps));
      }
    }
  }
}
