package org.mekiki.cli.task;

import java.util.List;
import org.mekiki.cli.choice.WrittenTargets;
import org.mekiki.cli.console.UserException;

/** What a model answers to one text that it reads at once. */
public interface Reading extends Reply {
  /**
   * What of it is explained.
   *
   * @throws UserException if the model has not what is asked for
   */
  List<Question> questions(WrittenTargets target);
}
