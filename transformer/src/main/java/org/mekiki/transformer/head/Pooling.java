package org.mekiki.transformer.head;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.transformer.encoder.UnsupportedModelException;

/**
 * Ways to make one row of a text's rows, in the order in which several are put side by side. Tokens
 * that the tokenizer adds count as the others do.
 */
public enum Pooling {
  /** The first row. */
  CLS("cls_token"),
  /** The largest value of each column. */
  MAX("max_tokens"),
  /** The mean. */
  MEAN("mean_tokens"),
  /** The sum divided by the square root of the number of rows. */
  MEAN_SQRT_LEN("mean_sqrt_len_tokens"),
  /** The mean with weights 1, 2, 3 and so on. */
  WEIGHTEDMEAN("weightedmean_tokens"),
  /** The last row. */
  LASTTOKEN("lasttoken");

  private final String key;

  Pooling(String key) {
    this.key = key;
  }

  /** The key that says true or false of it in a pooling configuration. */
  String key() {
    return "pooling_mode_" + key;
  }

  /** {@return the name in converted files and outputs} */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Names with a plus between them. */
  static String label(List<Pooling> several) {
    return several.stream().map(Pooling::label).collect(Collectors.joining("+"));
  }

  /**
   * Those with these names, each alone or with a plus between them, in the order that they have.
   *
   * @throws UnsupportedModelException for a name that there is not
   */
  static List<Pooling> of(String labels) {
    return Stream.of(labels.split("\\+")).map(Pooling::named).sorted().toList();
  }

  private static Pooling named(String label) {
    return Arrays.stream(values())
        .filter(pooling -> pooling.label().equals(label) || pooling.key.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new UnsupportedModelException(
                    "pooling mode \"%s\" is not supported; supported are %s"
                        .formatted(
                            label,
                            Arrays.stream(values())
                                .map(Pooling::label)
                                .collect(Collectors.joining(", ")))));
  }

  /** Rows [B, S, M] to [B, M]. */
  Variable of(Variable rows) {
    return of(rows, 0);
  }

  /**
   * Rows [B, S, M] to [B, M], the first ones left out; but the first row stays the first.
   *
   * @param left how many are left out; where that is all, none is
   */
  Variable of(Variable all, int left) {
    int from = this == CLS || left >= all.shape().dim(1) ? 0 : left;
    Variable rows = from == 0 ? all : Ops.slice(all, 1, from, all.shape().dim(1));
    int count = rows.shape().dim(1);
    return switch (this) {
      case CLS -> Ops.select(rows, 1, 0);
      case MAX -> Ops.max(rows, 1);
      case MEAN -> Ops.mean(rows, 1);
      case MEAN_SQRT_LEN -> Ops.scale(Ops.sum(rows, 1), (float) (1 / Math.sqrt(count)));
      case WEIGHTEDMEAN -> Ops.sum(Ops.mul(rows, ascending(from, count)), 1);
      case LASTTOKEN -> Ops.select(rows, 1, count - 1);
    };
  }

  /** The numbers of rows, counted from 1, divided by their sum: [S, 1]. */
  private static Tensor ascending(int from, int count) {
    float[] weights = new float[count];
    double sum = (double) count * (count + 1) / 2 + (double) from * count;
    for (int i = 0; i < count; i++) {
      weights[i] = (float) ((from + i + 1) / sum);
    }
    return Tensor.wrap(weights, 0, Shape.of(count, 1));
  }
}
