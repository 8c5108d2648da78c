package org.mekiki.core.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import org.mekiki.core.kernel.KernelSelection;
import org.mekiki.core.kernel.Kernels;

/**
 * Which kernels compute and on which threads; passed explicitly, safe to share.
 *
 * <p>Work is cut into tasks by sizes only, never by the number of threads, so the same bits come
 * out for any parallelism.
 */
public final class ComputeContext implements AutoCloseable {
  private final Kernels kernels;
  private final Executor executor;
  private final int parallelism;
  private final ExecutorService owned;

  private ComputeContext(
      Kernels kernels, Executor executor, int parallelism, ExecutorService owned) {
    this.kernels = kernels;
    this.executor = executor;
    this.parallelism = parallelism;
    this.owned = owned;
  }

  /** Everything on the calling thread. */
  public static ComputeContext sequential() {
    return new ComputeContext(preferredKernels(), Runnable::run, 1, null);
  }

  /**
   * Up to {@code parallelism} threads: the caller's and those of the executor, which stays the
   * caller's.
   */
  public static ComputeContext using(Executor executor, int parallelism) {
    requirePositive(parallelism);
    return new ComputeContext(preferredKernels(), executor, parallelism, null);
  }

  /** A pool of {@code threads} − 1 daemon threads beside the calling one, ended by close. */
  public static ComputeContext ownedPool(int threads) {
    requirePositive(threads);
    if (threads == 1) {
      return sequential();
    }
    ExecutorService pool =
        Executors.newFixedThreadPool(
            threads - 1, Thread.ofPlatform().daemon().name("mekiki-", 1).factory());
    return new ComputeContext(preferredKernels(), pool, threads, pool);
  }

  /** The same threads with the scalar kernels, the readable definition of all arithmetic. */
  public ComputeContext withScalarKernels() {
    return new ComputeContext(KernelSelection.scalar(), executor, parallelism, owned);
  }

  /** The kernels to compute with. */
  public Kernels kernels() {
    return kernels;
  }

  /** Name of the kernels: {@code scalar}, {@code vector-256} and the like. */
  public String kernelName() {
    return kernels.name();
  }

  /** The largest number of threads that work at a time. */
  public int parallelism() {
    return parallelism;
  }

  /** A context like this one that computes on the calling thread only. */
  public ComputeContext inline() {
    return parallelism == 1 ? this : new ComputeContext(kernels, Runnable::run, 1, null);
  }

  /**
   * Runs {@code task} for 0 … tasks − 1, on this thread and those of the executor, and returns when
   * all are done. The first failure is thrown after the others have ended. Tasks that start
   * parallel work of their own pass {@link #inline()} on, so that it runs on their thread.
   */
  public void forEach(int tasks, IntConsumer task) {
    int helpers = Math.min(parallelism, tasks) - 1;
    if (helpers <= 0) {
      for (int i = 0; i < tasks; i++) {
        task.accept(i);
      }
      return;
    }
    var queue = new TaskQueue(tasks, task);
    List<TaskQueue.Worker> workers = new ArrayList<>(helpers);
    for (int i = 0; i < helpers; i++) {
      TaskQueue.Worker worker = queue.new Worker();
      workers.add(worker);
      executor.execute(worker);
    }
    queue.drain();
    workers.forEach(TaskQueue.Worker::await);
    queue.rethrowFailure();
  }

  /** Ends the threads that this context owns; without any it does nothing. */
  @Override
  public void close() {
    if (owned != null) {
      owned.shutdown();
    }
  }

  private static Kernels preferredKernels() {
    return KernelSelection.current().kernels();
  }

  private static void requirePositive(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("number of threads must be at least 1, got " + threads);
    }
  }
}
