package org.mekiki.cli;

import java.util.List;

/** What a model answers to one text that it reads at once. */
interface Reading extends Reply {
  /**
   * What of it is explained.
   *
   * @throws UserException if the model has not what is asked for
   */
  List<Question> questions(TargetOption target);
}
