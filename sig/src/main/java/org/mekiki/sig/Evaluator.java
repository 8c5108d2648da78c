package org.mekiki.sig;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/** Evaluates F and its gradient at many variants of one input, in batches on several threads. */
final class Evaluator {
  /** Token rows a batch: large enough to fill the kernels, small enough to stay in the cache. */
  private static final int BATCH_ROWS = 512;

  private final LogitFunction function;
  private final Target target;
  private final AttributionInput input;
  private final ComputeContext context;
  private final Monitor monitor;
  private final int batch;
  private final long total;
  private final AtomicLong done = new AtomicLong();
  private final ConcurrentLinkedQueue<Tape> tapes = new ConcurrentLinkedQueue<>();

  /** Writes variant {@code index}, which begins as a copy of x, at {@code at} of the array. */
  interface Variant {
    void write(int index, float[] rows, int at);
  }

  /** Takes the gradient of variant {@code index}, [m, d] from {@code at} on. */
  interface GradientSink {
    void accept(int index, float[] gradient, int at);
  }

  Evaluator(
      LogitFunction function,
      Target target,
      AttributionInput input,
      ComputeContext context,
      Monitor monitor,
      int batchRows,
      long total) {
    this.function = function;
    this.target = target;
    this.input = input;
    this.monitor = monitor;
    this.total = total;
    int rows = batchRows == 0 ? BATCH_ROWS : batchRows;
    this.batch = Math.max(1, rows / Math.max(1, input.size()));
    this.context = context;
  }

  /** F of all variants. */
  double[] values(int variants, Variant variant) {
    double[] values = new double[variants];
    run(
        variants,
        variant,
        (tape, x, first) -> {
          Tensor f = target.of(function.logits(tape, tape.constant(x))).value();
          for (int i = 0; i < f.size(); i++) {
            values[first + i] = f.getFlat(i);
          }
        });
    return values;
  }

  /** The gradients of F at all variants, given to the sink from several threads. */
  void gradients(int variants, Variant variant, GradientSink sink) {
    run(
        variants,
        variant,
        (tape, x, first) -> {
          Variable rows = tape.input(x);
          // Variants do not touch each other, so the gradient of the sum holds each one's own.
          Variable sum = Ops.sum(target.of(function.logits(tape, rows)));
          Tensor gradient = tape.backward(sum).of(rows);
          int size = input.rows().size();
          for (int i = 0; i < x.shape().dim(0); i++) {
            sink.accept(first + i, gradient.array(), gradient.offset() + i * size);
          }
        });
  }

  private interface BatchTask {
    void run(Tape tape, Tensor x, int first);
  }

  private void run(int variants, Variant variant, BatchTask task) {
    int batches = (variants + batch - 1) / batch;
    // One batch has the threads to itself; several run side by side, each on one thread.
    ComputeContext inner = batches > 1 ? context.inline() : context;
    context.forEach(
        batches,
        (number, _) -> {
          int first = number * batch;
          int count = Math.min(batch, variants - first);
          Tape tape = tapes.poll();
          Tape used = tape == null || tape.context() != inner ? new Tape(inner) : tape;
          try {
            task.run(used, variants(first, count, variant), first);
          } finally {
            used.reset();
            tapes.add(used);
          }
          report(count);
        });
  }

  private Tensor variants(int first, int count, Variant variant) {
    int size = input.rows().size();
    float[] rows = new float[count * size];
    for (int i = 0; i < count; i++) {
      System.arraycopy(input.rows().array(), input.rows().offset(), rows, i * size, size);
      variant.write(first + i, rows, i * size);
    }
    return Tensor.wrap(rows, 0, Shape.of(count, input.size(), input.width()));
  }

  private void report(int count) {
    if (!monitor.progress(done.addAndGet(count), total)) {
      throw new CancellationException("the explanation was cancelled");
    }
  }
}
