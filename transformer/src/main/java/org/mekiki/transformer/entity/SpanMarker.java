package org.mekiki.transformer.entity;

import java.util.List;
import java.util.stream.Stream;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.LinearWeights;
import org.mekiki.core.ops.Ops;
import org.mekiki.transformer.encoder.Weights;

/** Rows of spans, made of those of their first and last words. */
final class SpanMarker {
  private final Widening start;
  private final Widening end;

  /** Null where the last step is one layer. */
  private final Widening out;

  private final LinearWeights plain;

  SpanMarker(SpanScores spans, Weights weights) {
    start = Widening.of(weights, "head.start");
    end = Widening.of(weights, "head.end");
    boolean one = spans == SpanScores.MARKER;
    out = one ? null : Widening.of(weights, "head.span");
    plain = one ? weights.linear("head.span") : null;
  }

  /** The rows, [B, N, D], of spans of words [B, W, D]. */
  Variable rows(Variable words, List<WordSpan> spans) {
    List<Integer> firsts = spans.stream().map(WordSpan::first).toList();
    List<Integer> lasts = spans.stream().map(WordSpan::last).toList();
    Variable ends = Ops.relu(Ops.concat(2, at(firsts, start, words), at(lasts, end, words)));
    return out == null ? Ops.linear(ends, plain) : out.of(ends);
  }

  /** Words that are projected and taken, each projected once. */
  private static Variable at(List<Integer> numbers, Widening projection, Variable words) {
    List<Integer> distinct = numbers.stream().distinct().toList();
    Stream<Integer> places = numbers.stream().map(distinct::indexOf);
    return Picked.rows(projection.of(Picked.rows(words, distinct)), places.toList());
  }
}
