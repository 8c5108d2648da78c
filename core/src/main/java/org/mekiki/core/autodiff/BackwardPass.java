package org.mekiki.core.autodiff;

import java.util.List;
import java.util.function.UnaryOperator;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.runtime.Workspace;
import org.mekiki.core.tensor.Tensor;

/** One backward computation of an op. */
public final class BackwardPass extends Pass {
  private final BackwardRules rules;

  /** One by rules; by derivatives where these are null. */
  BackwardPass(
      ComputeContext context,
      Workspace workspace,
      List<float[]> allocated,
      Recorder recorder,
      MultiplyAdds multiplyAdds,
      BackwardRules rules) {
    super(context, workspace, allocated, recorder, multiplyAdds);
    this.rules = rules;
  }

  /**
   * {@return what {@link DifferentiableOp#carry} goes by}
   *
   * @throws IllegalStateException if this pass is one of derivatives
   */
  public BackwardRules rules() {
    if (rules == null) {
      throw new IllegalStateException("a pass of derivatives has no other rules");
    }
    return rules;
  }

  /**
   * {@return Σ x y of two tensors of one shape, in double precision}
   *
   * @param x a tensor
   * @param y a tensor
   */
  public double product(Tensor x, Tensor y) {
    return dot(x, y);
  }

  /** The same, of no pass. */
  static double dot(Tensor x, Tensor y) {
    double sum = 0;
    for (int i = 0; i < x.size(); i++) {
      sum += (double) x.getFlat(i) * y.getFlat(i);
    }
    return sum;
  }

  /**
   * The cotangent of an operand through a function that is written with ops, by derivatives.
   *
   * @param function of the operand
   * @param x the operand's value
   * @param cotangent of the function's value
   * @return of x's shape
   */
  public Tensor derivative(UnaryOperator<Variable> function, Tensor x, Tensor cotangent) {
    Tape tape = nestedTape();
    Variable input = tape.input(x);
    return tape.backward(function.apply(input), cotangent).of(input);
  }

  /** (x + y) / 2 of tensors of one shape; x itself where both are one. */
  Tensor mean(Tensor x, Tensor y) {
    if (x.array() == y.array() && x.offset() == y.offset()) {
      return x;
    }
    Tensor mean = allocate(x.shape());
    int n = x.size();
    run(
        () -> {
          kernels().add(n, x.array(), x.offset(), y.array(), y.offset(), mean.array(), 0);
          kernels().scale(n, 0.5f, mean.array(), 0, mean.array(), 0);
        });
    return mean;
  }
}
