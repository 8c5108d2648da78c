package org.mekiki.core.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/** Cases of {@link OpContractTest}: attention with relative positions, and rotary embedding. */
final class PositionCases {
  private static final int HEADS = 2;
  private static final int DIM = 3;
  private static final int WIDTH = HEADS * DIM;

  private PositionCases() {}

  /** What an oracle knows of the positions. */
  private record Terms(
      double scale, int[] rows, Tensor keys, Tensor queries, Tensor bias, int window) {
    List<Tensor> tables() {
      return Stream.of(keys, queries, bias).filter(Objects::nonNull).toList();
    }

    /** With tables of these values, which stand after queries, keys and values. */
    Numbers with(double[][] in) {
      return new Numbers(
          this,
          keys == null ? null : in[3],
          queries == null ? null : in[in.length - 1],
          bias == null ? null : in[3]);
    }

    Numbers numbers() {
      return new Numbers(this, doubles(keys), doubles(queries), doubles(bias));
    }

    private static double[] doubles(Tensor table) {
      return table == null
          ? null
          : IntStream.range(0, table.size()).mapToDouble(table::getFlat).toArray();
    }

    RelativePositions positions() {
      if (rows != null) {
        return RelativePositions.products(scale, rows, keys, queries);
      }
      return bias != null ? RelativePositions.bias(bias) : RelativePositions.window(window);
    }
  }

  /** The same with tables in double precision. */
  private record Numbers(Terms terms, double[] keys, double[] queries, double[] bias) {}

  static List<OpContractTest.Case> cases() {
    Tensor keys = table(5, WIDTH, 1);
    Tensor queries = table(5, WIDTH, 2);
    // Distances from -6 to 6 in five rows, the outer ones shared.
    int[] buckets = {0, 0, 0, 0, 0, 1, 2, 3, 4, 4, 4, 4, 4};
    int[] uneven = {4, 2, 1, 3, 0, 1, 2, 3, 4, 0, 1, 1, 4};
    int all = Integer.MAX_VALUE;
    double scale = 1 / Math.sqrt(DIM);
    return List.of(
        attention(2, 4, 0, new Terms(scale, buckets, keys, null, null, all)),
        attention(4, 4, 0, new Terms(0.4, buckets, null, queries, null, all)),
        attention(3, 5, 2, new Terms(0.4, buckets, keys, queries, null, all)),
        attention(2, 5, 1, new Terms(0.4, uneven, keys, queries, null, all)),
        attention(3, 4, 0, new Terms(0.3, buckets, null, null, null, all)),
        attention(3, 5, 1, new Terms(scale, null, null, null, table(HEADS, 13, 3), all)),
        attention(5, 5, 0, new Terms(scale, null, null, null, null, 1)),
        attention(2, 6, 3, new Terms(scale, null, null, null, null, 2)),
        attention(140, 140, 0, new Terms(scale, null, null, null, null, 3)),
        attention(70, 150, 75, new Terms(scale, null, null, null, null, 0)),
        tabled(2, 4, 0, new Terms(scale, buckets, keys, null, null, all)),
        tabled(4, 4, 0, new Terms(0.4, uneven, null, queries, null, all)),
        tabled(3, 5, 2, new Terms(0.4, buckets, keys, queries, null, all)),
        tabled(3, 5, 1, new Terms(scale, null, null, null, table(HEADS, 13, 3), all)),
        rotary(),
        neighbours());
  }

  private static Tensor table(int rows, int width, int seed) {
    var random = new Random(seed);
    float[] values = new float[rows * width];
    IntStream.range(0, values.length).forEach(i -> values[i] = (float) random.nextGaussian());
    return Tensor.of(Shape.of(rows, width), values);
  }

  private static OpContractTest.Case attention(int queries, int keys, int first, Terms terms) {
    return new OpContractTest.Case(
        new ScaledDotProductAttention(HEADS, terms.positions(), first),
        List.of(Shape.of(2, queries, WIDTH), Shape.of(2, keys, WIDTH), Shape.of(2, keys, WIDTH)),
        in -> attention(in, queries, keys, first, terms.numbers()),
        0);
  }

