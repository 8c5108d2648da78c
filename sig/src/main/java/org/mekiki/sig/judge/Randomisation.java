package org.mekiki.sig.judge;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.TextModel;
import org.mekiki.sig.statistics.RankCorrelation;

/**
 * Cascading randomisation (Adebayo et al. 2018): the model's weights are replaced by chance, from
 * the head downwards. A method whose map stays the same does not depend on what the model has
 * learned, and has failed.
 *
 * <p>Beside it the efficient test (eMPRT, Hedström et al. 2024, arXiv 2401.06465), which compares
 * no maps: by how much the entropy of the scores' histogram rises, (H after − H before) / H before,
 * once everything is of chance. There is no number where all scores were alike before.
 *
 * @param model the model as it is
 * @param stages the randomised ones by name, from the head alone to everything
 * @param methods what is judged
 * @param seed of the methods
 */
public record Randomisation(
    JudgedModel model, Map<String, TextModel> stages, List<JudgedMethod> methods, long seed)
    implements Examination {
  /** Of the histogram between the smallest and the largest score, as in the paper. */
  private static final int BINS = 100;

  private static final Measure RISE = Measure.of("complexity rise");

  /** Copies. */
  public Randomisation {
    stages = Collections.unmodifiableMap(new LinkedHashMap<>(stages));
    methods = List.copyOf(methods);
  }

  @Override
  public String name() {
    return "randomisation";
  }

  @Override
  public Findings examine(Example example) {
    EncodedText encoded = model.answers().encode(example.text(), example.pair());
    int target;
    int[] words;
    try (var text = new TextUnderTest(model.answers(), encoded, model.baseline())) {
      target = text.target();
      words = text.words();
    }
    if (words.length < 2) {
      return Findings.skipped("fewer than two words to rank");
    }
    var findings = new Findings();
    for (JudgedMethod method : methods) {
      double[] before =
          some(model.with(model.answers()).scores(method, encoded, seed, target), words);
      double[] last = before;
      for (var stage : stages.entrySet()) {
        last = some(model.with(stage.getValue()).scores(method, encoded, seed, target), words);
        String name = stage.getKey();
        findings.put(method.name(), name, RankCorrelation.of(before, last));
        findings.put(method.name(), name + ", sizes", RankCorrelation.ofSizes(before, last));
      }
      findings.put(method.name(), RISE, rise(before, last));
    }
    return findings;
  }

  private static double rise(double[] before, double[] after) {
    double entropy = Concentration.histogramEntropy(BINS, before);
    return (Concentration.histogramEntropy(BINS, after) - entropy) / entropy;
  }

  static double[] some(double[] scores, int[] words) {
    double[] of = new double[words.length];
    for (int i = 0; i < of.length; i++) {
      of[i] = scores[words[i]];
    }
    return of;
  }
}
