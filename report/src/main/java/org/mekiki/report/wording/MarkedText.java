package org.mekiki.report.wording;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.WordScore;
import org.mekiki.sig.text.TextPart;

/**
 * The caller's text with its words shown by their scores.
 *
 * @param plain shows what is no word
 * @param scored shows a word
 * @param left shows a word that the budget left out
 */
public record MarkedText(
    UnaryOperator<String> plain, Function<WordScore, String> scored, UnaryOperator<String> left) {

  /** What stands at a part of the text. */
  private record Mark(TextPart part, String shown) {}

  /**
   * One of the texts.
   *
   * @param sequence 0 for the text, 1 for the second text
   */
  public String of(Explanation explanation, int sequence, String text) {
    var marks = new ArrayList<Mark>();
    for (WordScore word : explanation.words()) {
      marks.add(new Mark(word.part(), scored.apply(word)));
    }
    for (TextPart part : Coverage.left(explanation)) {
      marks.add(new Mark(part, left.apply(part.in(explanation.text()))));
    }
    marks.sort(Comparator.comparingInt(mark -> mark.part().tokens().row(0)));
    return fill(marks, sequence, text);
  }

  private String fill(List<Mark> marks, int sequence, String text) {
    var out = new StringBuilder();
    int done = 0;
    for (Mark mark : marks) {
      if (mark.part().sequence() == sequence && mark.part().start() >= done) {
        out.append(plain.apply(text.substring(done, mark.part().start()))).append(mark.shown());
        done = mark.part().end();
      }
    }
    return out.append(plain.apply(text.substring(done))).toString();
  }
}
