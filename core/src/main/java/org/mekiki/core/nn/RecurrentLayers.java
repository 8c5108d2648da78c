package org.mekiki.core.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mekiki.core.autodiff.Needs;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.tensor.Operand;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.ShapeMismatchException;
import org.mekiki.core.tensor.Tensor;

/**
 * Recurrent layers one above the other, each from left to right, or in both directions side by
 * side. State and cell begin with zeros. Immutable, safe for many threads.
 *
 * <p>Sequences of different lengths are packed: at each step those that have it are computed and no
 * other, so what stands after a sequence's end changes nothing, and a sequence comes out in the
 * same bits alone and in any batch.
 */
public final class RecurrentLayers {
  private final List<Layer> layers;

  /**
   * One layer.
   *
   * @param forward reads from the first step to the last
   * @param backward reads from the last to the first; empty where there is one direction
   */
  public record Layer(RecurrentCell forward, Optional<RecurrentCell> backward) {
    /** {@return how many numbers a row has that comes out} */
    public int outputSize() {
      return forward.hiddenSize() + backward.map(RecurrentCell::hiddenSize).orElse(0);
    }
  }

  /**
   * Puts layers together.
   *
   * @param layers the layers, lowest first
   * @throws ShapeMismatchException if one does not read what the one below gives
   */
  public RecurrentLayers(List<Layer> layers) {
    this.layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("there is no layer");
    }
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      int in = i == 0 ? layer.forward().inputSize() : layers.get(i - 1).outputSize();
      boolean fits =
          layer.forward().inputSize() == in
              && layer.backward().map(RecurrentCell::inputSize).orElse(in) == in;
      if (!fits) {
        throw new ShapeMismatchException(
            "RecurrentLayers",
            "layer %d must read rows of %d numbers".formatted(i, in),
            Shape.of(layer.forward().inputSize()));
      }
    }
  }

  /**
   * {@return a single layer}
   *
   * @param forward reads from the first step to the last
   * @param backward reads from the last to the first; empty where there is one direction
   */
  public static RecurrentLayers of(RecurrentCell forward, Optional<RecurrentCell> backward) {
    return new RecurrentLayers(List.of(new Layer(forward, backward)));
  }

  /**
   * The states of the last layer after each step, both directions side by side.
   *
   * @param x [B, S, in], S ≥ 1, on a tape
   * @return [B, S, M], M the sum of both directions' states
   */
  public Variable states(Operand x) {
    requireRows(x);
    return states(x, SequenceLengths.alike(x.shape().dim(0), x.shape().dim(1)));
  }

  /**
   * The states of the last layer of sequences of different lengths.
   *
   * @param x [B, S, in], on a tape; what stands after a sequence's end is finite
   * @param lengths of the B sequences, from 1 to S
   * @return [B, S, M], zeros after a sequence's end
   */
  public Variable states(Operand x, int... lengths) {
    requireRows(x);
    if (lengths.length != x.shape().dim(0)) {
      throw new ShapeMismatchException(
          "RecurrentLayers", "has %d lengths for its batch".formatted(lengths.length), x.shape());
    }
    var packing = new SequenceLengths(lengths, x.shape().dim(1));
    if (packing.sorted()) {
      return states(x, packing);
    }
    Variable packed = states(sequences(x, packing.order()), packing);
    return sequences(packed, packing.places());
  }

  private static void requireRows(Operand x) {
    if (x.shape().rank() != 3 || x.shape().dim(1) < 1) {
      throw new ShapeMismatchException(
          "RecurrentLayers", "needs [B, S, in] with a step or more", x.shape());
    }
  }

  /** Sequences by their numbers: [B, S, M] to [B, S, M]. */
  private static Variable sequences(Operand x, int[] numbers) {
    Shape shape = x.shape();
    int width = shape.dim(1) * shape.dim(2);
    Variable rows =
        Ops.gather(Ops.reshape(x, shape.dim(0), width), numbers, Shape.of(numbers.length));
    return Ops.reshape(rows, shape.toArray());
  }

  private Variable states(Operand x, SequenceLengths packing) {
    Operand below = x;
    Variable states = null;
    for (Layer layer : layers) {
      Operand in = below;
      Variable forward = run(layer.forward(), in, packing, false);
      states =
          layer
              .backward()
              .map(cell -> Ops.concat(2, forward, run(cell, in, packing, true)))
              .orElse(forward);
      below = states;
    }
    return states;
  }

  private static Variable run(
      RecurrentCell cell, Operand x, SequenceLengths packing, boolean reverse) {
    Variable gates = cell.gates(x);
    int steps = gates.shape().dim(1);
    var rows = new Variable[steps];
    Variable carried = zeros(gates.tape(), 0, cell.carried());
    for (int k = 0; k < steps; k++) {
      int t = reverse ? steps - 1 - k : k;
      int active = packing.active(t);
      if (active > 0) {
        // Those that end here leave; those that begin here come with zeros.
        Variable before = extended(first(carried, active), active);
        carried = cell.step(first(Ops.select(gates, 1, t), active), before);
      }
      Variable states =
          active == 0
              ? zeros(gates.tape(), packing.batch(), cell.hiddenSize())
              : extended(cell.state(carried), packing.batch());
      // Here and not at the end: cotangents are added up in the order of the steps then, whether
      // sequences end or not.
      rows[t] = Ops.reshape(states, packing.batch(), 1, cell.hiddenSize());
    }
    return sideBySide(List.of(rows));
  }

  /** The first rows, as far as there are so many. */
  private static Variable first(Variable rows, int count) {
    return rows.shape().dim(0) <= count ? rows : Ops.slice(rows, 0, 0, count);
  }

  /** The rows and zeros after them. */
  private static Variable extended(Variable rows, int count) {
    int more = count - rows.shape().dim(0);
    if (more == 0) {
      return rows;
    }
    Variable zeros = zeros(rows.tape(), more, rows.shape().dim(1));
    return more == count ? zeros : Ops.concat(0, rows, zeros);
  }

  private static Variable zeros(Tape tape, int rows, int width) {
    return tape.constant(Tensor.zeros(Shape.of(rows, width)));
  }

  /** All steps, [B, 1, M] each, as [B, S, M]; an op takes a limited number of operands. */
  private static Variable sideBySide(List<Variable> rows) {
    List<Variable> parts = rows;
    while (parts.size() > 1) {
      var joined = new ArrayList<Variable>();
      for (int from = 0; from < parts.size(); from += Needs.MAX_OPERANDS) {
        List<Variable> some =
            parts.subList(from, Math.min(parts.size(), from + Needs.MAX_OPERANDS));
        joined.add(
            some.size() == 1 ? some.getFirst() : Ops.concat(1, some.toArray(Operand[]::new)));
      }
      parts = joined;
    }
    return parts.getFirst();
  }
}
