package org.mekiki.sig.judge;

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
 * @param model the model as it is
 * @param stages the randomised ones by name, from the head alone to everything
 * @param methods what is judged
 * @param seed of the methods
 */
public record Randomisation(
    JudgedModel model, Map<String, TextModel> stages, List<JudgedMethod> methods, long seed)
    implements Examination {
  /** Copies. */
  public Randomisation {
    stages = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(stages));
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
      stages.forEach(
          (stage, changed) -> {
            double[] after = some(model.with(changed).scores(method, encoded, seed, target), words);
            findings.put(method.name(), stage, RankCorrelation.of(before, after));
            findings.put(method.name(), stage + ", sizes", RankCorrelation.ofSizes(before, after));
          });
    }
    return findings;
  }

  static double[] some(double[] scores, int[] words) {
    double[] of = new double[words.length];
    for (int i = 0; i < of.length; i++) {
      of[i] = scores[words[i]];
    }
    return of;
  }
}
