package org.mekiki.core.runtime;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads that take up work within a fraction of a microsecond while one piece follows the other.
 *
 * <p>A pass through a model is hundreds of short parallel pieces with little between them. A thread
 * that has just worked therefore watches for the next piece for a short while before it sleeps, so
 * that an idle pool burns no core. Running work allocates nothing.
 *
 * <p>See {@code docs/decisions/2026-11-24-kernels.md}.
 */
final class WorkerPool {
  /** How long an idle thread watches before it sleeps. */
  private static final long WATCH_NANOS = 200_000;

  /** How often a waiting thread looks between two looks at the clock. */
  private static final int LOOKS = 64;

  /** How often the caller looks for the helpers' end before it naps between two looks. */
  private static final int PATIENT_LOOKS = 10_000;

  private static final long NAP_NANOS = 20_000;

  /** In {@link #state}: the work takes no more threads. */
  private static final long CLOSED = 1L << 31;

  private static final long ACTIVE = CLOSED - 1;

  private final Thread[] threads;
  private final AtomicBoolean[] asleep;
  private final AtomicBoolean busy = new AtomicBoolean();

  /** Filled while it is closed, drained by threads that have joined it. */
  private final TaskQueue queue = new TaskQueue();

  private volatile boolean ended;

  /** Number of the work in the upper half; {@link #CLOSED}; the number of helping threads. */
  private final AtomicLong state = new AtomicLong(CLOSED);

  /** A pool of {@code helpers} threads, the workers 1, 2 and so on beside the caller's 0. */
  WorkerPool(int helpers) {
    threads = new Thread[helpers];
    asleep = new AtomicBoolean[helpers];
    for (int i = 0; i < helpers; i++) {
      int index = i;
      asleep[i] = new AtomicBoolean();
      threads[i] =
          Thread.ofPlatform().daemon().name("mekiki-" + (i + 1)).unstarted(() -> help(index));
    }
    for (Thread thread : threads) {
      thread.start();
    }
  }

  /**
   * Runs all pieces on the calling thread and the helpers; on the calling thread alone where the
   * helpers work for somebody else.
   */
  void run(int count, Task work) {
    if (ended) {
      throw new RejectedExecutionException("the compute context was closed");
    }
    if (!busy.compareAndSet(false, true)) {
      for (int i = 0; i < count; i++) {
        work.run(i, 0);
      }
      return;
    }
    try {
      queue.fill(count, work);
      state.set((state.get() >>> 32) + 1 << 32);
      wake(count - 1);
      queue.drain(0);
      state.getAndUpdate(s -> s | CLOSED);
      awaitHelpers();
      queue.end();
    } finally {
      busy.set(false);
    }
  }

  void close() {
    ended = true;
    for (Thread thread : threads) {
      LockSupport.unpark(thread);
    }
  }

  private void wake(int wanted) {
    int count = Math.min(wanted, threads.length);
    for (int i = 0; i < count; i++) {
      if (asleep[i].get()) {
        LockSupport.unpark(threads[i]);
      }
    }
  }

  private void awaitHelpers() {
    for (int looks = 0; (state.get() & ACTIVE) != 0; looks++) {
      if (looks < PATIENT_LOOKS) {
        Thread.onSpinWait();
      } else {
        // A helper that lost its processor needs this one more than this loop does.
        LockSupport.parkNanos(this, NAP_NANOS);
      }
    }
  }

  private void help(int index) {
    long seen = 0;
    while (!ended) {
      long s = awaitWork(index, seen);
      if ((s & CLOSED) == 0 && state.compareAndSet(s, s + 1)) {
        seen = s >>> 32;
        queue.drain(index + 1);
        state.decrementAndGet();
      }
    }
  }

  /** The state once there is open work of another number than {@code seen}. */
  private long awaitWork(int index, long seen) {
    long end = System.nanoTime() + WATCH_NANOS;
    while (!ended) {
      for (int i = 0; i < LOOKS; i++) {
        long s = state.get();
        if ((s & CLOSED) == 0 && s >>> 32 != seen) {
          return s;
        }
        Thread.onSpinWait();
      }
      if (System.nanoTime() - end >= 0) {
        sleep(index, seen);
        end = System.nanoTime() + WATCH_NANOS;
      }
    }
    return CLOSED;
  }

  private void sleep(int index, long seen) {
    asleep[index].set(true);
    long s = state.get();
    boolean work = (s & CLOSED) == 0 && s >>> 32 != seen;
    if (!work && !ended) {
      LockSupport.park(this);
    }
    asleep[index].set(false);
  }
}
