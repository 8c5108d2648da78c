package org.mekiki.cli.serve;

import org.mekiki.cli.record.ModelDescription;
import org.mekiki.transformer.TaskModel;

/**
 * A model that is served.
 *
 * @param name by which requests name it
 * @param model whatever its task
 */
record ServedModel(String name, TaskModel model) {
  /** For records: the name, not where the file lies on the server. */
  ModelDescription description() {
    return ModelDescription.of(model, name);
  }
}
