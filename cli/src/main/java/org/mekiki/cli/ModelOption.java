package org.mekiki.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.transformer.Classifier;
import org.mekiki.transformer.file.ModelFile;
import org.mekiki.weights.converter.Converter;
import picocli.CommandLine.Option;

/** The model to use, and on how many threads. */
final class ModelOption {
  private static final String EMBEDDED = "sst2-small.mekiki";

  @Option(
      names = "--model",
      paramLabel = "FILE|DIR",
      description = "a converted model or a Hugging Face directory; default: the embedded model")
  private Path model;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "threads to compute on; default: all processors")
  private Integer threads;

  /** What to call the model in results. */
  String source() {
    return model == null ? "embedded:sst2-small" : model.toString();
  }

  ComputeContext context() {
    int count = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    if (count < 1) {
      throw new UserException("--threads must be at least 1, got " + count);
    }
    return ComputeContext.ownedPool(count);
  }

  Classifier load(ComputeContext context) throws IOException {
    try (ModelFile file = open()) {
      return Classifier.of(file, context);
    }
  }

  private ModelFile open() throws IOException {
    if (model == null) {
      try (InputStream in = ModelOption.class.getResourceAsStream(EMBEDDED)) {
        return ModelFile.of(in.readAllBytes(), "the embedded model");
      }
    }
    if (Files.isDirectory(model)) {
      return Converter.inMemory(model);
    }
    if (!Files.exists(model)) {
      throw new UserException("model " + model + " does not exist");
    }
    return ModelFile.open(model);
  }

  /** The model as given, or null. */
  Path path() {
    return model;
  }
}
