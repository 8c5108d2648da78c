package org.mekiki.core.runtime;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One helper thread's share of a queue, for an executor; one that no thread has begun by the end is
 * called off.
 */
final class ExecutorShare implements Runnable {
  private final TaskQueue queue;
  private final int worker;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);

  /**
   * A share.
   *
   * @param worker number of the worker, from 1
   */
  ExecutorShare(TaskQueue queue, int worker) {
    this.queue = queue;
    this.worker = worker;
  }

  @Override
  public void run() {
    if (begun.compareAndSet(false, true)) {
      try {
        queue.drain(worker);
      } finally {
        ended.countDown();
      }
    }
  }

  /** Waits without regard to interrupts, which stay set: buffers are in use until the end. */
  void await() {
    if (begun.compareAndSet(false, true)) {
      return;
    }
    boolean interrupted = false;
    while (true) {
      try {
        ended.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
