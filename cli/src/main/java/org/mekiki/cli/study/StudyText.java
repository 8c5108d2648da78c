package org.mekiki.cli.study;

import java.util.List;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.judge.Example;

/**
 * A text of a questionnaire.
 *
 * @param example the text
 * @param explanations one a method
 */
record StudyText(Example example, List<Explanation> explanations) {
  StudyText {
    explanations = List.copyOf(explanations);
  }
}
