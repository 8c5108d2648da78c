package org.mekiki.sig.text;

import java.text.BreakIterator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where sentences end: as the JDK's language-neutral rules say, and in Japanese and Chinese text,
 * which has no spaces, behind 。, ! and ? with the quotes and brackets that close there. A quotation
 * that the sentence takes up again (「行く。」と言った。) ends none.
 */
final class SentenceBreaks {
  private static final String MARK = "[。｡．!?！？‼⁇⁈⁉]";
  private static final String CLOSING = "[」』）】〉》〕］｝〙〗”’\"')\\]｣]";
  private static final String SCRIPT =
      "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}ー「『（【〈《〔［｛“‘｢(\\[]";

  /** What follows a quotation inside its sentence; と begins other words too. */
  private static final String TAKEN_UP = "(?:と(?!ても|ころ|きどき|なり|うとう)|って|[、，])";

  /** Marks of wide forms end a sentence anywhere, others between wide scripts alone. */
  private static final Pattern END =
      Pattern.compile(
          "(?>%1$s*[。｡！？‼⁇⁈⁉]%1$s*%2$s*|(?<=%3$s)%1$s+%2$s*(?=%3$s))(?!(?<=%2$s)%4$s)"
              .formatted(MARK, CLOSING, SCRIPT, TAKEN_UP));

  private static final Pattern CLOSED =
      Pattern.compile("%s+%s+(?<taken>%s)?".formatted(MARK, CLOSING, TAKEN_UP));

  private SentenceBreaks() {}

  /** The places where sentences end, ascending, the text's end among them. */
  static List<Integer> of(String text) {
    var ends = new TreeSet<Integer>();
    BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
    breaks.setText(text);
    breaks.first();
    for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
      ends.add(end);
    }
    Matcher closed = CLOSED.matcher(text);
    while (closed.find()) {
      // What closes belongs to the sentence before it.
      ends.subSet(closed.start() + 1, closed.end()).clear();
    }
    Matcher end = END.matcher(text);
    while (end.find()) {
      ends.subSet(end.start() + 1, end.end()).clear();
      ends.add(end.end());
    }
    return List.copyOf(ends);
  }
}
