package org.mekiki.sig.game;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.tensor.Operand;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.sig.attribution.AttributionInput;
import org.mekiki.sig.attribution.RowSet;

/** Many words of one feature each, 1 or masked to 0, under two layers: a game of any size. */
public final class WideModel {
  private static final int HIDDEN = 6;
  private static final int CLASSES = 2;

  private final int words;
  private final Tensor inner;
  private final Tensor outer;

  /**
   * A model with fixed random weights.
   *
   * @param strength how strongly the words bend it
   */
  public WideModel(int words, double strength) {
    this.words = words;
    var random = new Random(11);
    inner = values(random, strength, words, HIDDEN);
    outer = values(random, 1, HIDDEN, CLASSES);
  }

  private static Tensor values(Random random, double scale, int... dims) {
    float[] values = new float[Shape.of(dims).size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (scale * random.nextGaussian());
    }
    return Tensor.of(Shape.of(dims), values);
  }

  public AttributionInput input() {
    return input(words);
  }

  /** Words that are 1 and masked to 0. */
  public static AttributionInput input(int words) {
    float[] ones = new float[words];
    Arrays.fill(ones, 1);
    boolean[] movable = new boolean[words];
    Arrays.fill(movable, true);
    Shape shape = Shape.of(words, 1);
    return new AttributionInput(Tensor.of(shape, ones), Tensor.zeros(shape), movable);
  }

  public Variable logits(Tape tape, Operand x) {
    Variable rows = Ops.reshape(x, x.shape().dim(0), words);
    return Ops.matMul(Ops.tanh(Ops.matMul(rows, tape.constant(inner))), tape.constant(outer));
  }

  /** F of a class in double precision, of the words whose bits are set. */
  public double value(int coalition, int target) {
    double sum = 0;
    for (int h = 0; h < HIDDEN; h++) {
      double at = 0;
      for (int w = 0; w < words; w++) {
        at += (coalition >> w & 1) * inner.get(w, h);
      }
      sum += Math.tanh(at) * outer.get(h, target);
    }
    return sum;
  }

  /** All words' Shapley values by the formula over coalitions. */
  public double[] shapley(int target) {
    double[] v = IntStream.range(0, 1 << words).mapToDouble(set -> value(set, target)).toArray();
    double[] scores = new double[words];
    for (int set = 0; set < v.length; set++) {
      int size = Integer.bitCount(set);
      double weight = 1.0 / words;
      for (int k = 1; k <= size; k++) {
        weight *= (double) k / (words - k);
      }
      for (int w = 0; w < words; w++) {
        if ((set >> w & 1) == 0) {
          scores[w] += weight * (v[set | 1 << w] - v[set]);
        }
      }
    }
    return scores;
  }

  public static List<RowSet> words(int count) {
    return IntStream.range(0, count).mapToObj(RowSet::of).toList();
  }
}
