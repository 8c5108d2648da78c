package org.mekiki.sig;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.mekiki.core.autodiff.Gradients;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/**
 * Evaluates the explained scalars and their gradients at variants of one input, in batches on
 * several threads. What comes out for a variant depends on that variant alone, bit for bit.
 */
final class Evaluator {
  /** Token rows a batch: large enough to fill the kernels, small enough to stay in the cache. */
  private static final int BATCH_ROWS = 512;

  private final LogitFunction function;
  private final List<Target> targets;
  private final AttributionInput input;
  private final ComputeContext context;
  private final Monitor monitor;
  private final int batch;
  private final AtomicLong expected = new AtomicLong();
  private final AtomicLong forward = new AtomicLong();
  private final AtomicLong backward = new AtomicLong();
  private final ConcurrentLinkedQueue<Tape> tapes = new ConcurrentLinkedQueue<>();

  /** Takes gradients, from several threads. */
  interface GradientSink {
    /**
     * Takes one row of one gradient; a request's rows come in ascending order.
     *
     * @param request number of the request
     * @param target number of the target
     * @param position of the row in the request's rows
     * @param gradient holds the row's d values from {@code at} on; valid during the call only
     */
    void accept(int request, int target, int position, float[] gradient, int at);
  }

  /**
   * An evaluator of one input.
   *
   * @param batchRows token rows evaluated together; 0 for a good default
   */
  Evaluator(
      LogitFunction function,
      List<Target> targets,
      AttributionInput input,
      int batchRows,
      ComputeContext context,
      Monitor monitor) {
    this.function = function;
    this.targets = List.copyOf(targets);
    this.input = input;
    this.monitor = monitor;
    int rows = batchRows == 0 ? BATCH_ROWS : batchRows;
    this.batch = Math.max(1, rows / Math.max(1, input.size()));
    this.context = context;
  }

  /** Tells the monitor of variants that are going to be evaluated. */
  void expect(long variants) {
    expected.addAndGet(variants);
  }

  /** What was evaluated so far. */
  PassCounts counts() {
    return new PassCounts(forward.get(), backward.get());
  }

  /** F of all variants, one value a target: [variant][target]. */
  double[][] values(List<Variant> variants) {
    double[][] values = new double[variants.size()][targets.size()];
    run(
        variants,
        (tape, x, first) -> {
          Variable logits = function.logits(tape, tape.constant(x));
          for (int t = 0; t < targets.size(); t++) {
            copy(targets.get(t).of(logits), values, first, t);
          }
        });
    return values;
  }

  /**
   * F at all requests' variants, [request][target], and gradients of the wanted targets, which go
   * to the sink. The targets share the forward pass; each takes a backward pass.
   *
   * @param wanted numbers of the targets whose gradients are wanted
   */
  double[][] gradients(List<GradientRequest> requests, int[] wanted, GradientSink sink) {
    double[][] values = new double[requests.size()][targets.size()];
    run(
        requests.stream().map(GradientRequest::variant).toList(),
        (tape, x, first) -> {
          Variable rows = tape.input(x);
          Variable logits = function.logits(tape, rows);
          for (int t : wanted) {
            Variable f = targets.get(t).of(logits);
            copy(f, values, first, t);
            // Variants do not touch each other: the gradient of the sum holds each one's own.
            Gradients gradients = tape.backward(Ops.sum(f));
            Tensor gradient = gradients.of(rows);
            for (int i = 0; i < x.shape().dim(0); i++) {
              deliver(requests.get(first + i), first + i, t, gradient, i, sink);
            }
            backward.addAndGet(x.shape().dim(0));
          }
        });
    return values;
  }

  private void deliver(
      GradientRequest request, int number, int t, Tensor gradient, int i, GradientSink sink) {
    int width = input.width();
    int at = gradient.offset() + i * input.rows().size();
    for (int k = 0; k < request.rows().size(); k++) {
      sink.accept(number, t, k, gradient.array(), at + request.rows().row(k) * width);
    }
  }

  private static void copy(Variable f, double[][] values, int first, int t) {
    Tensor value = f.value();
    for (int i = 0; i < value.size(); i++) {
      values[first + i][t] = value.getFlat(i);
    }
  }

  private interface BatchTask {
    void run(Tape tape, Tensor x, int first);
  }

  private void run(List<Variant> variants, BatchTask task) {
    int batches = (variants.size() + batch - 1) / batch;
    // One batch has the threads to itself; several run side by side, each on one thread.
    ComputeContext inner = batches > 1 ? context.inline() : context;
    context.forEach(
        batches,
        (number, _) -> {
          int first = number * batch;
          int count = Math.min(batch, variants.size() - first);
          Tape tape = tapes.poll();
          Tape used = tape == null || tape.context() != inner ? new Tape(inner) : tape;
          try {
            task.run(used, rows(variants.subList(first, first + count)), first);
          } finally {
            used.reset();
            tapes.add(used);
          }
          report(count);
        });
  }

  /** The variants' rows: [B, m, d]. */
  private Tensor rows(List<Variant> variants) {
    int size = input.rows().size();
    float[] rows = new float[variants.size() * size];
    for (int i = 0; i < variants.size(); i++) {
      System.arraycopy(input.rows().array(), input.rows().offset(), rows, i * size, size);
      Variant variant = variants.get(i);
      for (int k = 0; k < variant.moved().size(); k++) {
        int row = variant.moved().row(k);
        input.interpolate(row, variant.alpha(), rows, i * size + row * input.width());
      }
    }
    return Tensor.wrap(rows, 0, Shape.of(variants.size(), input.size(), input.width()));
  }

  private void report(int count) {
    if (!monitor.progress(forward.addAndGet(count), expected.get())) {
      throw new CancellationException("the explanation was cancelled");
    }
  }
}
