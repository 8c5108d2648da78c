package org.mekiki.adapters;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.mekiki.core.runtime.ComputeContext;

/**
 * How a model is read from a file, for the settings of a framework, which name files.
 *
 * @param <M> the kind of model
 */
@FunctionalInterface
public interface ModelLoader<M> {
  /**
   * Loads.
   *
   * @param path the file
   * @param context where to load and compute; stays the caller's
   * @return the model, which needs the file no more
   * @throws IOException if the file cannot be read or has no such model
   */
  M load(Path path, ComputeContext context) throws IOException;

  /**
   * {@return the reason why a file could not be loaded, in one sentence that does not name it}
   *
   * @param path the file
   * @param failure what loading it threw
   */
  static String reason(Path path, Exception failure) {
    if (Files.isDirectory(path)) {
      return "it is a directory; `mekiki convert` makes a file of a model's directory";
    }
    return switch (failure) {
      case NoSuchFileException _ -> "it does not exist";
      case AccessDeniedException _ -> "it may not be read";
      default -> failure.getMessage();
    };
  }
}
