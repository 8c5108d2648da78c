package org.mekiki.core.runtime;

import java.util.concurrent.CancellationException;

/**
 * Ends work that lasts when the thread that asked for it is {@linkplain Thread#interrupt
 * interrupted}, on whichever thread the work is done. The thread stays interrupted.
 *
 * <p>See {@code docs/decisions/2026-11-29-http-server.md}.
 */
public final class Interruption {
  private final Thread asking;

  private Interruption(Thread asking) {
    this.asking = asking;
  }

  /** {@return of the thread that calls this, for work that other threads do for it} */
  public static Interruption ofCaller() {
    return new Interruption(Thread.currentThread());
  }

  /**
   * Goes on, unless the thread that asked was interrupted.
   *
   * @throws CancellationException if it was
   */
  public void check() {
    check(asking);
  }

  /**
   * Goes on, unless the thread that calls this was interrupted.
   *
   * @throws CancellationException if it was
   */
  public static void checkCaller() {
    check(Thread.currentThread());
  }

  private static void check(Thread asking) {
    if (asking.isInterrupted()) {
      throw new CancellationException("the thread was interrupted");
    }
  }
}
