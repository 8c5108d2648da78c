package org.mekiki.sig.judge;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.mekiki.core.model.EncodedText;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.RowSet;

/**
 * Measures how well the scores of methods agree with what the model does to perturbed texts, beside
 * a random order and the best order that was found.
 *
 * @param model the model
 * @param methods what is judged
 * @param metrics by which
 * @param choice the tokens that metrics choose
 * @param beam sets that the search for the best order follows at a time; 0 for no search
 * @param seed of all that is random
 */
public record Faithfulness(
    JudgedModel model,
    List<JudgedMethod> methods,
    Set<FaithfulnessMetric> metrics,
    TokenChoice choice,
    int beam,
    long seed)
    implements Examination {
  /** The row of an order of chance. */
  public static final String RANDOM = "random order";

  /** The row of the best order that was found, for each metric and text. */
  public static final String BEST = "best order found";

  /** Copies. */
  public Faithfulness {
    methods = List.copyOf(methods);
    metrics = Collections.unmodifiableSet(new LinkedHashSet<>(metrics));
  }

  @Override
  public String name() {
    return "faithfulness";
  }

  @Override
  public Findings examine(Example example) {
    EncodedText encoded = model.answers().encode(example.text(), example.pair());
    var findings = new Findings();
    try (var text = new TextUnderTest(model.answers(), encoded, model.baseline())) {
      if (text.words().length == 0) {
        return Findings.skipped("no word to explain");
      }
      long ofText = Seeds.mix(seed, example.number());
      Map<String, double[]> scores = scores(findings, text, ofText);
      var orders = new LinkedHashMap<String, Ranking>();
      int[] candidates = choice.candidates(text);
      scores.forEach((row, values) -> orders.put(row, Ranking.byScore(candidates, values)));
      orders.put(RANDOM, Ranking.random(candidates, Seeds.mix(ofText, 1)));
      new OrderMetrics(metrics, choice, beam).measure(text, orders, findings);
      scoreMetrics(text, scores, findings, ofText);
      if (metrics.contains(Metric.MAX_SENSITIVITY)) {
        measureSensitivity(encoded, scores, findings, ofText);
      }
    }
    return findings;
  }

  private Map<String, double[]> scores(Findings findings, TextUnderTest text, long ofText) {
    var scores = new LinkedHashMap<String, double[]>();
    for (JudgedMethod method : methods) {
      long begun = System.nanoTime();
      Attribution attribution = model.explain(method, text.text(), Seeds.mix(ofText, 2));
      findings.putSeconds(method.name(), System.nanoTime() - begun);
      scores.put(method.name(), JudgedModel.scores(attribution));
      findings.put(method.name(), "forward passes", (double) attribution.counts().forward());
      findings.put(method.name(), "backward passes", (double) attribution.counts().backward());
    }
    return scores;
  }

  /** What depends on the scores themselves, not on their order alone. */
  private void scoreMetrics(
      TextUnderTest text, Map<String, double[]> scores, Findings findings, long ofText) {
    var all = new LinkedHashMap<>(scores);
    all.put(RANDOM, randomScores(text, Seeds.mix(ofText, 3)));
    if (metrics.contains(Metric.SOFT_COMPREHENSIVENESS)
        || metrics.contains(Metric.SOFT_SUFFICIENCY)) {
      var soft = new SoftMetrics(text, Seeds.mix(ofText, 4));
      all.forEach(
          (row, values) ->
              soft.of(values)
                  .ifPresent(
                      found -> {
                        put(
                            findings,
                            row,
                            Metric.SOFT_COMPREHENSIVENESS,
                            found.comprehensiveness());
                        put(findings, row, Metric.SOFT_SUFFICIENCY, found.sufficiency());
                      }));
    }
    if (metrics.contains(Metric.INFIDELITY)) {
      var infidelity = new Infidelity(text, Seeds.mix(ofText, 5));
      all.forEach(
          (row, values) -> {
            OptionalDouble found = infidelity.of(values);
            found.ifPresent(value -> put(findings, row, Metric.INFIDELITY, value));
          });
    }
    all.forEach(
        (row, values) -> {
          double[] words = Randomisation.some(values, text.words());
          put(findings, row, Metric.COMPLEXITY, Concentration.complexity(words));
          put(findings, row, Metric.SPARSENESS, Concentration.sparseness(words));
        });
    for (FaithfulnessMetric metric : metrics) {
      if (metric instanceof MetricProvider provided) {
        all.forEach(
            (row, values) ->
                provided
                    .measure(text, values.clone(), Seeds.mix(ofText, 7))
                    .ifPresent(value -> put(findings, row, provided, value)));
      }
    }
  }

  private void put(Findings findings, String row, FaithfulnessMetric metric, double value) {
    if (metrics.contains(metric)) {
      findings.put(row, Measure.of(metric), value);
    }
  }

  private static double[] randomScores(TextUnderTest text, long seed) {
    var random = new java.util.Random(seed);
    double[] scores = new double[text.input().size()];
    RowSet words = RowSet.of(text.words());
    for (int i = 0; i < scores.length; i++) {
      scores[i] = words.position(i) >= 0 ? random.nextGaussian() : 0;
    }
    return scores;
  }

  private void measureSensitivity(
      EncodedText encoded, Map<String, double[]> scores, Findings findings, long ofText) {
    var sensitivity = new MaxSensitivity(model, Seeds.mix(ofText, 6));
    for (JudgedMethod method : methods) {
      try {
        findings.put(
            method.name(),
            Measure.of(Metric.MAX_SENSITIVITY),
            sensitivity.of(method, encoded, scores.get(method.name()), Seeds.mix(ofText, 2)));
      } catch (IllegalArgumentException e) {
        // Moved embeddings are no words: methods that walk between words have no such value.
        findings.put(method.name(), Measure.of(Metric.MAX_SENSITIVITY), Double.NaN);
      }
    }
  }
}
