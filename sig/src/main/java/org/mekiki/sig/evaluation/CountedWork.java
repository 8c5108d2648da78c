package org.mekiki.sig.evaluation;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.mekiki.core.runtime.Interruption;
import org.mekiki.sig.attribution.Monitor;

/** Tells a monitor of work that no {@link Evaluator} does; for any number of threads. */
public final class CountedWork {
  private final Monitor monitor;
  private final long total;
  private final AtomicLong done = new AtomicLong();
  private final Interruption caller = Interruption.ofCaller();

  /**
   * Work to be counted.
   *
   * @param monitor is told of it
   * @param total of it
   */
  public CountedWork(Monitor monitor, long total) {
    this.monitor = monitor;
    this.total = total;
  }

  /**
   * Counts.
   *
   * @param more what was done since
   * @throws CancellationException if the monitor wants no more, or the thread that made this was
   *     interrupted
   */
  public void done(long more) {
    caller.check();
    if (!monitor.progress(done.addAndGet(more), total)) {
      throw new CancellationException("the explanation was cancelled");
    }
  }
}
