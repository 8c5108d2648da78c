package org.mekiki.cli.web;

import java.time.Duration;
import java.util.Locale;
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
  private final LongAdder abandoned = new LongAdder();
  private volatile double seconds = 0.1;
  private volatile boolean ended;

  /** A computation. */
  public interface Job<T> {
    /**
     * Computes.
     *
     * @param turn says whether anybody waits for the result still; from the time on at which nobody
     *     does, the thread is interrupted too, and the computation ends with a {@link
     *     CancellationException}
     */
    T run(Turn turn) throws Exception;
  }

  /** The time that a computation has. */
  public interface Turn {
    /** Whether anybody waits for the result. */
    boolean wanted();

    /** The time from the request's arrival to its deadline. */
    Duration limit();
  }

  private final class Waiting implements Turn {
    private final Duration limit;
    private final long end;
    private volatile boolean left;

    Waiting(Duration limit) {
      this.limit = limit;
      end = System.nanoTime() + limit.toNanos();
    }

    @Override
    public boolean wanted() {
      return !left && !ended && System.nanoTime() - end < 0;
    }

    @Override
    public Duration limit() {
      return limit;
    }
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
   * @throws InterruptedException if the thread that waits is interrupted; the job is cancelled
   */
  public <T> T run(Duration most, Job<T> job) throws InterruptedException {
    Duration limit = most.compareTo(deadline) < 0 ? most : deadline;
    var turn = new Waiting(limit);
    var task = new FutureTask<>(() -> timed(job, turn));
    try {
      threads.execute(task);
    } catch (RejectedExecutionException e) {
      refused.increment();
      throw refusal();
    }
    try {
      return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | CancellationException e) {
      throw expired(task, limit);
    } catch (InterruptedException e) {
      turn.left = true;
      abandon(task);
      abandoned.increment();
      throw e;
    } catch (ExecutionException e) {
      // What an interrupted thread could not finish failed for no reason of its own.
      if (ended || e.getCause() instanceof CancellationException) {
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

  private <T> T timed(Job<T> job, Turn turn) throws Exception {
    long start = System.nanoTime();
    if (!turn.wanted()) {
      throw new CancellationException();
    }
    T result = job.run(turn);
    // A running mean, for advice only: a lost update does no harm.
    seconds = 0.9 * seconds + 0.1e-9 * (System.nanoTime() - start);
    return result;
  }

  private Problem expired(FutureTask<?> task, Duration limit) {
    abandon(task);
    expired.increment();
    if (ended) {
      return Problem.later(
          Situation.STOPPING, "the server was stopped before the answer was found", retryAfter());
    }
    String seconds = String.format(Locale.ROOT, "%.1f", limit.toNanos() * 1e-9);
    return Problem.later(
        Situation.DEADLINE,
        "no answer within %s s: use a shorter text or table, a cheaper method or a budget"
            .formatted(seconds),
        retryAfter(),
        seconds);
  }

  private Problem refusal() {
    if (ended) {
      return Problem.later(Situation.STOPPING, "the server is being stopped", retryAfter());
    }
    int computed = threads.getMaximumPoolSize();
    int waiting = threads.getQueue().size();
    return Problem.later(
        Situation.BUSY,
        "the server has %d requests to compute and %d waiting; try again later"
            .formatted(computed, waiting),
        retryAfter(),
        computed,
        waiting);
  }

  /**
   * One that waits still is taken out; one that runs is told that nobody waits, by interruption.
   */
  private void abandon(FutureTask<?> task) {
    task.cancel(true);
    threads.remove(task);
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

  long abandonments() {
    return abandoned.sum();
  }

  /** Ends the threads: whoever waits for a job that runs, or is to run, is told so. */
  @Override
  public void close() {
    ended = true;
    threads.shutdownNow().forEach(task -> ((FutureTask<?>) task).cancel(false));
  }
}
