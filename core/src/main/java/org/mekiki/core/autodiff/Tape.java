package org.mekiki.core.autodiff;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.mekiki.core.kernel.Kernels;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.runtime.Workspace;
import org.mekiki.core.tensor.Operand;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.ShapeMismatchException;
import org.mekiki.core.tensor.Tensor;

/**
 * An append-only record of the ops applied, walked backwards for gradients.
 *
 * <p>A tape is used by one thread. It owns the buffers of all its values; {@link #reset} gives them
 * back for the next pass and makes all variables and gradients of the tape invalid.
 */
public final class Tape {
  /** Elements that a thread adds up at a time. */
  private static final int SUM_BLOCK = 16384;

  private final ComputeContext context;
  private final Workspace workspace;
  private final List<Node> nodes = new ArrayList<>();
  private final List<float[]> allocated = new ArrayList<>();
  private final Set<float[]> kept = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Recorder recorder;
  private final MultiplyAdds multiplyAdds;
  private final boolean keeping;

  /** Inputs that parameters became; null on a tape that does not train. */
  private IdentityHashMap<Parameter, Variable> lifted;

  /**
   * One recorded application; {@code op} is null for inputs and constants, {@code values} of the
   * operands unless the tape keeps them.
   */
  private record Node(
      Variable variable,
      DifferentiableOp<?> op,
      int[] operands,
      Needs needs,
      Object residuals,
      List<Tensor> values) {}

  /**
   * A tape with buffers of its own.
   *
   * @param context the kernels and threads that the ops compute with
   */
  public Tape(ComputeContext context) {
    this(context, new Workspace());
  }

  /**
   * A tape on a workspace that may serve other tapes of the same thread, one after the other.
   *
   * @param context the kernels and threads that the ops compute with
   * @param workspace gives all buffers, and gets them back at {@link #reset}
   */
  public Tape(ComputeContext context, Workspace workspace) {
    this(context, workspace, null, false, new MultiplyAdds());
  }

  Tape(
      ComputeContext context,
      Workspace workspace,
      Recorder recorder,
      boolean keeping,
      MultiplyAdds multiplyAdds) {
    this.context = context;
    this.workspace = workspace;
    this.recorder = recorder;
    this.keeping = keeping;
    this.multiplyAdds = multiplyAdds;
  }

  /**
   * A tape that keeps all its values, those of scopes too, so that it can be {@linkplain
   * #multipliers compared} with another, or {@linkplain #linearize linearised} by other rules.
   *
   * @param context the kernels and threads that the ops compute with
   * @return an empty tape with buffers of its own
   */
  public static Tape keeping(ComputeContext context) {
    return keeping(context, new Workspace());
  }

  /**
   * The same with a workspace that serves nobody else until this tape is reset.
   *
   * @param context the kernels and threads that the ops compute with
   * @param workspace gives all buffers, and gets them back at {@link #reset}
   * @return an empty tape
   */
  public static Tape keeping(ComputeContext context, Workspace workspace) {
    return new Tape(context, workspace, null, true, new MultiplyAdds());
  }

  /**
   * A tape that can be {@linkplain #replay replayed}: it keeps the work of its ops beside their
   * rules.
   *
   * @param context the kernels and threads that the ops compute with
   * @return an empty tape with buffers of its own
   */
  public static Tape recording(ComputeContext context) {
    return recording(context, new Workspace());
  }

  /**
   * The same with a workspace that serves nobody else until this tape is reset.
   *
   * @param context the kernels and threads that the ops compute with
   * @param workspace gives all buffers, and gets them back at {@link #reset}
   * @return an empty tape
   */
  public static Tape recording(ComputeContext context, Workspace workspace) {
    return new Tape(context, workspace, new Recorder(), false, new MultiplyAdds());
  }

  /**
   * A tape of training steps: a {@link Parameter} among the operands is an input, the same wherever
   * it is used.
   *
   * @param context where to compute
   * @return the tape
   */
  public static Tape training(ComputeContext context) {
    var tape = new Tape(context);
    tape.lifted = new IdentityHashMap<>();
    return tape;
  }

  /** {@return whether parameters are inputs here} */
  public boolean isTraining() {
    return lifted != null;
  }

  /**
   * Does all work since the last reset again, forward and backward, on the same buffers.
   *
   * <p>The arrays behind inputs and constants may have been given other values of the same shape;
   * afterwards the tape's variables, as far as they are still valid, and its gradients hold what
   * the same calls would have computed from these. What a caller decided by looking at values is
   * not decided again. Allocates nothing.
   *
   * @throws IllegalStateException if this is not a recording tape
   */
  public void replay() {
    if (recorder == null) {
      throw new IllegalStateException(this + " records nothing to replay");
    }
    recorder.replay(context);
  }

