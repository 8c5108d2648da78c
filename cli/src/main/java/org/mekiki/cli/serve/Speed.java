package org.mekiki.cli.serve;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.mekiki.cli.choice.Chosen;
import org.mekiki.cli.choice.Naming;
import org.mekiki.cli.choice.TextChoices;
import org.mekiki.cli.data.TextItem;
import org.mekiki.sig.attribution.Monitor;
import org.mekiki.transformer.TaskModel;

/**
 * How fast a model has been, at its best: nanoseconds for a token of a pass. Passes of longer texts
 * take longer for each of their tokens, so that this bounds their time from below.
 */
final class Speed {
  private static final String SAMPLE =
      "a text of some words, whose explanation shows how long a pass of this model takes";

  private double best = Double.POSITIVE_INFINITY;
  private volatile boolean stopped;
  private Thread measuring;

  /** Nothing is known, now or from what is seen later. */
  synchronized void forget() {
    best = 0;
  }

  /** Notes down a computation that has ended. */
  synchronized void seen(long passes, int tokens, long nanos) {
    double work = (double) passes * tokens;
    if (work > 0) {
      best = Math.min(best, nanos / work);
    }
  }

  /**
   * The time that work takes at the least; 0 where nothing is known yet.
   *
   * @param tokens of all passes
   */
  synchronized double leastSeconds(double tokens) {
    return best == Double.POSITIVE_INFINITY ? 0 : tokens * best * 1e-9;
  }

  /**
   * Explains a text again and again, on a thread of its own, until the machine is warm.
   *
   * @param most how long
   */
  void measure(TaskModel model, Duration most) {
    measuring =
        Thread.ofPlatform()
            .daemon()
            .name("mekiki-speed")
            .start(() -> explainFor(model, most.toNanos()));
  }

  private void explainFor(TaskModel model, long nanos) {
    long end = System.nanoTime() + nanos;
    var request = new ExplainRequest(TextChoices.of(new Chosen(Naming.FIELDS)));
    var sample = new TextItem(null, SAMPLE, null, null);
    var counted = new Counted();
    try {
      for (long now = System.nanoTime(); now - end < 0; ) {
        long passes = request.explain(model, sample, counted).counts().total();
        long then = System.nanoTime();
        seen(passes, counted.tokens, then - now);
        now = then;
      }
    } catch (CancellationException e) {
      // The server stops.
    }
  }

  /** Ends a measurement that runs still. */
  void stop() throws InterruptedException {
    stopped = true;
    if (measuring != null) {
      measuring.join();
    }
  }

  private final class Counted implements Monitor {
    private int tokens;

    @Override
    public boolean progress(long done, long total) {
      return !stopped;
    }

    @Override
    public void begins(long passes, int length) {
      tokens = length;
    }
  }
}
