package org.mekiki.transformer.train;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Which tokens of a text are asked for, and what stands in their places (Devlin et al. 2019): of
 * those asked for, 80 % are masked, 10 % are replaced by any token, 10 % stay.
 *
 * @param share of tokens that are asked for, above 0 and at most 1; at least one a text
 * @param wholeWords whether all tokens of a word are asked for together
 * @param mask number of the mask token
 * @param vocabularySize number of tokens
 */
public record Masking(double share, boolean wholeWords, int mask, int vocabularySize) {
  private static final double MASKED = 0.8;
  private static final double REPLACED = 0.9;

  /** Checks. */
  public Masking {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "the share of masked tokens must be above 0 and at most 1, got " + share);
    }
  }

  /**
   * A text with blanks.
   *
   * @param ids tokens that the model reads
   * @param places of the tokens that are asked for, ascending
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Blanks(int[] ids, int[] places) {}

  /** Makes blanks by a seed; none in a text that has added tokens only. */
  Blanks of(TokenizedText text, long seed) {
    var random = new SplittableRandom(seed);
    List<int[]> units = units(text);
    double wanted = share * units.size();
    int count = (int) wanted + (random.nextDouble() < wanted - (int) wanted ? 1 : 0);
    count = Math.min(units.size(), Math.max(1, count));
    int[] ids = text.ids().clone();
    var places = new ArrayList<Integer>();
    for (int i = 0; i < count; i++) {
      int j = i + random.nextInt(units.size() - i);
      int[] unit = units.set(j, units.get(i));
      for (int place : unit) {
        places.add(place);
        double draw = random.nextDouble();
        if (draw < MASKED) {
          ids[place] = mask;
        } else if (draw < REPLACED) {
          ids[place] = random.nextInt(vocabularySize);
        }
      }
    }
    return new Blanks(ids, places.stream().sorted().mapToInt(Integer::intValue).toArray());
  }

  /** Tokens that are asked for together. */
  private List<int[]> units(TokenizedText text) {
    var units = new ArrayList<int[]>();
    int[] words = text.words();
    for (int i = 0; i < words.length; i++) {
      if (words[i] < 0) {
        continue;
      }
      int end = i + 1;
      while (wholeWords && end < words.length && words[end] == words[i]) {
        end++;
      }
      int[] unit = new int[end - i];
      for (int k = 0; k < unit.length; k++) {
        unit[k] = i + k;
      }
      units.add(unit);
      i = end - 1;
    }
    return units;
  }
}
