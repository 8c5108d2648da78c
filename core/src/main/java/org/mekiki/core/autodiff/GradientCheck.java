package org.mekiki.core.autodiff;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Tensor;

/**
 * Compares backward rules with differences of a double-precision forward computation.
 *
 * <p>One random direction v of the inputs and one random cotangent u of the output: the directional
 * derivative ⟨u, J v⟩, from fourth-order central differences of the oracle, must equal ⟨Jᵀ u, v⟩,
 * from the rules. The cost does not depend on the number of elements.
 */
public final class GradientCheck {
  private static final double STEP = 1e-3;

  private GradientCheck() {}

  /** The function under test, on a tape. */
  @FunctionalInterface
  public interface Program {
    /**
     * Applies the function.
     *
     * @param tape a new one
     * @param inputs of this tape, in the order given
     * @return the output, of any shape
     */
    Variable apply(Tape tape, List<Variable> inputs);
  }

  /** The same function in double precision. */
  @FunctionalInterface
  public interface Oracle {
    /**
     * Computes the function; called with the inputs shifted by up to 2 · 10⁻³ along the direction.
     *
     * @param inputs elements of each input in row-major order, in the order given
     * @return all output elements in row-major order
     */
    double[] apply(double[][] inputs);
  }

  /**
   * What was found.
   *
   * @param analytic ⟨Jᵀ u, v⟩
   * @param numeric ⟨u, J v⟩
   * @param scale the size that an error is measured by: Σ |Jᵀu · v|
   */
  public record Result(double analytic, double numeric, double scale) {
    /** {@return the error in units of {@link #scale}; the error itself where that is 0} */
    public double relativeError() {
      return scale == 0 ? Math.abs(analytic - numeric) : Math.abs(analytic - numeric) / scale;
    }

    /**
     * Throws if the error is larger than the tolerance, or is no number.
     *
     * @param tolerance the largest relative error that passes
     * @throws AssertionError naming both numbers
     */
    public void requireWithin(double tolerance) {
      if (!(relativeError() <= tolerance)) {
        throw new AssertionError(
            "gradient %.9g, differences %.9g: relative error %.3g is over %.3g"
                .formatted(analytic, numeric, relativeError(), tolerance));
      }
    }
  }

  /**
   * Checks all inputs together.
   *
   * @param context what the rules compute with
   * @param program the function whose rules are checked
   * @param oracle the same function in double precision
   * @param inputs where both are differentiated, all of them together
   * @param seed of the random directions
   * @return the directional derivative from both sides
   */
  public static Result check(
      ComputeContext context, Program program, Oracle oracle, List<Tensor> inputs, long seed) {
    var random = new Random(seed);
    var tape = new Tape(context);
    List<Variable> variables = inputs.stream().map(tape::input).toList();
    Variable output = program.apply(tape, variables);
    float[] u = new float[output.shape().size()];
    for (int i = 0; i < u.length; i++) {
      u[i] = (float) random.nextGaussian();
    }
    Gradients gradients = tape.backward(output, Tensor.of(output.shape(), u));
    List<double[]> directions = new ArrayList<>();
    double analytic = 0;
    double scale = 0;
    for (Variable variable : variables) {
      Tensor gradient = gradients.of(variable);
      double[] v = new double[gradient.size()];
      for (int i = 0; i < v.length; i++) {
        v[i] = random.nextGaussian();
        analytic += gradient.getFlat(i) * v[i];
        scale += Math.abs(gradient.getFlat(i) * v[i]);
      }
      directions.add(v);
    }
    double numeric = 0;
    double[][] shifted = new double[4][];
    for (int s = 0; s < 4; s++) {
      double factor = s == 0 ? -2 : s == 1 ? -1 : s == 2 ? 1 : 2;
      shifted[s] = oracle.apply(shift(inputs, directions, factor * STEP));
    }
    for (int i = 0; i < u.length; i++) {
      double difference =
          (shifted[0][i] - 8 * shifted[1][i] + 8 * shifted[2][i] - shifted[3][i]) / (12 * STEP);
      numeric += u[i] * difference;
    }
    return new Result(analytic, numeric, scale);
  }

  private static double[][] shift(List<Tensor> inputs, List<double[]> directions, double step) {
    double[][] shifted = new double[inputs.size()][];
    for (int k = 0; k < shifted.length; k++) {
      Tensor input = inputs.get(k);
      shifted[k] = new double[input.size()];
      for (int i = 0; i < input.size(); i++) {
        shifted[k][i] = input.getFlat(i) + step * directions.get(k)[i];
      }
    }
    return shifted;
  }
}