  /** The same with the tables as operands. */
  private static OpContractTest.Case tabled(int queries, int keys, int first, Terms terms) {
    var shapes =
        new ArrayList<>(
            List.of(
                Shape.of(2, queries, WIDTH), Shape.of(2, keys, WIDTH), Shape.of(2, keys, WIDTH)));
    PositionTables tables =
        terms.rows() == null
            ? PositionTables.bias(terms.bias())
            : PositionTables.products(terms.scale(), terms.rows(), terms.keys(), terms.queries());
    for (Tensor table : terms.tables()) {
      shapes.add(table.shape());
    }
    return new OpContractTest.Case(
        new TabledAttention(HEADS, tables.layout(), first, null),
        shapes,
        in -> attention(in, queries, keys, first, terms.with(in)),
        0);
  }

  private static double[] attention(
      double[][] in, int queries, int keys, int first, Numbers terms) {
    double[] out = new double[in[0].length];
    for (int b = 0; b < 2; b++) {
      for (int h = 0; h < HEADS; h++) {
        for (int i = 0; i < queries; i++) {
          int q = (b * queries + i) * WIDTH + h * DIM;
          double[] p = new double[keys];
          double sum = 0;
          for (int j = 0; j < keys; j++) {
            int k = (b * keys + j) * WIDTH + h * DIM;
            p[j] = Math.exp(score(in, q, k, h, first + i - j, terms));
            sum += p[j];
          }
          for (int j = 0; j < keys; j++) {
            for (int d = 0; d < DIM; d++) {
              out[q + d] += p[j] / sum * in[2][(b * keys + j) * WIDTH + h * DIM + d];
            }
          }
        }
      }
    }
    return out;
  }

  private static double score(
      double[][] in, int q, int k, int head, int distance, Numbers numbers) {
    Terms terms = numbers.terms();
    if (Math.abs(distance) > terms.window()) {
      return Double.NEGATIVE_INFINITY;
    }
    double score = 0;
    for (int d = 0; d < DIM; d++) {
      score += in[0][q + d] * in[1][k + d];
      if (terms.rows() != null) {
        int row = terms.rows()[distance + (terms.rows().length - 1) / 2] * WIDTH + head * DIM;
        score += numbers.keys() == null ? 0 : in[0][q + d] * numbers.keys()[row + d];
        score += numbers.queries() == null ? 0 : in[1][k + d] * numbers.queries()[row + d];
      }
    }
    double bias = numbers.bias() == null ? 0 : numbers.bias()[head * 13 + distance + 6];
    return terms.scale() * score + bias;
  }

  /** Two sentences of three rows, two heads of two pairs. */
  private static OpContractTest.Case rotary() {
    return new OpContractTest.Case(
        new RotaryEmbedding(2, new RotaryAngles(6, 4, 100), 2),
        List.of(Shape.of(2, 3, 8)),
        in -> {
          double[] out = new double[48];
          for (int i = 0; i < 48; i++) {
            int position = 2 + i / 8 % 3;
            int pair = i % 2;
            double angle = position * (pair == 0 ? 1 : 0.1);
            boolean upper = i % 4 >= 2;
            double other = upper ? in[0][i - 2] : -in[0][i + 2];
            out[i] = in[0][i] * Math.cos(angle) + other * Math.sin(angle);
          }
          return out;
        },
        0);
  }

  /** One head of five numbers, of which the first four are two pairs of neighbours. */
  private static OpContractTest.Case neighbours() {
    double[] wavelengths = {3, Double.POSITIVE_INFINITY};
    return new OpContractTest.Case(
        new RotaryEmbedding(1, new RotaryAngles(5, 5, wavelengths, 1.25, true), 1),
        List.of(Shape.of(1, 4, 5)),
        in -> {
          double[] out = in[0].clone();
          for (int row = 0; row < 4; row++) {
            for (int pair = 0; pair < 2; pair++) {
              double angle = pair == 0 ? (1 + row) / 3.0 : 0;
              int at = row * 5 + 2 * pair;
              out[at] = 1.25 * (in[0][at] * Math.cos(angle) - in[0][at + 1] * Math.sin(angle));
              out[at + 1] = 1.25 * (in[0][at + 1] * Math.cos(angle) + in[0][at] * Math.sin(angle));
            }
          }
          return out;
        },
        0);
  }
}