  /**
   * {@return the multiply-adds of all matrix products since the last reset, forward and backward,
   * which each {@link #replay} does once more} What an op computes element by element is not among
   * them.
   */
  public long multiplyAdds() {
    return multiplyAdds.count();
  }

  /** {@return what this tape computes on} */
  public ComputeContext context() {
    return context;
  }

  /**
   * {@return a variable that gradients can be asked of}
   *
   * @param value its value, whose array is shared, not copied
   */
  public Variable input(Tensor value) {
    return add(value, true, null, new int[0], Needs.NONE, null, null);
  }

  /**
   * {@return a value on this tape that no gradient is asked of}
   *
   * @param value its value, whose array is shared, not copied
   */
  public Variable constant(Tensor value) {
    return add(value, false, null, new int[0], Needs.NONE, null, null);
  }

  /**
   * What an operand is on this tape: itself, the input that a parameter is, or a constant.
   *
   * @param operand a tensor, a parameter or a variable of this tape
   * @return its variable
   */
  public Variable lift(Operand operand) {
    Variable variable = variable(operand);
    return variable == null ? constant(operand.value()) : variable;
  }

  /**
   * Applies an op and records it.
   *
   * @param <R> the op's residuals
   * @param op computes the output, and later the cotangents
   * @param operands tensors, or variables of this tape
   * @return the output; needs a gradient if one of the operands does
   * @throws ShapeMismatchException if the operands' shapes do not fit
   * @throws IllegalArgumentException if an operand is on another tape, or there are more than
   *     {@link Needs#MAX_OPERANDS} of them
   * @throws IllegalStateException if the op does not do its work in {@link Pass#run} or {@link
   *     Pass#forEach} on a recording tape
   */
  public <R> Variable apply(DifferentiableOp<R> op, Operand... operands) {
    if (operands.length > Needs.MAX_OPERANDS) {
      throw new IllegalArgumentException(
          op.name() + ": at most " + Needs.MAX_OPERANDS + " operands, got " + operands.length);
    }
    var values = new Tensor[operands.length];
    var shapes = new Shape[operands.length];
    int[] indices = new int[operands.length];
    long mask = 0;
    for (int i = 0; i < operands.length; i++) {
      indices[i] = -1;
      Variable variable = variable(operands[i]);
      if (variable != null) {
        requireOwn(op, variable);
        indices[i] = variable.index();
        mask |= variable.needsGradient() ? 1L << i : 0;
      }
      values[i] = operands[i].value();
      shapes[i] = operands[i].shape();
    }
    Needs needs = mask == 0 ? Needs.NONE : new Needs(mask);
    List<Shape> operandShapes = List.of(shapes);
    Shape shape = op.inferShape(operandShapes);
    var pass =
        new ForwardPass(
            context,
            workspace,
            allocated,
            recorder,
            multiplyAdds,
            kept,
            keeping,
            List.of(values),
            shape,
            needs);
    int firstStep = recorder == null ? 0 : recorder.size();
    DifferentiableOp.Result<R> result = op.forward(pass);
    pass.releaseScratch();
    requireRecorded(op, firstStep, values, result.output());
    if (!result.output().shape().equals(shape)) {
      throw new ShapeMismatchException(
          op.name(),
          "forward returned " + result.output().shape() + " instead of " + shape,
          operandShapes);
    }
    return add(
        result.output(),
        needs.any(),
        op,
        indices,
        needs,
        needs.any() ? result.residuals() : null,
        keeping ? List.of(values) : null);
  }

  /** What an operand is on this tape; null for a constant. */
  private Variable variable(Operand operand) {
    if (operand instanceof Variable variable) {
      return variable;
    }
    if (lifted == null || !(operand instanceof Parameter parameter)) {
      return null;
    }
    Variable input = lifted.get(parameter);
    if (input == null) {
      input = input(parameter.value());
      lifted.put(parameter, input);
    }
    return input;
  }

  /** The input that a parameter became; null where it was not used. */
  Variable input(Parameter parameter) {
    return lifted == null ? null : lifted.get(parameter);
  }

