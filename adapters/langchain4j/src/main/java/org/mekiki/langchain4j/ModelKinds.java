package org.mekiki.langchain4j;

import java.io.IOException;
import java.nio.file.Path;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.transformer.SentenceEncoder;
import org.mekiki.transformer.TaskModel;
import org.mekiki.transformer.file.ModelFileException;

/** Loads models of the kind that is needed, or says which kind a file holds. */
final class ModelKinds {
  private ModelKinds() {}

  static SentenceEncoder encoder(Path path, ComputeContext context) throws IOException {
    TaskModel model = TaskModel.load(path, context);
    if (model instanceof SentenceEncoder encoder) {
      return encoder;
    }
    throw new ModelFileException(
        "the model was made for %s; a sentence encoder is needed".formatted(model.task().label()));
  }
}
