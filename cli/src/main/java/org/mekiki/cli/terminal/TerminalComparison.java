package org.mekiki.cli.terminal;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.mekiki.cli.console.ColourDepth;
import org.mekiki.cli.console.TerminalText;
import org.mekiki.cli.wording.Speech;
import org.mekiki.report.html.ReportView;
import org.mekiki.report.html.ReportView.Spot;
import org.mekiki.report.wording.FunctionWords;
import org.mekiki.report.wording.LeadingWords;
import org.mekiki.report.wording.Settings;
import org.mekiki.report.wording.Verdict;
import org.mekiki.sig.WordScore;

/** Several explanations of one text, a column each. */
public final class TerminalComparison {
  private static final int COLUMN = 9;

  private final List<ReportView> views;
  private final OptionalInt unknown;
  private final TerminalDetail detail;
  private final Speech speech;

  /**
   * Explanations.
   *
   * @param views of one text, at least two
   * @param unknown number of the token for what the model's vocabulary does not have
   */
  public TerminalComparison(List<ReportView> views, OptionalInt unknown, TerminalDetail detail) {
    this.views = List.copyOf(views);
    this.unknown = unknown;
    this.detail = detail;
    this.speech = detail.speech();
  }

  public void print(PrintStream out) {
    // Colours would be those of one explanation among several.
    var plain =
        new TerminalDetail(ColourDepth.NONE, detail.all(), detail.verbose(), detail.speech());
    var first = new TerminalExplanation(views.getFirst(), unknown, plain);
    first.printText(out);
    var told = new HashSet<String>();
    for (ReportView view : views) {
      if (told.add(view.subject().name().quoted("\"", "\""))) {
        new TerminalExplanation(view, unknown, plain).printFindings(out);
      }
    }
    out.println();
    printTable(out);
    new TerminalExplanation(views.getFirst(), unknown, plain).printPairs(out);
    out.println(speech.say("normalised scores: each column divided by its Euclidean length"));
    for (int i = 0; i < views.size(); i++) {
      ReportView view = views.get(i);
      out.println(
          speech.say(
              "[%d] %s, for %s: %s",
              i + 1,
              Settings.method(view.explanation(), detail.texts()),
              detail.quoted(view.subject().name()),
              Verdict.sentence(view.explanation(), detail.texts())));
    }
  }

  private void printTable(PrintStream out) {
    List<Map<Spot, WordScore>> columns = views.stream().map(ReportView::scores).toList();
    var names = new HashMap<Spot, String>();
    columns.forEach(scores -> scores.forEach((spot, word) -> names.put(spot, word.text())));
    List<Spot> order =
        names.keySet().stream()
            .sorted(
                Comparator.comparingDouble((Spot spot) -> -strength(spot, columns))
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    var head = new StringBuilder();
    for (int i = 0; i < views.size(); i++) {
      head.append(TerminalScores.right("[" + (i + 1) + "]", COLUMN));
    }
    out.println(head + "  " + speech.say("word"));
    var shown = new ArrayList<Spot>();
    for (Spot spot : order) {
      if (detail.all()
          || shown.size() < LeadingWords.MOST && !FunctionWords.isPunctuation(names.get(spot))) {
        shown.add(spot);
      }
    }
    for (Spot spot : shown) {
      var row = new StringBuilder();
      for (int i = 0; i < views.size(); i++) {
        WordScore word = columns.get(i).get(spot);
        row.append(
            TerminalScores.right(
                word == null ? "–" : views.get(i).number(3, word.score()), COLUMN));
      }
      out.println(row + "  " + TerminalText.line(names.get(spot)).strip());
    }
    int left = order.size() - shown.size();
    if (left > 0) {
      out.println(
          "   "
              + speech.say(
                  left == 1
                      ? "and %d more word (--all shows it)"
                      : "and %d more words (--all shows them)",
                  left));
    }
    out.println();
  }

  private static double strength(Spot spot, List<Map<Spot, WordScore>> columns) {
    return columns.stream()
        .mapToDouble(scores -> scores.containsKey(spot) ? Math.abs(scores.get(spot).score()) : 0)
        .max()
        .orElse(0);
  }
}
