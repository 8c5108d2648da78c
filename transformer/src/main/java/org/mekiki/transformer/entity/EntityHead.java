package org.mekiki.transformer.entity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.nn.LstmCell;
import org.mekiki.core.nn.RecurrentCell;
import org.mekiki.core.nn.RecurrentLayers;
import org.mekiki.core.ops.LinearWeights;
import org.mekiki.core.ops.Ops;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.Weights;
import org.mekiki.transformer.head.Head;

/**
 * Scores spans of words by labels. What a text is asked depends on where its labels and words
 * stand, so that {@link #outputs} leaves rows as they are, and the other methods say more.
 *
 * <p>See {@code docs/decisions/2026-11-30-entities.md}.
 */
public final class EntityHead implements Head {
  private final EntityOptions options;

  /** Null where the encoder's rows are as wide already. */
  private final LinearWeights projection;

  /** Null where no LSTM reads the words. */
  private final RecurrentLayers layers;

  /** Null where labels stay as they are. */
  private final Widening prompt;

  private final SpanMarker marker;
  private final TokenScorer scorer;

  /** Takes the weights by their canonical names. */
  EntityHead(EncoderConfig encoder, EntityOptions options, Weights weights) {
    this.options = options;
    projection = encoder.hiddenSize() == options.size() ? null : weights.linear("head.projection");
    layers = options.recurrent() == 0 ? null : layers(options, weights);
    prompt = options.spans().byTokens() ? null : Widening.of(weights, "head.prompt");
    marker = options.spans().byMarker() ? new SpanMarker(options.spans(), weights) : null;
    scorer = options.spans().byTokens() ? new TokenScorer(weights) : null;
  }

  private static RecurrentLayers layers(EntityOptions options, Weights weights) {
    var layers = new ArrayList<RecurrentLayers.Layer>();
    for (int i = 0; i < options.recurrent(); i++) {
      String name = "head.words." + i;
      RecurrentCell forward = cell(weights, name + ".forward");
      layers.add(
          new RecurrentLayers.Layer(forward, Optional.of(cell(weights, name + ".backward"))));
    }
    return new RecurrentLayers(layers);
  }

  private static RecurrentCell cell(Weights weights, String name) {
    return new LstmCell(weights.linear(name + ".input"), weights.linear(name + ".state"));
  }

  /** {@return all that changes what it computes} */
  public EntityOptions options() {
    return options;
  }

  @Override
  public Variable outputs(Variable rows) {
    return rows;
  }

  /** The rows of labels and of words, as spans are scored by them. */
  private record Read(Variable labels, Variable words) {}

  private Read read(Variable rows, EntityRows at) {
    int shift = options.markerIsLabel() ? 0 : 1;
    Variable labels =
        projected(Picked.rows(rows, at.labels().stream().map(row -> row + shift).toList()));
    Variable words = projected(Picked.rows(rows, at.words()));
    return new Read(
        prompt == null ? labels : prompt.of(labels), layers == null ? words : layers.states(words));
  }

  private Variable projected(Variable rows) {
    return projection == null ? rows : Ops.linear(rows, projection);
  }

  /**
   * The logits of all words, where spans are found by them: whether a span with a label begins
   * there, ends there, or goes through.
   *
   * @param rows those of the encoder, [B, S, M]
   * @param at where labels and words stand
   * @return [B, W, C, 3]
   * @throws IllegalStateException where spans are not found by them
   */
  public Variable wordLogits(Variable rows, EntityRows at) {
    if (scorer == null) {
      throw new IllegalStateException("spans are scored as a whole");
    }
    Read read = read(rows, at);
    return scorer.logits(read.words(), read.labels());
  }

  /**
   * The logits of spans: a sigmoid of each is the probability that the span has the label. Where
   * words alone are scored, it is the smallest of the logits that the span has there: that it
   * begins at its first word, ends at its last, and goes through all of them.
   *
   * @param rows those of the encoder, [B, S, M]
   * @param at where labels and words stand
   * @param spans N spans of these words, at least one
   * @return [B, N, C]
   */
  public Variable spanLogits(Variable rows, EntityRows at, List<WordSpan> spans) {
    Read read = read(rows, at);
    if (marker == null) {
      Variable[] each = spans.stream().map(span -> weakest(read, span)).toArray(Variable[]::new);
      return each.length == 1 ? each[0] : Ops.concat(1, each);
    }
    return Ops.matMul(marker.rows(read.words(), spans), Ops.transpose(read.labels(), 0, 2, 1));
  }

  /** The smallest logit of a span, [B, 1, C]. */
  private Variable weakest(Read read, WordSpan span) {
    List<Integer> words = IntStream.rangeClosed(span.first(), span.last()).boxed().toList();
    Variable logits = scorer.logits(Picked.rows(read.words(), words), read.labels());
    int last = words.size() - 1;
    Variable all =
        Ops.concat(
            1,
            Ops.select(Ops.slice(logits, 1, 0, 1), 3, 0),
            Ops.select(Ops.slice(logits, 1, last, last + 1), 3, 1),
            Ops.select(logits, 3, 2));
    Variable smallest = Ops.neg(Ops.max(Ops.neg(all), 1));
    return Ops.reshape(smallest, smallest.shape().dim(0), 1, smallest.shape().dim(1));
  }

  /**
   * The spans of a text that labels fit, as long as nothing is in their way.
   *
   * @param rows those of the encoder, [1, S, M]
   * @param at where labels and words stand; one word at least
   * @param threshold the probability that has to be exceeded
   * @param widest words of a span at most, beside what the model says
   * @return the spans, by their first words
   * @throws ArithmeticException if a logit is not finite
   */
  public List<ScoredSpan> candidates(Variable rows, EntityRows at, double threshold, int widest) {
    if (scorer == null) {
      List<WordSpan> all = ScoredSpan.all(at.words().size(), Math.min(widest, options.width()));
      return ScoredSpan.above(all, probabilities(spanLogits(rows, at, all)), threshold);
    }
    double[] ofWords = probabilities(wordLogits(rows, at));
    List<ScoredSpan> found = ScoredSpan.ofWords(ofWords, at.labels().size(), threshold, widest);
    if (marker == null || found.isEmpty()) {
      return found;
    }
    List<WordSpan> spans = found.stream().map(ScoredSpan::span).distinct().toList();
    return ScoredSpan.above(spans, probabilities(spanLogits(rows, at, spans)), threshold);
  }

  /**
   * {@return the sigmoid of each logit, in row-major order}
   *
   * @param logits of any shape
   * @throws ArithmeticException if one is not finite
   */
  public double[] probabilities(Variable logits) {
    float[] values = logits.value().toArray();
    double[] probabilities = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new ArithmeticException(
            "the model's answer is not finite; its weights are not usable");
      }
      probabilities[i] = 1 / (1 + Math.exp(-(double) values[i]));
    }
    return probabilities;
  }
}
