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

/**
 * Mean over the batch of −Σ q log softmax(logits); logits [B, C], one target a row. With label
 * smoothing ε (Szegedy et al. 2016) q is ε/C for every class, and 1 − ε more for the target.
 */
final class CrossEntropy implements DifferentiableOp<Tensor> {
  private final double smoothing;
  private final int[] targets;

  /** The op for these classes. */
  CrossEntropy(int... targets) {
    this(targets, 0);
  }

  /** The op for these classes with label smoothing. */
  CrossEntropy(int[] targets, double smoothing) {
    if (!(smoothing >= 0 && smoothing < 1)) {
      throw new IllegalArgumentException(
          "label smoothing must be from 0 to below 1, got " + smoothing);
    }
    this.smoothing = smoothing;
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
            name(), "target %d is not a class".formatted(target), operands);
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
    RowBlocks.forEach(
        pass,
        targets.length,
        classes,
        (from, to) ->
            kernels.logSoftmaxRows(
                to - from,
                classes,
                logits.array(),
                logits.offset() + from * classes,
                logProbabilities.array(),
                logProbabilities.offset() + from * classes));
    pass.run(() -> loss.array()[loss.offset()] = (float) mean(logProbabilities, classes));
    return new Result<>(loss, pass.keepFor(0, logProbabilities));
  }

  private double mean(Tensor logProbabilities, int classes) {
    double ofTargets = 0;
    for (int i = 0; i < targets.length; i++) {
      ofTargets -= logProbabilities.getFlat(i * classes + targets[i]);
    }
    double ofAll = 0;
    if (smoothing > 0) {
      for (int i = 0; i < logProbabilities.size(); i++) {
        ofAll -= logProbabilities.getFlat(i);
      }
    }
    return ((1 - smoothing) * ofTargets + smoothing / classes * ofAll) / targets.length;
  }

  @Override
  public Tensor[] vjp(Tensor logProbabilities, Tensor cotangent, Needs needs, BackwardPass pass) {
    Shape shape = logProbabilities.shape();
    int classes = shape.dim(1);
    Tensor dx = pass.allocate(shape);
    float[] out = dx.array();
    Kernels kernels = pass.kernels();
    float everywhere = (float) (smoothing / classes);
    float atTarget = (float) (1 - smoothing);
    RowBlocks.forEach(
        pass,
        targets.length,
        classes,
        (from, to) -> {
          int at = dx.offset() + from * classes;
          int n = (to - from) * classes;
          kernels.exp(
              n, logProbabilities.array(), logProbabilities.offset() + from * classes, out, at);
          if (everywhere > 0) {
            for (int i = at; i < at + n; i++) {
              out[i] -= everywhere;
            }
          }
          for (int i = from; i < to; i++) {
            out[dx.offset() + i * classes + targets[i]] -= atTarget;
          }
          kernels.scale(n, cotangent.getFlat(0) / targets.length, out, at, out, at);
        });
    return new Tensor[] {dx};
  }
}
