package org.mekiki.core.runtime;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Numbered tasks that several threads take from until none is left or one has failed; can be filled
 * again, which allocates nothing.
 */
final class TaskQueue {
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  // Written while no thread drains; whoever lets one begin makes them visible to it.
  private Task task;
  private int tasks;

  /** Fills the queue; no thread may drain it yet. */
  void fill(int count, Task work) {
    task = work;
    tasks = count;
    failure.set(null);
    next.set(0);
  }

  /** Does tasks until none is left; what one throws ends the work of all threads. */
  void drain(int worker) {
    try {
      for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
        task.run(i, worker);
      }
    } catch (RuntimeException | Error e) {
      failure.compareAndSet(null, e);
      next.set(tasks);
    }
  }

  /**
   * Lets go of the work, which all threads have ended.
   *
   * @throws RuntimeException the first failure, if there was one; an {@link Error} likewise
   */
  void end() {
    task = null;
    switch (failure.get()) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException("a worker failed", e);
    }
  }
}
