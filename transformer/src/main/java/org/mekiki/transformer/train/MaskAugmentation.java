package org.mekiki.transformer.train;

import java.util.SplittableRandom;

/**
 * Masks words of some training texts, so that texts with masked words, which explanations and their
 * judges ask about, are nothing that the model has never seen (Hase, Xie and Bansal 2021; as
 * fine-tuning, Zheng et al. 2025, F-Fidelity).
 *
 * @param share of the texts of which words are masked, from 0 to 1: of each a share of its words
 *     that is drawn anew, from none to the largest, equally likely
 * @param most the largest share of a text's words, from 0 to 1
 * @param mask number of the mask token
 */
public record MaskAugmentation(double share, double most, int mask) {
  /** Checks. */
  public MaskAugmentation {
    if (!(most >= 0 && most <= 1)) {
      throw new IllegalArgumentException(
          "the largest share of masked words must be from 0 to 1, got " + most);
    }
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "the share of texts with masked words must be from 0 to 1, got " + share);
    }
  }

  /**
   * Masks from none to all of the words.
   *
   * @param share of the texts of which words are masked, from 0 to 1
   * @param mask number of the mask token
   */
  public MaskAugmentation(double share, int mask) {
    this(share, 1, mask);
  }

  /**
   * {@return a text as it is, or with words masked}
   *
   * @param text the text
   * @param seed decides whether, how many and which
   */
  public TokenizedText of(TokenizedText text, long seed) {
    var random = new SplittableRandom(seed);
    if (random.nextDouble() >= share) {
      return text;
    }
    double masked = most * random.nextDouble();
    int[] ids = text.ids().clone();
    int[] words = text.words();
    boolean hide = false;
    for (int i = 0; i < ids.length; i++) {
      if (words[i] >= 0 && (i == 0 || words[i] != words[i - 1])) {
        hide = random.nextDouble() < masked;
      }
      if (words[i] >= 0 && hide) {
        ids[i] = mask;
      }
    }
    return text.with(ids);
  }
}
