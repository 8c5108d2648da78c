package org.mekiki.sig;

import java.util.List;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.mekiki.core.model.EncodedText;

/** A text was explained, for JDK Flight Recorder. */
@Name("org.mekiki.Explain")
@Label("Text explained")
@Category("Mekiki")
@Description("A text was explained for one class or several")
@StackTrace(false)
final class ExplainEvent extends Event {
  @Label("Method")
  String method;

  @Label("Rows")
  @Description("Tokens of the text, special ones included")
  int rows;

  @Label("Words")
  int words;

  @Label("Classes")
  int classes;

  @Label("Forward passes")
  @Description("Sentences that were run forward")
  long forward;

  @Label("Backward passes")
  @Description("Sentences that were run backward too")
  long backward;

  @Label("Converged")
  @Description("Whether every explanation kept within its tolerance")
  boolean converged;

  /** Ends it, and tells who records. */
  void ended(EncodedText text, List<Explanation> explanations) {
    end();
    if (shouldCommit()) {
      Explanation first = explanations.getFirst();
      method = first.method();
      rows = text.size();
      words = first.words().size();
      classes = explanations.size();
      forward = first.counts().forward();
      backward = first.counts().backward();
      converged = explanations.stream().allMatch(each -> each.attribution().converged());
      commit();
    }
  }
}
