package org.mekiki.sig.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.mekiki.sig.attribution.AttributionInput;
import org.mekiki.sig.attribution.RowSet;

/**
 * Sums of weighted gradients of all rows that move over many variants, in the variants' order,
 * whatever the threads do.
 *
 * @param first F at the first variant, one number a target
 * @param sums features of the rows that move, row after row; one array a target
 */
public record GradientSums(double[] first, double[][] sums) {
  /** Gradients that are held at a time. */
  private static final int HELD = 32;

  /** What a gradient is multiplied by. */
  public interface Weight {
    /**
     * {@return the weight of one feature of a row at a variant}
     *
     * @param variant number of the variant
     * @param row number of the row
     * @param feature number of the feature
     */
    double at(int variant, int row, int feature);
  }

  /**
   * Adds up weighted gradients of the rows that move.
   *
   * @param evaluator evaluates the variants
   * @param input the input
   * @param variants where gradients are taken, at least one
   * @param targets number of explained scalars
   * @param weight what each gradient is multiplied by
   * @return the sums, and F at the first variant
   */
  public static GradientSums of(
      Evaluator evaluator,
      AttributionInput input,
      List<Variant> variants,
      int targets,
      Weight weight) {
    RowSet moving = RowSet.of(input.moving());
    int width = input.width();
    int[] wanted = IntStream.range(0, targets).toArray();
    double[] valuesOfFirst = null;
    double[][] sums = new double[targets][moving.size() * width];
    float[][][] held = new float[targets][Math.min(HELD, variants.size())][moving.size() * width];
    for (int first = 0; first < variants.size(); first += HELD) {
      int count = Math.min(HELD, variants.size() - first);
      var requests = new ArrayList<GradientRequest>();
      variants
          .subList(first, first + count)
          .forEach(variant -> requests.add(new GradientRequest(variant, moving)));
      double[][] some =
          evaluator.gradients(
              requests,
              wanted,
              (i, t, position, gradient, at) ->
                  System.arraycopy(gradient, at, held[t][i], position * width, width));
      valuesOfFirst = first == 0 ? some[0] : valuesOfFirst;
      for (int i = 0; i < count; i++) {
        for (int t = 0; t < targets; t++) {
          add(held[t][i], first + i, moving, width, weight, sums[t]);
        }
      }
    }
    return new GradientSums(valuesOfFirst, sums);
  }

  private static void add(
      float[] gradient, int variant, RowSet moving, int width, Weight weight, double[] sum) {
    for (int k = 0; k < moving.size(); k++) {
      for (int j = 0; j < width; j++) {
        int at = k * width + j;
        sum[at] += weight.at(variant, moving.row(k), j) * gradient[at];
      }
    }
  }
}
