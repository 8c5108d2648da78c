package org.mekiki.cli.serve;

import java.util.List;
import org.mekiki.cli.console.Nearest;
import org.mekiki.cli.web.Problem;
import org.mekiki.cli.web.Situation;
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

  /**
   * The model that a request names, the first where it names none.
   *
   * @throws Problem if there is no such model
   */
  static ServedModel asked(List<ServedModel> models, RequestBody body) {
    String name = body.string("model").orElse(models.getFirst().name());
    List<String> names = models.stream().map(ServedModel::name).toList();
    return models.stream()
        .filter(model -> model.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.of(
                    Situation.UNKNOWN_MODEL,
                    "there is no model \"%s\"%s; there is %s"
                        .formatted(name, Nearest.hint(name, names), String.join(", ", names)),
                    name,
                    String.join(", ", names)));
  }

  /** For records: the name, not where the file lies on the server. */
  ModelDescription description() {
    return ModelDescription.of(model, name);
  }
}
