package org.mekiki.langchain4j;

import java.nio.file.Path;
import org.mekiki.core.runtime.ComputeContext;

/**
 * What is told of any model before it is made: the file, and where it computes.
 *
 * @param <B> the builder that can be told more
 */
abstract class ModelBuilder<B extends ModelBuilder<B>> {
  private Path modelPath;
  private Integer threads;
  private ComputeContext context;

  abstract B self();

  /** The file of the model; null where it was not named. */
  final Path file() {
    return modelPath;
  }

  /** Where the model is to compute. */
  final Computing computing() {
    return Computing.of(context, threads);
  }

  /**
   * Names the model.
   *
   * @param file that {@code mekiki convert} wrote
   * @return this
   */
  public B modelPath(Path file) {
    modelPath = file;
    return self();
  }

  /**
   * Gives the model threads of its own, which end when it is closed.
   *
   * @param number the calling one included; as many as there are processors where nothing is said
   * @return this
   */
  public B threads(int number) {
    threads = number;
    return self();
  }

  /**
   * Lets the model compute where others do.
   *
   * @param shared threads and kernels; they stay the caller's
   * @return this
   */
  public B context(ComputeContext shared) {
    context = shared;
    return self();
  }
}
