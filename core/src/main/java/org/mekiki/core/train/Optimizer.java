package org.mekiki.core.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.mekiki.core.autodiff.Parameter;
import org.mekiki.core.runtime.ComputeContext;

/**
 * Changes parameters by their gradients. Parameters without a gradient stay as they are, as in
 * PyTorch: they do not decay either.
 */
public abstract class Optimizer {
  private final List<ParameterGroup> groups;
  private final List<Parameter> parameters;
  private final List<GradientSum.Piece> pieces;

  /** What a parameter's rule remembers, [slot][parameter][element]. */
  private final float[][][] moments;

  /** How often each parameter was changed. */
  private final long[] steps;

  private final ParameterGroup[] groupOf;

  /**
   * An optimizer that remembers some numbers for each element.
   *
   * @param slots how many
   */
  Optimizer(List<ParameterGroup> groups, int slots) {
    this.groups = List.copyOf(groups);
    this.parameters = ParameterGroup.all(groups);
    this.pieces = GradientSum.pieces(parameters);
    this.steps = new long[parameters.size()];
    this.moments = new float[slots][parameters.size()][];
    var owners = new ArrayList<ParameterGroup>();
    for (ParameterGroup group : groups) {
      group.parameters().forEach(_ -> owners.add(group));
    }
    this.groupOf = owners.toArray(ParameterGroup[]::new);
    for (float[][] slot : moments) {
      for (int i = 0; i < slot.length; i++) {
        slot[i] = new float[parameters.get(i).shape().size()];
      }
    }
  }

  /** {@return name of the rule: {@code AdamW}} */
  public abstract String name();

  /** {@return the groups} */
  public final List<ParameterGroup> groups() {
    return groups;
  }

  /** {@return all parameters, in the order of the groups} */
  public final List<Parameter> parameters() {
    return parameters;
  }

  /**
   * One step with this learning rate.
   *
   * @param gradients of one step, of the same parameters
   * @param learningRate γ, before the groups' factors
   * @param context where to compute
   */
  public final void step(GradientSum gradients, double learningRate, ComputeContext context) {
    var sums = new float[parameters.size()][];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = gradients.of(parameters.get(i));
      steps[i] += sums[i] == null ? 0 : 1;
    }
    context.forEach(
        pieces.size(),
        (number, _) -> {
          GradientSum.Piece piece = pieces.get(number);
          int index = piece.parameter();
          if (sums[index] != null) {
            ParameterGroup group = groupOf[index];
            var memory = new float[moments.length][];
            for (int slot = 0; slot < memory.length; slot++) {
              memory[slot] = moments[slot][index];
            }
            change(
                new Change(group.weightDecay(), learningRate * group.rateFactor(), steps[index]),
                piece.from(),
                piece.to(),
                parameters.get(index).values(),
                sums[index],
                memory);
          }
        });
    for (int i = 0; i < sums.length; i++) {
      if (sums[i] != null) {
        parameters.get(i).changed();
      }
    }
  }

  /**
   * What a change depends on beside the numbers.
   *
   * @param weightDecay λ
   * @param learningRate γ
   * @param step t, the number of this change of the parameter, from 1
   */
  record Change(double weightDecay, double learningRate, long step) {}

  /** Changes elements {@code from} to {@code to} of one parameter. */
  abstract void change(
      Change change, int from, int to, float[] values, float[] gradient, float[][] memory);

  /**
   * Writes what the rule remembers.
   *
   * @param out where to
   * @throws IOException if reading or writing fails
   */
  public final void writeTo(DataOutput out) throws IOException {
    out.writeUTF(name());
    out.writeInt(moments.length);
    out.writeInt(parameters.size());
    for (int i = 0; i < steps.length; i++) {
      out.writeUTF(parameters.get(i).name());
      out.writeLong(steps[i]);
      for (float[][] slot : moments) {
        Floats.write(slot[i], out);
      }
    }
  }

  /**
   * Reads what {@link #writeTo} wrote.
   *
   * @param in what was written
   * @throws IOException if it is of another rule or of other parameters
   */
  public final void readFrom(DataInput in) throws IOException {
    String rule = in.readUTF();
    int slots = in.readInt();
    int count = in.readInt();
    if (!rule.equals(name()) || slots != moments.length || count != parameters.size()) {
      throw new IOException(
          "the checkpoint holds %d parameters of %s, the run has %d of %s"
              .formatted(count, rule, parameters.size(), name()));
    }
    for (int i = 0; i < count; i++) {
      String name = in.readUTF();
      if (!name.equals(parameters.get(i).name())) {
        throw new IOException(
            "the checkpoint's parameter %d is \"%s\", the run's \"%s\""
                .formatted(i, name, parameters.get(i).name()));
      }
      steps[i] = in.readLong();
      for (float[][] slot : moments) {
        Floats.read(slot[i], name, in);
      }
    }
  }
}
