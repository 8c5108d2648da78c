package org.mekiki.sig.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.Link;
import org.mekiki.core.model.TextModel;
import org.mekiki.core.model.Token;
import org.mekiki.core.runtime.Interruption;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.evaluation.Logits;

/**
 * What a model answers to the windows of a long text.
 *
 * @param windows of the text
 * @param link how logits become probabilities
 * @param logits of each window, one a class
 */
public record WindowAnswers(Windows windows, Link link, List<List<Double>> logits) {
  /** Copies. */
  public WindowAnswers {
    logits = List.copyOf(logits);
  }

  /**
   * Asks the model.
   *
   * @param model of the texts
   * @param windows of the text
   * @return what it answers
   * @throws ArithmeticException if a logit is not finite
   */
  public static WindowAnswers of(TextModel model, Windows windows) {
    var logits = new ArrayList<List<Double>>();
    for (int w = 0; w < windows.count(); w++) {
      Interruption.checkCaller();
      EncodedText text = windows.window(w);
      logits.add(Logits.of(model, text, model.embeddings(text)).list());
    }
    return new WindowAnswers(windows, model.link(), logits);
  }

  /** {@return the means of the windows' logits, one a class} */
  public List<Double> meanLogits() {
    return mean(UnaryOperator.identity());
  }

  /** {@return the means of the windows' probabilities; none where there are no probabilities} */
  public List<Double> meanProbabilities() {
    return link == Link.IDENTITY ? List.of() : mean(link::probabilities);
  }

  /** {@return what the predicted class is largest in} */
  public List<Double> deciding() {
    return link == Link.IDENTITY ? meanLogits() : meanProbabilities();
  }

  /** {@return the number of the predicted class} */
  public int best() {
    return Logits.best(deciding());
  }

  private List<Double> mean(UnaryOperator<List<Double>> values) {
    List<List<Double>> each = logits.stream().map(values).toList();
    return IntStream.range(0, logits.getFirst().size())
        .mapToObj(c -> each.stream().mapToDouble(window -> window.get(c)).average().orElse(0))
        .toList();
  }

  /** {@return the answers window by window, where nothing was attributed} */
  public List<WindowReading> readings() {
    return readings(Map.of());
  }

  /**
   * Window by window.
   *
   * @param attributions of the windows in which some word was explained, by number
   * @return one reading a window
   */
  public List<WindowReading> readings(Map<Integer, Attribution> attributions) {
    var readings = new ArrayList<WindowReading>();
    List<Token> tokens = windows.whole().tokens();
    for (int w = 0; w < windows.count(); w++) {
      int first = windows.firstToken(w);
      int last = windows.lastToken(w);
      readings.add(
          new WindowReading(
              first,
              last,
              tokens.get(first).start(),
              tokens.get(last).end(),
              logits.get(w),
              link.probabilities(logits.get(w)),
              Optional.ofNullable(attributions.get(w))));
    }
    return readings;
  }
}
