package org.mekiki.spring;

import java.io.IOException;
import java.nio.file.Path;
import org.mekiki.adapters.ModelLoader;
import org.mekiki.core.runtime.ComputeContext;

/** Loads models that properties name. */
final class Loading {
  private Loading() {}

  /**
   * Loads the model of a property.
   *
   * @throws ModelUnavailableException if no file is named, or it cannot be used
   */
  static <M> M load(String property, Path path, ComputeContext context, ModelLoader<M> loader) {
    if (path == null) {
      throw new ModelUnavailableException(
          property, "%s is not set, and so there is no model to load.".formatted(property), null);
    }
    try {
      return loader.load(path, context);
    } catch (IOException | IllegalArgumentException e) {
      throw new ModelUnavailableException(
          property, "%s is %s: %s".formatted(property, path, ModelLoader.reason(path, e)), e);
    }
  }
}
