package org.mekiki.sig.attribution;

/**
 * What the same rows do at both ends of a text: exact differences of F, without integration error.
 * They are equal where the rows interact with nothing else in the text; the first is the smaller
 * one where others say the same, the larger one where others are needed.
 *
 * @param inText F(x) − F(x\S): what F loses with them, in units of F
 * @param alone F(b ∪ S) − F(b): what F gains with them where all others stand at the baseline
 */
public record BothEnds(double inText, double alone) {
  /** {@return the mean of both} */
  public double mean() {
    return (inText + alone) / 2;
  }
}
