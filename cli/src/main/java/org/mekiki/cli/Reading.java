package org.mekiki.cli;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What a model answers to one text. */
interface Reading {
  /** The answer in JSON. */
  ObjectNode json();

  /** The answer for a person, without the text. */
  List<String> lines();

  /**
   * What of it is explained.
   *
   * @throws UserException if the model has not what is asked for
   */
  List<Question> questions(TargetOption target);
}