  /**
   * Runs a part of the computation and frees its intermediate buffers when it ends.
   *
   * <p>Only the returned variable, and what backward rules keep, stays; all other variables made
   * inside become invalid.
   *
   * @param part applies ops to this tape and returns the variable that is wanted of it
   * @return that variable, which stays valid
   */
  public Variable scope(Supplier<Variable> part) {
    if (keeping) {
      return part.get();
    }
    int firstNode = nodes.size();
    int firstBuffer = allocated.size();
    Variable result = part.get();
    Tensor value = result.value();
    List<float[]> inside = allocated.subList(firstBuffer, allocated.size());
    List<float[]> surviving = new ArrayList<>();
    for (float[] buffer : inside) {
      if (buffer == value.array() || kept.contains(buffer)) {
        surviving.add(buffer);
      } else {
        workspace.give(buffer);
      }
    }
    inside.clear();
    allocated.addAll(surviving);
    for (Node node : nodes.subList(firstNode, nodes.size())) {
      if (node.variable() != result && !isLifted(node)) {
        node.variable().release();
      }
    }
    return result;
  }

  /**
   * Gradients of a single value.
   *
   * @param output of one element, whatever its rank
   * @return d output / d input for all inputs
   * @throws IllegalStateException if the output has more than one element, does not depend on an
   *     input, or is not on this tape
   */
  public Gradients backward(Variable output) {
    if (output.shape().size() != 1) {
      throw new IllegalStateException(
          "backward on %s needs one value, got shape %s; give the cotangent of the output"
              .formatted(this, output.shape()));
    }
    float[] one = new float[] {1f};
    return backward(output, Tensor.wrap(one, 0, output.shape()));
  }

  /**
   * Gradients of ⟨output, cotangent⟩.
   *
   * @param output on this tape
   * @param cotangent of the output's shape
   * @return the inputs' cotangents
   * @throws ShapeMismatchException if the cotangent has another shape
   * @throws IllegalStateException if the output depends on no input, or is not on this tape
   */
  public Gradients backward(Variable output, Tensor cotangent) {
    requireOutput(output, cotangent);
    return new BackwardWalk(output, cotangent).run();
  }

  /**
   * Multipliers of the inputs between this tape and another on which the same ops were applied to
   * other inputs: by {@link DifferentiableOp#multipliers} of every op in the place of its
   * derivative. Their products with the inputs' differences add up to ⟨output − reference,
   * cotangent⟩, as far as the ops' rules do.
   *
   * @param output of this tape
   * @param reference the other tape's output
   * @param cotangent of the output's shape
   * @return a multiplier for each element of each input
   * @throws IllegalStateException if one of the tapes does not keep its values, or the ops differ
   * @throws ShapeMismatchException if the cotangent has another shape
   */
  public Gradients multipliers(Variable output, Variable reference, Tensor cotangent) {
    requireOutput(output, cotangent);
    Tape other = reference.tape();
    if (!keeping || !other.keeping) {
      throw new IllegalStateException("multipliers need tapes that keep their values");
    }
    if (output.index() != reference.index()) {
      throw new IllegalStateException("multipliers need the same ops on both tapes");
    }
    return new BackwardWalk(output, cotangent, other).run();
  }

  /**
   * ⟨output, cotangent⟩ as the affine function of the inputs that rules make of it: by {@link
   * DifferentiableOp#carry} of every op in the place of its derivative.
   *
   * @param output of this tape
   * @param cotangent of the output's shape
   * @param rules what is held, and what is shared out how
   * @return its slopes, and its constant
   * @throws IllegalStateException if this tape does not keep its values
   * @throws ShapeMismatchException if the cotangent has another shape
   * @throws UndefinedRuleException if an op between has no rule
   */
  public Linearization linearize(Variable output, Tensor cotangent, BackwardRules rules) {
    requireOutput(output, cotangent);
    if (!keeping) {
      throw new IllegalStateException("rules need a tape that keeps its values");
    }
    var walk = new BackwardWalk(output, cotangent, rules, carriers(output.index(), rules));
    return new Linearization(walk.run(), walk.constant);
  }

  /** Which operands of each op carry something of the inputs under the rules. */
  private Needs[] carriers(int last, BackwardRules rules) {
    var carriers = new Needs[last + 1];
    for (int i = 0; i <= last; i++) {
      Node node = nodes.get(i);
      long mask = 0;
      for (int k = 0; k < node.operands().length; k++) {
        int from = node.operands()[k];
        boolean carries =
            node.needs().operand(k)
                && (nodes.get(from).op() == null || carriers[from].any())
                && !node.op().holds(k, rules);
        mask |= carries ? 1L << k : 0;
      }
      carriers[i] = new Needs(mask);
    }
    return carriers;
  }

