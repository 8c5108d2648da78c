package org.mekiki.core.model;

import java.util.Locale;

/** What a word is moved from: the embedding of a special token, or the zero vector. */
public enum Baseline {
  /** The mask token. */
  MASK,
  /** The padding token. */
  PAD,
  /** The unknown token. */
  UNK,
  /** A row of zeros. */
  ZERO;

  /** {@return the name in lower case, as options and outputs write it} */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
