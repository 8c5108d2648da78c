package org.mekiki.cli.record;

import java.util.OptionalDouble;
import java.util.function.ToIntFunction;
import org.mekiki.report.wording.Coverage;
import org.mekiki.sig.Budget;
import org.mekiki.sig.BudgetUse;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.text.TextPart;
import org.mekiki.sig.text.WindowReading;
import org.mekiki.sig.text.Windowing;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What of a text was explained, as parts of a JSON object; nothing where all was, at once. */
public final class CoverageRecord {
  private CoverageRecord() {}

  /** The entries {@code budget} and {@code windows}. */
  static void add(ObjectNode node, Explanation explanation) {
    explanation.budget().ifPresent(use -> addBudget(node, use, explanation));
    explanation
        .windowing()
        .ifPresent(
            windowing -> {
              ArrayNode windows = node.putArray("windows");
              windowing.windows().forEach(window -> addWindow(windows, window, explanation));
            });
  }

  private static void addBudget(ObjectNode node, BudgetUse use, Explanation explanation) {
    ObjectNode budget = node.putObject("budget").put("passes", use.passes());
    if (use.budget() instanceof Budget.Time time) {
      budget.put("seconds", Coverage.seconds(time));
    } else {
      budget.putNull("seconds");
    }
    budget
        .put("words", explanation.words().size() + use.left().size())
        .put("words_integrated", explanation.words().size());
    if (explanation.interactions().isPresent()) {
      budget.put("pairs_left", use.pairsLeft());
    }
    budget
        .putObject("screening")
        .put("forward", use.screening().forward())
        .put("backward", use.screening().backward());
  }

  /**
   * Where a window stands, and what the model makes of it.
   *
   * @param text the whole text
   */
  public static ObjectNode addReading(ArrayNode windows, WindowReading window, String text) {
    ObjectNode node =
        windows
            .addObject()
            .put("first_token", window.firstToken())
            .put("last_token", window.lastToken())
            .put("start", text.codePointCount(0, window.start()))
            .put("end", text.codePointCount(0, window.end()));
    window.logits().forEach(node.putArray("logits")::add);
    window.probabilities().forEach(node.putArray("probabilities")::add);
    return node;
  }

  private static void addWindow(ArrayNode windows, WindowReading window, Explanation explanation) {
    ObjectNode node = addReading(windows, window, explanation.text().text());
    ExplanationRecord.put(node, "f_input", window.fInput());
    window
        .attribution()
        .map(Attribution::totalDelta)
        .filter(OptionalDouble::isPresent)
        .ifPresent(
            delta -> {
              ExplanationRecord.put(
                  node, "f_baseline", window.attribution().orElseThrow().fBaseline());
              ExplanationRecord.put(node, "delta", delta);
            });
  }

  /**
   * Whether something has a score, and the window in which it was explained.
   *
   * @param window its number; negative for none
   */
  static void addPlace(
      ObjectNode node,
      Explanation explanation,
      ToIntFunction<Windowing> window,
      boolean integrated) {
    if (explanation.budget().isPresent()) {
      node.put("integrated", integrated);
    }
    explanation
        .windowing()
        .ifPresent(
            windowing -> {
              int home = window.applyAsInt(windowing);
              if (home < 0) {
                node.putNull("window");
              } else {
                node.put("window", home);
              }
            });
  }

  /** A word that the budget left out. */
  static void addLeft(ArrayNode words, TextPart part, Explanation explanation) {
    ObjectNode node = ExplanationRecord.addPart(words, part, explanation.text());
    node.putNull("raw").putNull("score").put("nodes", 0).putNull("converged");
    addPlace(node, explanation, windowing -> windowing.home(part), false);
  }
}