  private void requireOutput(Variable output, Tensor cotangent) {
    if (output.tape() != this) {
      throw new IllegalStateException("backward of a variable that is not on " + this);
    }
    if (!output.needsGradient()) {
      throw new IllegalStateException(
          "backward on " + this + ": the output depends on no input of the tape");
    }
    if (!output.shape().equals(cotangent.shape())) {
      throw new ShapeMismatchException(
          "backward",
          "the cotangent does not have the output's shape",
          output.shape(),
          cotangent.shape());
    }
  }

  /** Parameters outlive scopes: the next one that uses them finds the same input. */
  private boolean isLifted(Node node) {
    return lifted != null && node.op() == null && node.variable().needsGradient();
  }

  /** Gives all buffers back; variables and gradients of this tape become invalid. */
  public void reset() {
    nodes.forEach(node -> node.variable().release());
    nodes.clear();
    if (recorder != null) {
      recorder.clear();
    }
    if (lifted != null) {
      lifted.clear();
    }
    multiplyAdds.clear();
    allocated.forEach(workspace::give);
    allocated.clear();
    kept.clear();
  }

  boolean isInput(Variable variable) {
    Node node = nodes.get(variable.index());
    return node.variable() == variable && node.op() == null && variable.needsGradient();
  }

  private Variable add(
      Tensor value,
      boolean needsGradient,
      DifferentiableOp<?> op,
      int[] operands,
      Needs needs,
      Object residuals,
      List<Tensor> values) {
    var variable = new Variable(this, nodes.size(), value, needsGradient);
    nodes.add(new Node(variable, op, operands, needs, residuals, values));
    return variable;
  }

  /** An op that computes behind the recorder's back would be silently wrong when replayed. */
  private void requireRecorded(
      DifferentiableOp<?> op, int firstStep, Tensor[] operands, Tensor result) {
    if (recorder == null || recorder.size() > firstStep || result.size() == 0) {
      return;
    }
    for (Tensor operand : operands) {
      if (operand.array() == result.array()) {
        return;
      }
    }
    throw new IllegalStateException(
        op.name() + " computed outside of its pass's run and forEach; it cannot be recorded");
  }

  private void requireOwn(DifferentiableOp<?> op, Variable variable) {
    if (variable.tape() != this) {
      throw new IllegalArgumentException(
          op.name() + ": operand " + variable + " is on another tape than " + this);
    }
  }

  @Override
  public String toString() {
    return "Tape(" + nodes.size() + " nodes)";
  }

  /** One walk from an output to the inputs; cotangents are freed as soon as they are used. */
  private final class BackwardWalk {
    private final Tensor[] cotangents = new Tensor[nodes.size()];
    private final boolean[] owned = new boolean[nodes.size()];
    private final ArrayList<float[]> fresh = new ArrayList<>();
    private final int last;

    /** What multipliers compare with; null where they are not asked for. */
    private final Tape reference;

    /** Null for derivatives and multipliers. */
    private final BackwardRules rules;

    /** Under rules, the operands of each op that carry something. */
    private final Needs[] carriers;

    /** Under rules, what the ops' constants add up to. */
    private double constant;

    /** A walk by derivatives. */
    BackwardWalk(Variable output, Tensor cotangent) {
      this(output, cotangent, null, null, null);
    }

    /** A walk by multipliers against a reference. */
    BackwardWalk(Variable output, Tensor cotangent, Tape reference) {
      this(output, cotangent, reference, null, null);
    }

    /** A walk by rules. */
    BackwardWalk(Variable output, Tensor cotangent, BackwardRules rules, Needs[] carriers) {
      this(output, cotangent, null, rules, carriers);
    }

    private BackwardWalk(
        Variable output, Tensor cotangent, Tape reference, BackwardRules rules, Needs[] carriers) {
      this.reference = reference;
      this.rules = rules;
      this.carriers = carriers;
      last = output.index();
      cotangents[last] = cotangent;
    }

    private Needs needs(Node node, int index) {
      return carriers == null ? node.needs() : carriers[index];
    }

    Gradients run() {
      if (rules != null && nodes.get(last).op() != null && !carriers[last].any()) {
        // Held as a whole: all of it is constant.
        constant = BackwardPass.dot(cotangents[last], nodes.get(last).variable().value());
        cotangents[last] = null;
      }
      for (int i = last; i >= 0; i--) {
        Node node = nodes.get(i);
        if (cotangents[i] != null && node.op() != null) {
          propagate(node, i);
        }
      }
      return new Gradients(Tape.this, cotangents);
    }

