package org.mekiki.core.runtime;

/** Numbered pieces of work that may run side by side. */
@FunctionalInterface
public interface Task {
  /**
   * Does one piece.
   *
   * @param number of the piece
   * @param worker number of the thread that does it, from 0 to one below the context's parallelism;
   *     no two pieces have the same one at a time, so it can choose a buffer
   */
  void run(int number, int worker);
}
