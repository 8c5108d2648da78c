package org.mekiki.cli.task;

import java.util.List;
import org.mekiki.cli.wording.Speech;
import tools.jackson.databind.node.ObjectNode;

/** What a model answers, in two forms. */
public interface Reply {
  /** The answer in JSON. */
  ObjectNode json();

  /** The answer for a person who reads this language, without the text. */
  List<String> lines(Speech speech);

  /** Adds to the record of the text in what parts it was read, where there were several. */
  default void addWindows(ObjectNode record) {}
}