    private void propagate(Node node, int index) {
      Tensor[] products = applyRule(node.op(), node, cotangents[index], index);
      for (int i = 0; i < products.length; i++) {
        if (products[i] != null && needs(node, index).operand(i)) {
          accumulate(node, i, products);
        }
      }
      cotangents[index] = null;
    }

    private <R> Tensor[] applyRule(DifferentiableOp<R> op, Node node, Tensor cotangent, int index) {
      fresh.clear();
      var pass = new BackwardPass(context, workspace, fresh, recorder, multiplyAdds, rules);
      int firstStep = recorder == null ? 0 : recorder.size();
      Tensor[] products = rule(op, node, cotangent, index, pass);
      pass.releaseScratch();
      for (Tensor product : products) {
        if (product != null) {
          requireRecorded(op, firstStep, new Tensor[] {cotangent}, product);
        }
      }
      allocated.addAll(fresh);
      if (products.length != node.operands().length) {
        throw new IllegalStateException(
            "%s: the backward rule gave %d cotangents for %d operands"
                .formatted(op.name(), products.length, node.operands().length));
      }
      return products;
    }

    /** The residuals' type is the op's own: the node stores what that op's forward returned. */
    @SuppressWarnings("unchecked")
    private <R> Tensor[] rule(
        DifferentiableOp<R> op, Node node, Tensor cotangent, int index, BackwardPass pass) {
      if (rules != null) {
        DifferentiableOp.Carried carried =
            op.carry(
                new DifferentiableOp.Applied<>(
                    node.values(), node.variable().value(), (R) node.residuals()),
                cotangent,
                carriers[index],
                pass);
        constant += carried.constant();
        return carried.cotangents();
      }
      if (reference == null) {
        return op.vjp((R) node.residuals(), cotangent, node.needs(), pass);
      }
      Node other = reference.nodes.get(index);
      if (other.op() == null
          || other.op().getClass() != op.getClass()
          || !other.variable().shape().equals(node.variable().shape())) {
        throw new IllegalStateException("multipliers need the same ops on both tapes");
      }
      var ends =
          new DifferentiableOp.Ends<>(
              new DifferentiableOp.Applied<>(
                  node.values(), node.variable().value(), (R) node.residuals()),
              new DifferentiableOp.Applied<>(
                  other.values(), other.variable().value(), (R) other.residuals()));
      return op.multipliers(ends, cotangent, node.needs(), pass);
    }

    private void accumulate(Node node, int operand, Tensor[] products) {
      int target = node.operands()[operand];
      Tensor product = products[operand];
      Variable variable = nodes.get(target).variable();
      if (cotangents[target] == null) {
        cotangents[target] = product;
        owned[target] = isFresh(product) && appearsOnce(product, products);
        return;
      }
      Tensor sum = cotangents[target];
      if (!product.shape().equals(sum.shape())) {
        throw new ShapeMismatchException(
            node.op().name(),
            "the backward rule gave a cotangent of another shape for " + variable,
            sum.shape(),
            product.shape());
      }
      var pass = new BackwardPass(context, workspace, allocated, recorder, multiplyAdds, rules);
      if (owned[target]) {
        addBlocks(pass, sum, product, sum);
      } else {
        cotangents[target] = pass.allocate(sum.shape());
        addBlocks(pass, sum, product, cotangents[target]);
        owned[target] = true;
      }
    }

    /** z = x + y, shared by the threads. */
    private void addBlocks(Pass pass, Tensor x, Tensor y, Tensor z) {
      Kernels kernels = context.kernels();
      int size = z.size();
      pass.forEach(
          (size + SUM_BLOCK - 1) / SUM_BLOCK,
          (piece, _) -> {
            int at = piece * SUM_BLOCK;
            kernels.add(
                Math.min(SUM_BLOCK, size - at),
                x.array(),
                x.offset() + at,
                y.array(),
                y.offset() + at,
                z.array(),
                z.offset() + at);
          });
    }

    private boolean isFresh(Tensor product) {
      for (float[] buffer : fresh) {
        if (buffer == product.array()) {
          return true;
        }
      }
      return false;
    }

    private boolean appearsOnce(Tensor product, Tensor[] products) {
      int count = 0;
      for (Tensor other : products) {
        count += other != null && other.array() == product.array() ? 1 : 0;
      }
      return count == 1;
    }
  }
}
