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

  /**
   * Called before work begins whose least extent is known: before the windows of a long text are
   * asked, and before a text is attributed. What it throws ends the computation before that work.
   *
   * @param passes sentences that will surely be run forward, and backward, in this work
   * @param tokens of a sentence
   */
  default void begins(long passes, int tokens) {}
}
