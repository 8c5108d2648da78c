package org.mekiki.core.runtime;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Numbered tasks that several threads take from until none is left or one has failed. */
final class TaskQueue {
  private final int tasks;
  private final Task task;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  TaskQueue(int tasks, Task task) {
    this.tasks = tasks;
    this.task = task;
  }

  void drain(int worker) {
    try {
      for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
        task.run(i, worker);
      }
    } catch (RuntimeException | Error e) {
      next.set(tasks);
      failure.compareAndSet(null, e);
    }
  }

  void rethrowFailure() {
    WorkerPool.rethrow(failure.get());
  }

  /** One helper thread's share; one that no thread has begun by the end is called off. */
  final class Worker implements Runnable {
    private final int number;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);

    /**
     * A share.
     *
     * @param number of the worker, from 1
     */
    Worker(int number) {
      this.number = number;
    }

    @Override
    public void run() {
      if (begun.compareAndSet(false, true)) {
        try {
          drain(number);
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
}
