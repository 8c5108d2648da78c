package org.mekiki.cli.task;

import java.util.List;
import org.mekiki.cli.console.UserException;
import org.mekiki.cli.option.TargetOption;

/** What a model answers to one text that it reads at once. */
public interface Reading extends Reply {
  /**
   * What of it is explained.
   *
   * @throws UserException if the model has not what is asked for
   */
  List<Question> questions(TargetOption target);
}
