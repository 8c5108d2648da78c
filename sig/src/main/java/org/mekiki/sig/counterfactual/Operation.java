package org.mekiki.sig.counterfactual;

/** What is done to words. */
public enum Operation {
  /** The baseline stands in their place. */
  MASK,
  /** They are left out, and the text closes up. */
  DELETE,
  /** Other words stand in their place. */
  REPLACE
}
