package org.mekiki.sig.evaluation;

import java.util.Arrays;
import java.util.List;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.model.VariantFunction;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.ops.RowPlaces;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.runtime.Workspace;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.sig.attribution.AttributionInput;
import org.mekiki.sig.attribution.LogitFunction;
import org.mekiki.sig.attribution.Target;

/**
 * Passes over batches of variants on one tape, one after the other. A batch of the same form as the
 * one before it replays that pass where the function allows it.
 */
final class VariantPass {
  private final LogitFunction function;
  private final VariantFunction shared;
  private final List<Target> targets;
  private final AttributionInput input;
  private final ComputeContext context;
  private final Workspace workspace;
  private final Tape tape;
  private Form form;
  private float[] buffer;
  private RowPlaces places;
  private final Variable[] values;
  private final Tensor[] gradients;

  /** What must agree for a pass to be replayed. */
  private record Form(int variants, int rows, boolean whole, List<Integer> wanted) {}

  /**
   * A pass.
   *
   * @param shared the cheaper way, or null
   */
  VariantPass(
      LogitFunction function,
      VariantFunction shared,
      List<Target> targets,
      AttributionInput input,
      ComputeContext context) {
    this.function = function;
    this.shared = shared;
    this.targets = targets;
    this.input = input;
    this.context = context;
    workspace = context.borrowWorkspace();
    tape =
        function.replayable() ? Tape.recording(context, workspace) : new Tape(context, workspace);
    values = new Variable[targets.size()];
    gradients = new Tensor[targets.size()];
  }

  ComputeContext context() {
    return context;
  }

  /** Multiply-adds of the last batch. */
  long multiplyAdds() {
    return tape.multiplyAdds();
  }

  /** Evaluates all targets at all variants, and the gradients of the wanted ones. */
  void run(VariantRows rows, int[] wanted) {
    var other =
        new Form(
            rows.variants(), rows.size(), rows.isWhole(), Arrays.stream(wanted).boxed().toList());
    if (function.replayable() && other.equals(form)) {
      if (!rows.isWhole()) {
        places.set(rows.variantOfEach(), rows.positionOfEach());
      }
      rows.write(buffer);
      tape.replay();
      return;
    }
    form = null;
    clear();
    compute(rows, wanted);
    form = other;
  }

  private void compute(VariantRows rows, int[] wanted) {
    int width = input.width();
    buffer = workspace.take(rows.size() * width);
    rows.write(buffer);
    Shape shape =
        rows.isWhole()
            ? Shape.of(rows.variants(), input.size(), width)
            : Shape.of(rows.size(), width);
    Tensor given = Tensor.wrap(buffer, 0, shape);
    Variable x = wanted.length == 0 ? tape.constant(given) : tape.input(given);
    Variable logits;
    if (rows.isWhole()) {
      logits = function.logits(tape, x);
    } else {
      places = rows.places();
      logits = shared.logits(tape, places, x);
    }
    for (int t = 0; t < values.length; t++) {
      values[t] = targets.get(t).of(logits);
    }
    for (int t : wanted) {
      // Variants do not touch each other: the gradient of the sum holds each one's own.
      gradients[t] = tape.backward(Ops.sum(values[t])).of(x);
    }
  }

  /** Gives the buffers back; nothing of the last batch can be read any more. */
  void end() {
    clear();
    context.giveBack(workspace);
  }

  private void clear() {
    tape.reset();
    if (buffer != null) {
      workspace.give(buffer);
      buffer = null;
    }
  }

  /** F of a target at a variant of the last batch. */
  double value(int variant, int target) {
    return values[target].value().getFlat(variant);
  }

  /** The last batch's gradients of a wanted target, a row of d a given row. */
  Tensor gradient(int target) {
    return gradients[target];
  }
}
