package org.mekiki.sig.judge;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.mekiki.core.model.EncodedText;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.NothingToExplainException;
import org.mekiki.sig.statistics.RankCorrelation;

/**
 * Whether the order of the words stays where nothing, or little, was changed: double spaces,
 * capitals, one other word; and between seeds. All as rank correlations.
 *
 * @param model the model
 * @param methods what is judged
 * @param others texts that other words are taken from, at least one with a word
 * @param seed of all that is random
 */
public record Stability(
    JudgedModel model, List<JudgedMethod> methods, List<Example> others, long seed)
    implements Examination {
  private static final int SEEDS = 4;

  /** Copies. */
  public Stability {
    methods = List.copyOf(methods);
    others = List.copyOf(others);
  }

  @Override
  public String name() {
    return "stability";
  }

  @Override
  public Findings examine(Example example) {
    var random = new Random(Seeds.mix(seed, example.number()));
    if (example.text().isBlank()) {
      return Findings.skipped("no word to explain");
    }
    String[] words = words(example);
    int place = random.nextInt(words.length);
    String[] changed = words.clone();
    changed[place] = otherWord(words[place], random);
    var findings = new Findings();
    try {
      for (JudgedMethod method : methods) {
        Explanation usual = explain(method, example.text(), example, seed);
        String row = method.name();
        findings.put(
            row, "double spaces", compare(usual, method, String.join("  ", words), example, -1));
        findings.put(
            row,
            "capitals",
            compare(usual, method, example.text().toUpperCase(Locale.ROOT), example, -1));
        findings.put(
            row,
            "one other word",
            compare(usual, method, String.join(" ", changed), example, place));
        if (method.seeded()) {
          findings.put(row, "seeds", betweenSeeds(method, example));
        }
      }
    } catch (NothingToExplainException e) {
      return Findings.skipped("no word to explain");
    }
    return findings;
  }

  private String otherWord(String word, Random random) {
    for (int attempt = 0; attempt < 20; attempt++) {
      Example other = others.get(random.nextInt(others.size()));
      String[] words = words(other);
      String found = words.length == 0 ? word : words[random.nextInt(words.length)];
      if (!found.equals(word)) {
        return found;
      }
    }
    return word + word;
  }

  private static String[] words(Example example) {
    return SpacedWords.of(example.text()).spans().stream()
        .map(span -> example.text().substring(span.start(), span.end()))
        .toArray(String[]::new);
  }

  private Explanation explain(JudgedMethod method, String text, Example example, long ofMethod) {
    EncodedText encoded = model.answers().encode(text, example.pair());
    return model.words(method, encoded, ofMethod);
  }

  /**
   * The rank correlation of the words' scores.
   *
   * @param left number of the word between spaces that is left out, or −1
   * @return NaN where the texts do not have the same number of words
   */
  private double compare(
      Explanation usual, JudgedMethod method, String text, Example example, int left) {
    if (text.isBlank()) {
      return Double.NaN;
    }
    double[] before = spaced(usual, example.text(), left);
    double[] after = spaced(explain(method, text, example, seed), text, left);
    return before.length == after.length ? RankCorrelation.of(before, after) : Double.NaN;
  }

  /** The sum of the scores of all that stands between two spaces; of words that were read. */
  private static double[] spaced(Explanation explanation, String text, int left) {
    return SpacedWords.of(text).scores(explanation, left);
  }

  private double betweenSeeds(JudgedMethod method, Example example) {
    double[][] scores = new double[SEEDS][];
    for (int s = 0; s < SEEDS; s++) {
      long other = Seeds.mix(seed, 100 + s);
      scores[s] = spaced(explain(method, example.text(), example, other), example.text(), -1);
    }
    double sum = 0;
    int pairs = 0;
    for (int a = 0; a < SEEDS; a++) {
      for (int b = a + 1; b < SEEDS; b++) {
        sum += RankCorrelation.of(scores[a], scores[b]);
        pairs++;
      }
    }
    return sum / pairs;
  }
}
