package org.mekiki.adapters;

import java.util.concurrent.atomic.AtomicBoolean;

/** Says once that texts are cut off, since interfaces of frameworks have no place to say it. */
public final class TruncationNotice {
  private static final System.Logger LOG = System.getLogger("org.mekiki.adapters");

  private final AtomicBoolean said = new AtomicBoolean();

  /** A notice that was not given yet. */
  public TruncationNotice() {}

  /**
   * Logs a warning, unless this notice was given before.
   *
   * @param limit tokens that are read of a text at most
   */
  public void give(int limit) {
    if (said.compareAndSet(false, true)) {
      LOG.log(
          System.Logger.Level.WARNING,
          "a text has more than {0} tokens: only its beginning was read; cut long texts into"
              + " parts, or look at truncated() of each answer (this is said once)",
          Integer.toString(limit));
    }
  }
}
