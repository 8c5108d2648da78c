package org.mekiki.cli.web;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/**
 * Computations on threads of their own, so many at a time, so many waiting, each with a deadline.
 *
 * <p>Requests live on virtual threads, which give up their carrier only when they wait. A
 * computation does not wait, so it would hold up all others, health checks too.
 */
public final class JobQueue implements AutoCloseable {
  private final ThreadPoolExecutor threads;
  private final Duration deadline;
  private final LongAdder refused = new LongAdder();
  private final LongAdder expired = new LongAdder();
  private volatile double seconds = 0.1;
  private volatile boolean ended;

  /** A computation. */
  public interface Job<T> {
    /**
     * Computes.
     *
     * @param wanted false from the time on at which nobody waits for the result any more; the
     *     computation then ends with a {@link CancellationException}
     */
    T run(BooleanSupplier wanted) throws Exception;
  }

  /** A queue with these limits. */
  public JobQueue(Limits limits) {
    BlockingQueue<Runnable> queue =
        limits.waiting() == 0
            ? new SynchronousQueue<>()
            : new ArrayBlockingQueue<>(limits.waiting());
    threads =
        new ThreadPoolExecutor(
            limits.running(),
            limits.running(),
            0,
            TimeUnit.SECONDS,
            queue,
            Thread.ofPlatform().daemon().name("mekiki-job-", 1).factory());
    deadline = limits.deadline();
  }

  /** Runs a job and waits for its end, as {@link #run(Duration, Job)} with the usual deadline. */
  public <T> T run(Job<T> job) throws InterruptedException {
    return run(deadline, job);
  }

  /**
   * Runs a job and waits for its end.
   *
   * @param most the time it may take, waiting included; no longer than the usual one
   * @throws Problem if too many jobs wait, or the time is over; the job is then cancelled
   */
  public <T> T run(Duration most, Job<T> job) throws InterruptedException {
    Duration limit = most.compareTo(deadline) < 0 ? most : deadline;
    long end = System.nanoTime() + limit.toNanos();
    var task = new FutureTask<>(() -> timed(job, () -> !ended && System.nanoTime() - end < 0));
    try {
      threads.execute(task);
    } catch (RejectedExecutionException e) {
      refused.increment();
      throw Problem.later(
          ended
              ? "the server is being stopped"
              : "the server has %d requests to compute and %d waiting; try again later"
                  .formatted(threads.getMaximumPoolSize(), threads.getQueue().size()),
          retryAfter());
    }
    try {
      return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | CancellationException e) {
      throw expired(task, limit);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CancellationException) {
        throw expired(task, limit);
      }
      throw unwrapped(e.getCause());
    }
  }

  private static RuntimeException unwrapped(Throwable failure) {
    return switch (failure) {
      case RuntimeException runtime -> runtime;
      case Error error -> throw error;
      default -> new IllegalStateException(failure);
    };
  }

  private <T> T timed(Job<T> job, BooleanSupplier wanted) throws Exception {
    long start = System.nanoTime();
    if (!wanted.getAsBoolean()) {
      throw new CancellationException();
    }
    T result = job.run(wanted);
    // A running mean, for advice only: a lost update does no harm.
    seconds = 0.9 * seconds + 0.1e-9 * (System.nanoTime() - start);
    return result;
  }

  private Problem expired(FutureTask<?> task, Duration limit) {
    // One that waits still is taken out; one that runs sees at its next step that nobody waits.
    threads.remove(task);
    expired.increment();
    return Problem.later(
        ended
            ? "the server was stopped before the answer was found"
            : "no answer within %.1f s: use a shorter text, a cheaper method or a budget"
                .formatted(limit.toNanos() * 1e-9),
        retryAfter());
  }

  private long retryAfter() {
    double jobs = threads.getQueue().size() + 1.0;
    return Math.clamp((long) Math.ceil(jobs * seconds / threads.getMaximumPoolSize()), 1, 60);
  }

  int running() {
    return threads.getActiveCount();
  }

  int waiting() {
    return threads.getQueue().size();
  }

  long refusals() {
    return refused.sum();
  }

  long expiries() {
    return expired.sum();
  }

  /** Ends the threads; running jobs are told that nobody waits for them. */
  @Override
  public void close() {
    ended = true;
    threads.shutdown();
  }
}
