package org.mekiki.core.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.mekiki.core.kernel.KernelSelection;
import org.mekiki.core.kernel.Kernels;

/**
 * Which kernels compute and on which threads; passed explicitly, safe to share.
 *
 * <p>No bit depends on how work is cut into tasks, so the same bits come out for any parallelism.
 */
public final class ComputeContext implements AutoCloseable {
  private final Kernels kernels;
  private final Executor executor;
  private final int parallelism;
  private final WorkerPool owned;
  private final WorkspacePool workspaces;
  private final WorkspacePool results;

  private ComputeContext(
      Kernels kernels,
      Executor executor,
      int parallelism,
      WorkerPool owned,
      WorkspacePool workspaces,
      WorkspacePool results) {
    this.kernels = kernels;
    this.executor = executor;
    this.parallelism = parallelism;
    this.owned = owned;
    this.workspaces = workspaces;
    this.results = results;
  }

  private static ComputeContext of(Executor executor, int parallelism, WorkerPool owned) {
    Kernels kernels = KernelSelection.current().kernels();
    return new ComputeContext(
        kernels,
        executor,
        parallelism,
        owned,
        new WorkspacePool(parallelism),
        new WorkspacePool(1));
  }

  /**
   * {@return a context that computes everything on the calling thread; closing it is not needed}
   */
  public static ComputeContext sequential() {
    return of(Runnable::run, 1, null);
  }

  /**
   * Up to {@code parallelism} threads: the caller's and those of the executor, which stays the
   * caller's.
   *
   * @param executor runs up to {@code parallelism} − 1 helpers at a time; close does not end it
   * @param parallelism the largest number of threads that work at a time, 1 or more
   * @return a context with the {@linkplain KernelSelection#current chosen} kernels
   * @throws IllegalArgumentException if {@code parallelism} is less than 1
   */
  public static ComputeContext using(Executor executor, int parallelism) {
    requirePositive(parallelism);
    return of(executor, parallelism, null);
  }

  /**
   * A pool of {@code threads} − 1 daemon threads beside the calling one, ended by close.
   *
   * @param threads the calling one included, 1 or more
   * @return a context to be closed; {@link #sequential} for one thread
   * @throws IllegalArgumentException if {@code threads} is less than 1
   */
  public static ComputeContext ownedPool(int threads) {
    requirePositive(threads);
    if (threads == 1) {
      return sequential();
    }
    return of(Runnable::run, threads, new WorkerPool(threads - 1));
  }

  /**
   * {@return a context of the same threads with the scalar kernels, the readable definition of all
   * arithmetic} Closing either ends the threads of both.
   */
  public ComputeContext withScalarKernels() {
    return new ComputeContext(
        KernelSelection.scalar(), executor, parallelism, owned, workspaces, results);
  }

  /** {@return the kernels to compute with} */
  public Kernels kernels() {
    return kernels;
  }

  /** {@return the name of the kernels: {@code scalar}, {@code vector-256} and the like} */
  public String kernelName() {
    return kernels.name();
  }

  /** {@return the largest number of threads that work at a time, 1 or more} */
  public int parallelism() {
    return parallelism;
  }

  /**
   * {@return buffers for one thread: a workspace that was given back here before, or a new one} As
   * many as there are threads are kept.
   */
  public Workspace borrowWorkspace() {
    return workspaces.borrow();
  }

  /**
   * Gives a workspace back; no tape may use it any more.
   *
   * @param workspace of {@link #borrowWorkspace}
   */
  public void giveBack(Workspace workspace) {
    workspaces.giveBack(workspace);
  }

  /**
   * Buffers for what is kept from one pass to the next: a workspace of its own kind, so that those
   * of passes, which are much larger, do not gather here.
   *
   * @return a workspace that {@link #giveBackResults} got before, or a new one; one is kept
   */
  public Workspace borrowResultWorkspace() {
    return results.borrow();
  }

  /**
   * Gives a workspace of {@link #borrowResultWorkspace} back.
   *
   * @param workspace of {@link #borrowResultWorkspace}, whose buffers nobody uses any more
   */
  public void giveBackResults(Workspace workspace) {
    results.giveBack(workspace);
  }

  /**
   * {@return a context like this one that computes on the calling thread only; this one if it does}
   */
  public ComputeContext inline() {
    return parallelism == 1
        ? this
        : new ComputeContext(kernels, Runnable::run, 1, null, workspaces, results);
  }

  /**
   * Runs {@code task} for 0 … pieces − 1, on this thread and the others, and returns when all are
   * done. The first failure is thrown after the others have ended. Tasks that start parallel work
   * of their own pass {@link #inline()} on, so that it runs on their thread.
   *
   * @param pieces how many there are; 0 runs nothing
   * @param task called once with each number, by several threads at a time
   * @throws java.util.concurrent.RejectedExecutionException if the threads that this context owns
   *     were ended by close
   */
  public void forEach(int pieces, Task task) {
    if (parallelism == 1 || pieces <= 1) {
      for (int i = 0; i < pieces; i++) {
        task.run(i, 0);
      }
    } else if (owned != null) {
      owned.run(pieces, task);
    } else {
      forEachOnExecutor(pieces, task);
    }
  }

  private void forEachOnExecutor(int pieces, Task task) {
    int helpers = Math.min(parallelism, pieces) - 1;
    var queue = new TaskQueue();
    queue.fill(pieces, task);
    List<ExecutorShare> shares = new ArrayList<>(helpers);
    for (int i = 0; i < helpers; i++) {
      var share = new ExecutorShare(queue, i + 1);
      shares.add(share);
      executor.execute(share);
    }
    queue.drain(0);
    shares.forEach(ExecutorShare::await);
    queue.end();
  }

  /** Ends the threads that this context owns; without any it does nothing. */
  @Override
  public void close() {
    if (owned != null) {
      owned.close();
    }
  }

  private static void requirePositive(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("number of threads must be at least 1, got " + threads);
    }
  }
}
