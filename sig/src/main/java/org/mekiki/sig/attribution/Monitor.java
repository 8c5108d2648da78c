package org.mekiki.sig.attribution;

/** Watches a long computation, and may end it. */
public interface Monitor {
  /** Watches nothing. */
  Monitor NONE = (_, _) -> true;

  /**
   * Called between pieces of work, from any of the working threads.
   *
   * @param done sentences evaluated so far
   * @param total sentences that will be evaluated
   * @return false to cancel: the computation ends with a {@link
   *     java.util.concurrent.CancellationException}
   */
  boolean progress(long done, long total);
}
