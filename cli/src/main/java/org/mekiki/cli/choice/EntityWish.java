package org.mekiki.cli.choice;

import java.util.List;
import org.mekiki.cli.console.UserException;
import org.mekiki.transformer.TaskModel;
import org.mekiki.transformer.entity.EntityChoice;

/**
 * Which entities a model that takes any labels is to find.
 *
 * @param labels what they are called; none where nothing was said
 * @param choice which of the spans that fit are taken
 * @param given whether anything was said
 */
public record EntityWish(List<String> labels, EntityChoice choice, boolean given) {
  /** Where nothing was said. */
  public static final EntityWish NONE = new EntityWish(List.of(), EntityChoice.DEFAULT, false);

  /** Copies. */
  public EntityWish {
    labels = List.copyOf(labels);
  }

  /** Refuses any for a model that takes none. */
  public void requireNone(TaskModel model) {
    if (given) {
      throw new UserException(
          "--labels, --threshold, --nested and --multi-label are for models that find entities by"
              + " labels (GLiNER); this one is for "
              + model.task().label());
    }
  }
}
