package org.mekiki.core.autodiff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mekiki.core.kernel.Kernels;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.runtime.Workspace;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/** What an op computes with: kernels, threads and buffers. */
public abstract sealed class Pass permits ForwardPass, BackwardPass {
  private final ComputeContext context;
  private final Workspace workspace;
  private final List<float[]> allocated;
  private final List<float[]> scratch = new ArrayList<>(1);

  Pass(ComputeContext context, Workspace workspace, List<float[]> allocated) {
    this.context = context;
    this.workspace = workspace;
    this.allocated = allocated;
  }

  /** The threads to compute on. */
  public ComputeContext context() {
    return context;
  }

  /** The kernels to compute with. */
  public Kernels kernels() {
    return context.kernels();
  }

  /** A tensor with arbitrary content, valid as long as the tape's scope. */
  public Tensor allocate(Shape shape) {
    float[] buffer = workspace.take(shape.size());
    allocated.add(buffer);
    return Tensor.wrap(buffer, 0, shape);
  }

  /** A tensor of zeros, valid as long as the tape's scope. */
  public Tensor allocateZeros(Shape shape) {
    Tensor tensor = allocate(shape);
    Arrays.fill(tensor.array(), 0, shape.size(), 0f);
    return tensor;
  }

  /** A buffer with arbitrary content, valid until this call of the op returns. */
  public float[] scratch(int size) {
    float[] buffer = workspace.take(size);
    scratch.add(buffer);
    return buffer;
  }

  void releaseScratch() {
    scratch.forEach(workspace::give);
    scratch.clear();
  }

  final Workspace workspace() {
    return workspace;
  }
}
