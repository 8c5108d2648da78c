package org.mekiki.sig.evaluation;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.model.VariantFunction;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.runtime.Interruption;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.sig.attribution.AttributionInput;
import org.mekiki.sig.attribution.AttributionTask;
import org.mekiki.sig.attribution.Deadline;
import org.mekiki.sig.attribution.LogitFunction;
import org.mekiki.sig.attribution.Monitor;
import org.mekiki.sig.attribution.PassCounts;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.attribution.RunSettings;
import org.mekiki.sig.attribution.Target;

/**
 * Evaluates the explained scalars and their gradients at variants of one input, in batches on
 * several threads. What comes out for a variant depends on that variant alone, bit for bit.
 */
public final class Evaluator implements AutoCloseable {
  /**
   * Token rows a batch: enough to read the weights for, few enough to stay in the cache, and the
   * memory of a pass with gradient is in proportion ({@code docs/records/2026-11-benchmarks.md} has
   * the figures).
   */
  private static final int BATCH_ROWS = 256;

  /** Batches a thread that are evaluated between two looks at the deadline. */
  private static final int BATCHES_A_STRETCH = 4;

  private static final int[] NO_TARGETS = {};

  private final LogitFunction function;
  private final List<Target> targets;
  private final AttributionInput input;
  private final ComputeContext context;
  private final Monitor monitor;
  private final int batch;
  private final long limit;
  private final Deadline deadline;
  private final AtomicLong expected = new AtomicLong();
  private final AtomicLong forward = new AtomicLong();
  private final AtomicLong backward = new AtomicLong();
  private final AtomicLong multiplyAdds = new AtomicLong();
  private final GradientBuffers buffers;
  private final ConcurrentLinkedQueue<VariantPass> passes = new ConcurrentLinkedQueue<>();
  private final ComputeContext inline;
  private final Interruption caller = Interruption.ofCaller();
  private final Optional<double[]> answer;
  private Optional<VariantFunction> shared;

  /** Takes gradients, from several threads. */
  public interface GradientSink {
    /**
     * Takes one row of one gradient; a request's rows come in ascending order.
     *
     * @param request number of the request
     * @param target number of the target
     * @param position of the row in the request's rows
     * @param gradient holds the row's d values; valid during the call only
     * @param at where its first value is
     */
    void accept(int request, int target, int position, float[] gradient, int at);
  }

  /**
   * An evaluator of a task's targets at variants of its input.
   *
   * @param task what is asked; its settings give the size of batches and the limits
   */
  public Evaluator(AttributionTask task) {
    function = task.function();
    targets = task.targets();
    input = task.input();
    monitor = task.monitor();
    RunSettings settings = task.settings();
    int rows = settings.batchRows() == 0 ? BATCH_ROWS : settings.batchRows();
    batch = Math.max(1, rows / Math.max(1, input.size()));
    limit = settings.passes();
    deadline = settings.deadline();
    context = task.context();
    inline = context.inline();
    buffers = new GradientBuffers(context);
    answer = task.answer().map(this::valuesOf);
  }

  /** F of each target, computed from known logits by the ops that every pass applies. */
  private double[] valuesOf(Tensor logits) {
    var tape = new Tape(context);
    Variable row = tape.constant(logits);
    return targets.stream().mapToDouble(target -> target.of(row).value().getFlat(0)).toArray();
  }

  /**
   * Tells the monitor of variants that are going to be evaluated.
   *
   * @param variants their number
   */
  public void expect(long variants) {
    expected.addAndGet(variants);
  }

  /** {@return what was evaluated so far} */
  public PassCounts counts() {
    return new PassCounts(forward.get(), backward.get(), multiplyAdds.get());
  }

  /**
   * {@return the passes that the limit still allows; {@link Long#MAX_VALUE} where there is no
   * limit}
   */
  public long remaining() {
    return limit == Long.MAX_VALUE ? limit : Math.max(0, limit - counts().total());
  }

  /** {@return whether there is a time to keep} */
  public boolean limitedInTime() {
    return !deadline.equals(Deadline.NONE);
  }

  /** {@return whether the time is over} */
  public boolean outOfTime() {
    return deadline.passed();
  }

  /**
   * {@return so many variants that all threads are busy for a while: a good number to evaluate
   * between two looks at the time, or before gradients are added up}
   */
  public int stretch() {
    return batch * BATCHES_A_STRETCH * context.parallelism();
  }

  /** {@return where gradients and integrals are kept; valid until this evaluator is closed} */
  public GradientBuffers buffers() {
    return buffers;
  }

