package org.mekiki.sig.judge;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How the scores of a text are spread over its words; whether on the right ones it does not say.
 */
final class Concentration {
  private Concentration() {}

  /**
   * Complexity (Bhatt, Weller and Moura 2020): −Σ p_i ln p_i with the shares p_i of the absolute
   * scores, from 0, where one word has all, to ln n; NaN where all scores are 0.
   */
  static double complexity(double... scores) {
    double all = Arrays.stream(scores).map(Math::abs).sum();
    if (all == 0) {
      return Double.NaN;
    }
    return Arrays.stream(scores)
        .map(score -> Math.abs(score) / all)
        .filter(share -> share > 0)
        .map(share -> -share * Math.log(share))
        .sum();
  }

  /**
   * Sparseness (Chalasani et al. 2020): the Gini index of the absolute scores a_1 ≤ … ≤ a_n, Σ (2k
   * − n − 1) a_k / (n Σ a_k), from 0, where all are alike, to 1 − 1/n; NaN where all are 0.
   */
  static double sparseness(double... scores) {
    double[] sizes = Arrays.stream(scores).map(Math::abs).sorted().toArray();
    int n = sizes.length;
    return IntStream.range(0, n).mapToDouble(k -> (2 * k + 1 - n) * sizes[k]).sum()
        / (n * Arrays.stream(sizes).sum());
  }

  /**
   * Entropy of the scores' histogram (Hedström et al. 2024): −Σ q ln q over the shares q of the
   * scores that lie in each of so many bins of equal width between the smallest and the largest; 0
   * where all are alike, at most ln n.
   */
  static double histogramEntropy(int bins, double... scores) {
    double low = Arrays.stream(scores).min().orElseThrow();
    double width = (Arrays.stream(scores).max().orElseThrow() - low) / bins;
    if (width == 0) {
      return 0;
    }
    int[] counts = new int[bins];
    for (double score : scores) {
      counts[Math.min((int) ((score - low) / width), bins - 1)]++;
    }
    return Arrays.stream(counts)
        .filter(count -> count > 0)
        .mapToDouble(count -> (double) count / scores.length)
        .map(share -> -share * Math.log(share))
        .sum();
  }
}
