package org.mekiki.core.autodiff;

import java.util.List;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.runtime.Workspace;
import org.mekiki.core.tensor.Tensor;

/** One backward computation of an op. */
public final class BackwardPass extends Pass {
  BackwardPass(
      ComputeContext context, Workspace workspace, List<float[]> allocated, Recorder recorder) {
    super(context, workspace, allocated, recorder);
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
