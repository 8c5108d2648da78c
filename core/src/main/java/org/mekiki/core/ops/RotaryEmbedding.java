package org.mekiki.core.ops;

import java.util.List;
import org.mekiki.core.autodiff.BackwardPass;
import org.mekiki.core.autodiff.DifferentiableOp;
import org.mekiki.core.autodiff.ForwardPass;
import org.mekiki.core.autodiff.Needs;
import org.mekiki.core.autodiff.Pass;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.ShapeMismatchException;
import org.mekiki.core.tensor.Tensor;

/**
 * Rotary position embedding (Su et al. 2021) of rows [.., S, M], M = H · D: in each head, the two
 * numbers of a pair are turned by their position's angle. The rule turns back.
 *
 * @param heads H
 * @param angles of all positions
 * @param first position of the first row
 */
record RotaryEmbedding(int heads, RotaryAngles angles, int first)
    implements DifferentiableOp<Void> {
  @Override
  public String name() {
    return "RotaryEmbedding";
  }

  @Override
  public boolean isLinear() {
    return true;
  }

  @Override
  public Shape inferShape(List<Shape> operands) {
    Shape x = operands.getFirst();
    if (x.rank() < 2 || x.dim(-1) != heads * angles.headDim()) {
      throw new ShapeMismatchException(
          name(),
          "needs rows of %d heads with %d numbers".formatted(heads, angles.headDim()),
          operands);
    }
    if (first + x.dim(-2) > angles.positions()) {
      throw new ShapeMismatchException(
          name(),
          "rows from %d on need more than the %d positions".formatted(first, angles.positions()),
          operands);
    }
    return x;
  }

  @Override
  public Result<Void> forward(ForwardPass pass) {
    Tensor y = pass.allocateOutput();
    rotate(pass, pass.operand(0), y, 1);
    return new Result<>(y, null);
  }

  @Override
  public Tensor[] vjp(Void none, Tensor cotangent, Needs needs, BackwardPass pass) {
    Tensor dx = pass.allocate(cotangent.shape());
    rotate(pass, cotangent, dx, -1);
    return new Tensor[] {dx};
  }

  private void rotate(Pass pass, Tensor x, Tensor y, float direction) {
    int width = x.shape().dim(-1);
    int length = x.shape().dim(-2);
    RowBlocks.forEachRow(
        pass,
        x.size() / width,
        width,
        row -> {
          int angle = (first + row % length) * angles.pairs();
          for (int head = 0; head < heads; head++) {
            int at = row * width + head * angles.headDim();
            rotate(x.array(), x.offset() + at, y.array(), y.offset() + at, angle, direction);
          }
        });
  }

  /** One head of one row. */
  private void rotate(float[] x, int xAt, float[] y, int yAt, int angle, float direction) {
    float[] cosines = angles.cosines();
    float[] sines = angles.sines();
    int pairs = angles.pairs();
    int stride = angles.stride();
    int reach = angles.reach();
    for (int j = 0; j < pairs; j++) {
      float cosine = cosines[angle + j];
      float sine = direction * sines[angle + j];
      int at = j * stride;
      float a = x[xAt + at];
      float b = x[xAt + at + reach];
      y[yAt + at] = a * cosine - b * sine;
      y[yAt + at + reach] = b * cosine + a * sine;
    }
    for (int j = 2 * pairs; j < angles.headDim(); j++) {
      y[yAt + j] = x[xAt + j];
    }
  }
}
