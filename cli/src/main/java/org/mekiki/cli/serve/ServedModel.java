package org.mekiki.cli.serve;

import org.mekiki.report.wording.ModelDescription;
import org.mekiki.transformer.TaskModel;

/**
 * A model that is served.
 *
 * @param name by which requests name it
 * @param model whatever its task
 * @param speed that it was seen to have
 */
record ServedModel(String name, TaskModel model, Speed speed) {
  /** A model that has done nothing yet. */
  ServedModel(String name, TaskModel model) {
    this(name, model, new Speed());
  }

  /** For records: the name, not where the file lies on the server. */
  ModelDescription description() {
    return ModelDescription.of(model, name);
  }
}
