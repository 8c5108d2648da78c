package org.mekiki.core.ops;

import java.util.List;
import org.mekiki.core.autodiff.BackwardPass;
import org.mekiki.core.autodiff.DifferentiableOp;
import org.mekiki.core.autodiff.ForwardPass;
import org.mekiki.core.autodiff.Needs;
import org.mekiki.core.kernel.Kernels;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.ShapeMismatchException;
import org.mekiki.core.tensor.Tensor;

/** Mean over the batch of −log softmax(logits)[target]; logits [B, C], one target a row. */
final class CrossEntropy implements DifferentiableOp<Tensor> {
  private final int[] targets;

  /** The op for these classes. */
  public CrossEntropy(int... targets) {
    this.targets = targets.clone();
  }

  @Override
  public String name() {
    return "CrossEntropy";
  }

  @Override
  public Shape inferShape(List<Shape> operands) {
    Shape logits = operands.getFirst();
    if (logits.rank() != 2 || logits.dim(0) != targets.length || targets.length == 0) {
      throw new ShapeMismatchException(
          name(), "needs logits [B, C] with B = %d targets".formatted(targets.length), operands);
    }
    for (int target : targets) {
      if (target < 0 || target >= logits.dim(1)) {
        throw new ShapeMismatchException(
            name(), "target %d is no class".formatted(target), operands);
      }
    }
    return Shape.SCALAR;
  }

  @Override
  public Result<Tensor> forward(ForwardPass pass) {
    Tensor logits = pass.operand(0);
    int classes = logits.shape().dim(1);
    Tensor logProbabilities = pass.allocate(logits.shape());
    Tensor loss = pass.allocateOutput();
    Kernels kernels = pass.kernels();
    pass.run(
        () -> {
          kernels.logSoftmaxRows(
              targets.length,
              classes,
              logits.array(),
              logits.offset(),
              logProbabilities.array(),
              logProbabilities.offset());
          double sum = 0;
          for (int i = 0; i < targets.length; i++) {
            sum -= logProbabilities.getFlat(i * classes + targets[i]);
          }
          loss.array()[loss.offset()] = (float) (sum / targets.length);
        });
    return new Result<>(loss, pass.keepFor(0, logProbabilities));
  }

  @Override
  public Tensor[] vjp(Tensor logProbabilities, Tensor cotangent, Needs needs, BackwardPass pass) {
    Shape shape = logProbabilities.shape();
    int classes = shape.dim(1);
    Tensor dx = pass.allocate(shape);
    float[] out = dx.array();
    Kernels kernels = pass.kernels();
    pass.run(
        () -> {
          kernels.exp(
              dx.size(), logProbabilities.array(), logProbabilities.offset(), out, dx.offset());
          for (int i = 0; i < targets.length; i++) {
            out[dx.offset() + i * classes + targets[i]] -= 1f;
          }
          float factor = cotangent.getFlat(0) / targets.length;
          kernels.scale(dx.size(), factor, out, dx.offset(), out, dx.offset());
        });
    return new Tensor[] {dx};
  }
}
