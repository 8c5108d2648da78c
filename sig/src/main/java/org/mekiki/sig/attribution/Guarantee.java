package org.mekiki.sig.attribution;

/** What a method promises of its scores beside being what it is defined as. */
public enum Guarantee {
  /** Each score is the difference that its own rows make: F of the input less F without them. */
  PARTS,
  /** The scores of all words add up to F(x) − F(baseline). */
  SUM,
  /** Nothing: no sum is known that the scores could be held against. */
  NONE
}
