package com.example.halfway;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.judge.Metric;
import org.mekiki.sig.judge.MetricProvider;
import org.mekiki.sig.judge.TextUnderTest;

/** Probability lost when the token with the largest score is masked. */
public final class TopLoss implements MetricProvider {
  /** For the service loader. */
  public TopLoss() {}

  @Override
  public String name() {
    return "top-loss";
  }

  @Override
  public Metric.Direction direction() {
    return Metric.Direction.HIGHER;
  }

  @Override
  public Metric.Sharing sharing() {
    return Metric.Sharing.OPERATION;
  }

  @Override
  public OptionalDouble measure(TextUnderTest text, double[] scores, long seed) {
    return Arrays.stream(text.words())
        .boxed()
        .max(Comparator.comparingDouble(i -> scores[i]))
        .map(RowSet::of)
        .map(top -> OptionalDouble.of(loss(text, top)))
        .orElse(OptionalDouble.empty());
  }

  private static double loss(TextUnderTest text, RowSet top) {
    text.mask(List.of(top));
    return text.probability() - text.masked(top);
  }
}
