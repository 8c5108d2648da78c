package org.mekiki.core.autodiff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mekiki.core.kernel.Kernels;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.runtime.Task;
import org.mekiki.core.runtime.Workspace;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/**
 * What an op computes with: kernels, threads and buffers.
 *
 * <p>All that reads or writes values is done in {@link #run} or {@link #forEach}, so that a
 * recording tape can do it again on other values: the work may rely on shapes and on buffers, but
 * on no value that was read outside of it.
 */
public abstract sealed class Pass permits ForwardPass, BackwardPass {
  private final ComputeContext context;
  private final Workspace workspace;
  private final List<float[]> allocated;
  private final List<float[]> scratch = new ArrayList<>(1);
  private final Recorder recorder;
  private final MultiplyAdds multiplyAdds;

  Pass(
      ComputeContext context,
      Workspace workspace,
      List<float[]> allocated,
      Recorder recorder,
      MultiplyAdds multiplyAdds) {
    this.context = context;
    this.workspace = workspace;
    this.allocated = allocated;
    this.recorder = recorder;
    this.multiplyAdds = multiplyAdds;
  }

  /**
   * Does work on this thread.
   *
   * @param work done now, and once more in every {@linkplain Tape#replay replay}
   */
  public void run(Runnable work) {
    forEach(1, (_, _) -> work.run());
  }

  /**
   * Does pieces of work that may run side by side, as {@link ComputeContext#forEach} does.
   *
   * @param pieces how many there are
   * @param task called once with each number, now and in every {@linkplain Tape#replay replay}
   */
  public void forEach(int pieces, Task task) {
    if (recorder != null) {
      recorder.add(pieces, task);
    }
    context.forEach(pieces, task);
  }

  /**
   * Notes down the multiply-adds of a matrix product that the op computes; on the thread of the
   * tape, outside of the work itself.
   *
   * @param more m · n · k of the product, times the number of such products
   */
  public void countMultiplyAdds(long more) {
    multiplyAdds.add(more);
  }

  /** {@return the threads to compute on} */
  public ComputeContext context() {
    return context;
  }

  /** {@return the kernels to compute with} */
  public Kernels kernels() {
    return context.kernels();
  }

  /**
   * {@return a tensor with arbitrary content, valid as long as the tape's scope}
   *
   * @param shape of the tensor
   */
  public Tensor allocate(Shape shape) {
    float[] buffer = workspace.take(shape.size());
    allocated.add(buffer);
    return Tensor.wrap(buffer, 0, shape);
  }

  /**
   * {@return a tensor of zeros, valid as long as the tape's scope} A replay fills it with zeros
   * again.
   *
   * @param shape of the tensor
   */
  public Tensor allocateZeros(Shape shape) {
    Tensor tensor = allocate(shape);
    int size = shape.size();
    run(() -> Arrays.fill(tensor.array(), 0, size, 0f));
    return tensor;
  }

  /**
   * {@return a buffer with arbitrary content, valid until this call of the op returns} A replay
   * uses the same one.
   *
   * @param size floats that it has at least
   */
  public float[] scratch(int size) {
    float[] buffer = workspace.take(size);
    scratch.add(buffer);
    return buffer;
  }

  void releaseScratch() {
    scratch.forEach(workspace::give);
    scratch.clear();
  }

  /** A tape for a part of this op, whose work is part of this pass. */
  final Tape nestedTape() {
    return new Tape(context, new Workspace(), recorder, false, multiplyAdds);
  }

  /** The same for a tape that keeps its values. */
  final Tape nestedKeepingTape() {
    return new Tape(context, new Workspace(), recorder, true, multiplyAdds);
  }
}
