package org.mekiki.langchain4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.mekiki.adapters.ModelLoader;
import org.mekiki.core.runtime.ComputeContext;

/**
 * Where a model computes: on threads of its own, which end with it, or on the caller's.
 *
 * @param context the threads
 * @param owned whether they end with the model
 */
record Computing(ComputeContext context, boolean owned) implements AutoCloseable {
  /** What a builder was told. */
  static Computing of(ComputeContext shared, Integer threads) {
    if (shared != null && threads != null) {
      throw new IllegalArgumentException(
          "threads and context are both given; a shared context has its own number of threads");
    }
    if (shared != null) {
      return new Computing(shared, false);
    }
    int number = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    return new Computing(ComputeContext.ownedPool(number), true);
  }

  /**
   * Loads a model to compute here.
   *
   * @throws UncheckedIOException with the reason in one sentence
   * @throws IllegalArgumentException if no file is named
   */
  <M> M load(Path path, ModelLoader<M> loader) {
    boolean loaded = false;
    try {
      if (path == null) {
        throw new IllegalArgumentException(
            "modelPath is missing; it is the file that `mekiki convert` wrote");
      }
      M model = loader.load(path, context);
      loaded = true;
      return model;
    } catch (IOException e) {
      throw new UncheckedIOException("%s: %s".formatted(path, ModelLoader.reason(path, e)), e);
    } finally {
      if (!loaded) {
        close();
      }
    }
  }

  @Override
  public void close() {
    if (owned) {
      context.close();
    }
  }
}