  /**
   * F of all variants. Of the input itself it is taken from the task's answer, where that is known,
   * and takes no pass.
   *
   * @param variants where to evaluate
   * @return one value a target: [variant][target]
   */
  public double[][] values(List<Variant> variants) {
    List<Variant> open =
        answer.isEmpty()
            ? variants
            : variants.stream().filter(v -> !v.equals(Variant.INPUT)).toList();
    double[][] values =
        run(
            open.stream().map(variant -> new GradientRequest(variant, RowSet.NONE)).toList(),
            NO_TARGETS,
            (_, _, _, _, _) -> {});
    return open.size() == variants.size() ? values : withAnswer(variants, values);
  }

  private double[][] withAnswer(List<Variant> variants, double[][] values) {
    double[][] all = new double[variants.size()][];
    int at = 0;
    for (int i = 0; i < all.length; i++) {
      boolean known = variants.get(i).equals(Variant.INPUT);
      all[i] = known ? answer.orElseThrow().clone() : values[at++];
      expected.addAndGet(known ? -1 : 0);
    }
    return all;
  }

  /**
   * F of all variants, and gradients of the wanted targets, which go to the sink. The targets share
   * the forward pass; each takes a backward pass.
   *
   * @param requests where to evaluate, and the rows whose gradients are wanted
   * @param wanted numbers of the targets whose gradients are wanted
   * @param sink takes the gradients
   * @return one value a target: [request][target]
   */
  public double[][] gradients(List<GradientRequest> requests, int[] wanted, GradientSink sink) {
    return run(requests, wanted, sink);
  }

  private double[][] run(List<GradientRequest> requests, int[] wanted, GradientSink sink) {
    if (requests.isEmpty()) {
      return new double[0][];
    }
    double[][] values = new double[requests.size()][targets.size()];
    caller.check();
    int size = batchSize(requests.size());
    int batches = (requests.size() + size - 1) / size;
    // One batch has the threads to itself; several run side by side, each on one thread.
    ComputeContext inner = batches > 1 ? inline : context;
    if (shared == null) {
      shared = function.share(input.rows());
      multiplyAdds.addAndGet(shared.map(VariantFunction::sharedMultiplyAdds).orElse(0L));
    }
    context.forEach(
        batches,
        (number, _) -> {
          int first = number * size;
          int count = Math.min(size, requests.size() - first);
          List<GradientRequest> some = requests.subList(first, first + count);
          VariantRows rows =
              shared.isPresent() ? VariantRows.few(input, some) : VariantRows.whole(input, some);
          VariantPass pass = pass(inner);
          pass.run(rows, wanted);
          for (int i = 0; i < count; i++) {
            for (int t = 0; t < targets.size(); t++) {
              values[first + i][t] = pass.value(i, t);
            }
            for (int t : wanted) {
              deliver(some.get(i), first + i, t, pass.gradient(t), rows, i, sink);
            }
          }
          multiplyAdds.addAndGet(pass.multiplyAdds());
          passes.add(pass);
          backward.addAndGet((long) count * wanted.length);
          report(count);
        });
    return values;
  }

  /** Batches of even size, as many for each thread; no bit depends on how requests are cut. */
  private int batchSize(int requests) {
    int batches = (requests + batch - 1) / batch;
    int threads = context.parallelism();
    int even = batches <= 1 ? 1 : (batches + threads - 1) / threads * threads;
    return Math.max(1, (requests + even - 1) / even);
  }

  /** One that no thread uses, of this context; a failed one is not given back. */
  private VariantPass pass(ComputeContext inner) {
    VariantPass idle = passes.poll();
    if (idle != null && idle.context() != inner) {
      idle.end();
      idle = null;
    }
    return idle == null
        ? new VariantPass(function, shared.orElse(null), targets, input, inner)
        : idle;
  }

  private void deliver(
      GradientRequest request,
      int number,
      int t,
      Tensor gradient,
      VariantRows rows,
      int i,
      GradientSink sink) {
    for (int k = 0; k < request.rows().size(); k++) {
      int at = gradient.offset() + rows.place(i, request.rows().row(k)) * input.width();
      sink.accept(number, t, k, gradient.array(), at);
    }
  }

  /** Gives the buffers of all passes back. */
  @Override
  public void close() {
    passes.forEach(VariantPass::end);
    passes.clear();
    buffers.close();
  }

  private void report(int count) {
    caller.check();
    if (!monitor.progress(forward.addAndGet(count), expected.get())) {
      throw new CancellationException("the explanation was cancelled");
    }
  }
}
