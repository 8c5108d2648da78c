package org.mekiki.sig.attribution;

import java.util.Locale;

/** What is explained of a class: the scalar F. */
public enum OutputKind {
  /** The class's logit. */
  LOGIT,
  /** The class's probability, as the model's {@link org.mekiki.core.model.Link} gives it. */
  PROBABILITY,
  /** The natural logarithm of that probability. */
  LOG_PROBABILITY;

  /** {@return the name as options and outputs write it: {@code log-probability}} */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
