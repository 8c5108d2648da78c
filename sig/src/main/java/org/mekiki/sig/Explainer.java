package org.mekiki.sig;

import java.util.List;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.model.Baseline;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.TextModel;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/**
 * Explains texts with one method and one set of choices; immutable.
 *
 * @param method how F is attributed
 * @param settings rule, steps and batch size
 * @param baseline what words are moved from
 * @param target label or index of the class; null for the predicted one
 * @param output what of the class is explained
 */
public record Explainer(
    AttributionMethod method,
    PathSettings settings,
    Baseline baseline,
    String target,
    OutputKind output) {

  /** Explains the logit of the predicted class, from the mask token. */
  public static Explainer of(AttributionMethod method) {
    return new Explainer(method, PathSettings.DEFAULT, Baseline.MASK, null, OutputKind.LOGIT);
  }

  /** The same with another number of nodes a path. */
  public Explainer withSteps(int steps) {
    return withSettings(new PathSettings(settings.rule(), steps, settings.batchRows()));
  }

  /** The same with another rule. */
  public Explainer withQuadrature(QuadratureRule rule) {
    return withSettings(new PathSettings(rule, settings.steps(), settings.batchRows()));
  }

  /** The same with another rule, number of nodes and batch size. */
  public Explainer withSettings(PathSettings other) {
    return new Explainer(method, other, baseline, target, output);
  }

  /** The same from another baseline. */
  public Explainer withBaseline(Baseline other) {
    return new Explainer(method, settings, other, target, output);
  }

  /** The same for the class with this label or index. */
  public Explainer withTarget(String labelOrIndex) {
    return new Explainer(method, settings, baseline, labelOrIndex, output);
  }

  /** The same for another output of the class. */
  public Explainer withOutput(OutputKind other) {
    return new Explainer(method, settings, baseline, target, other);
  }

  /** Explains a text. */
  public Explanation explain(TextModel model, String text) {
    return explain(model, model.encode(text, null), Monitor.NONE);
  }

  /**
   * Explains a text that is cut into tokens already.
   *
   * @throws NothingToExplainException if it has no word
   * @throws IllegalArgumentException if the model has no such class or baseline token
   */
  public Explanation explain(TextModel model, EncodedText text, Monitor monitor) {
    AttributionInput input = input(model, text);
    if (input.moving().length == 0) {
      throw new NothingToExplainException();
    }
    float[] logits = logits(model, text, input.rows());
    int index = resolve(model.labels(), logits);
    Attribution attribution =
        method.attribute(
            (tape, rows) -> model.logits(tape, text, rows),
            new Target(index, output),
            input,
            settings,
            model.context(),
            monitor);
    requireFinite(attribution);
    return new Explanation(
        text,
        model.labels(),
        doubles(logits),
        softmax(logits),
        index,
        output,
        method.name(),
        settings.rule(),
        settings.steps(),
        baseline,
        attribution);
  }

  /** Words move from the baseline; tokens that the tokenizer added stay. */
  private AttributionInput input(TextModel model, EncodedText text) {
    Tensor rows = model.embeddings(text);
    Tensor from = model.baselineRow(baseline);
    int width = rows.shape().dim(1);
    float[] starts = rows.toArray();
    boolean[] movable = new boolean[text.size()];
    for (int i = 0; i < movable.length; i++) {
      movable[i] = !text.tokens().get(i).added();
      if (movable[i]) {
        System.arraycopy(from.array(), from.offset(), starts, i * width, width);
      }
    }
    return new AttributionInput(rows, Tensor.wrap(starts, 0, rows.shape()), movable);
  }

  private static float[] logits(TextModel model, EncodedText text, Tensor rows) {
    var tape = new Tape(model.context());
    Shape batch = Shape.of(1, rows.shape().dim(0), rows.shape().dim(1));
    float[] logits =
        model.logits(tape, text, tape.constant(rows.reshaped(batch))).value().toArray();
    for (float logit : logits) {
      if (!Float.isFinite(logit)) {
        throw new ArithmeticException(
            "the model's answer is not finite; its weights are not usable");
      }
    }
    return logits;
  }

  private static void requireFinite(Attribution attribution) {
    for (int i = 0; i < attribution.size(); i++) {
      if (!Double.isFinite(attribution.raw(i))) {
        throw new ArithmeticException(
            "the gradient at token %d is not finite; the model's weights are not usable"
                .formatted(i));
      }
    }
  }

  private int resolve(List<String> labels, float[] logits) {
    if (target == null) {
      int best = 0;
      for (int i = 1; i < logits.length; i++) {
        best = logits[i] > logits[best] ? i : best;
      }
      return best;
    }
    int index = labels.indexOf(target);
    if (index < 0 && target.matches("[0-9]{1,9}")) {
      index = Integer.parseInt(target);
    }
    if (index < 0 || index >= labels.size()) {
      throw new IllegalArgumentException(
          "the model has no class \"%s\"; it has %s".formatted(target, String.join(", ", labels)));
    }
    return index;
  }

  private static List<Double> doubles(float[] values) {
    return java.util.stream.IntStream.range(0, values.length)
        .mapToObj(i -> (double) values[i])
        .toList();
  }

  private static List<Double> softmax(float[] logits) {
    double max = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      max = Math.max(max, logit);
    }
    double largest = max;
    List<Double> exponentials = doubles(logits).stream().map(v -> Math.exp(v - largest)).toList();
    double sum = exponentials.stream().mapToDouble(Double::doubleValue).sum();
    return exponentials.stream().map(v -> v / sum).toList();
  }
}
