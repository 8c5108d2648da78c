package org.mekiki.cli.task;

import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.TextModel;
import org.mekiki.report.wording.Subject;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.TargetChoice;
import tools.jackson.databind.node.ObjectNode;

/** Something to explain of a text: a view of the model, and how to speak of what is found. */
interface Question {
  /** The model as the question sees it. */
  TextModel model();

  /** The text. */
  EncodedText text();

  /** What of the view's classes is explained. */
  TargetChoice targets();

  /** How to speak of an explanation. */
  Subject subject(Explanation explanation);

  /**
   * The model's answer to the text, in JSON.
   *
   * @param reading what the model answers
   * @param found an explanation, which may hold the answer already
   */
  default ObjectNode prediction(Reading reading, Explanation found) {
    return reading.json();
  }
}
