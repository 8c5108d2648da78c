package org.mekiki.core.autodiff;

import java.util.List;
import java.util.Set;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.runtime.Workspace;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/** One forward computation of an op. */
public final class ForwardPass extends Pass {
  private final List<Tensor> operands;
  private final Shape outputShape;
  private final Needs needs;
  private final Set<float[]> kept;
  private final boolean keeping;

  ForwardPass(
      ComputeContext context,
      Workspace workspace,
      List<float[]> allocated,
      Recorder recorder,
      MultiplyAdds multiplyAdds,
      Set<float[]> kept,
      boolean keeping,
      List<Tensor> operands,
      Shape outputShape,
      Needs needs) {
    super(context, workspace, allocated, recorder, multiplyAdds);
    this.kept = kept;
    this.keeping = keeping;
    this.operands = operands;
    this.outputShape = outputShape;
    this.needs = needs;
  }

  /**
   * {@return the value of operand {@code index}}
   *
   * @param index from 0, in the order in which the op was given them
   */
  public Tensor operand(int index) {
    return operands.get(index);
  }

  /** {@return the values of all operands, in order} */
  public List<Tensor> operands() {
    return operands;
  }

  /** {@return the shape that {@code inferShape} gave} */
  public Shape outputShape() {
    return outputShape;
  }

  /** {@return a tensor for the output, with arbitrary content} */
  public Tensor allocateOutput() {
    return allocate(outputShape);
  }

  /** {@return which operands will be asked a cotangent of} */
  public Needs needs() {
    return needs;
  }

  /** {@return whether the tape {@linkplain Tape#keeping keeps} all its values} */
  public boolean keepsValues() {
    return keeping;
  }

  /**
   * Keeps a tensor alive for the backward rule: no {@linkplain Tape#scope scope} frees its buffer.
   *
   * @param tensor a part of the residuals
   * @return the same tensor
   */
  public Tensor keep(Tensor tensor) {
    kept.add(tensor.array());
    return tensor;
  }

  /**
   * {@link #keep} if operand {@code index} needs a cotangent, else null.
   *
   * @param index of the operand whose cotangent is computed from the tensor
   * @param tensor a part of the residuals
   * @return the same tensor, or null
   */
  public Tensor keepFor(int index, Tensor tensor) {
    return needs.operand(index) ? keep(tensor) : null;
  }
}
