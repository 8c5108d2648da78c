package org.mekiki.core.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.mekiki.core.autodiff.Parameter;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.DropoutMask;
import org.mekiki.core.ops.LinearWeights;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/** A small network and the trainer: what is learnt, and that runs repeat bit for bit. */
final class TrainerTest {
  private static final int BITS = 4;

  /** A row of ±1, of some length, and whether an odd number of the first four is +1. */
  private record Row(float[] values, int target) {}

  private static List<Row> rows(int count, long seed) {
    var random = new Random(seed);
    var rows = new ArrayList<Row>();
    for (int i = 0; i < count; i++) {
      int parity = 0;
      float[] values = new float[BITS];
      for (int j = 0; j < BITS; j++) {
        boolean set = random.nextBoolean();
        values[j] = set ? 1 : -1;
        parity ^= set ? 1 : 0;
      }
      rows.add(new Row(values, parity));
    }
    return rows;
  }

  /** A network of two layers, which parity needs; examples are of two forms. */
  private static final class Parity implements Objective<Row> {
    final Parameter inner = parameter("inner.weight", 1, 32, BITS);
    final Parameter innerBias = parameter("inner.bias", 0, 32);
    final Parameter outer = parameter("outer.weight", 0.4, 2, 32);
    final Parameter outerBias = parameter("outer.bias", 0, 2);
    private final LinearWeights first = LinearWeights.trained(inner, innerBias);
    private final LinearWeights second = LinearWeights.trained(outer, outerBias);
    private final double dropout;

    Parity(double dropout) {
      this.dropout = dropout;
    }

    private static Parameter parameter(String name, double width, int... dims) {
      var random = new Random(name.hashCode());
      float[] values = new float[Shape.of(dims).size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (width * random.nextGaussian());
      }
      return new Parameter(name, Tensor.of(Shape.of(dims), values));
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(inner, innerBias, outer, outerBias);
    }

    @Override
    public Object form(Row example) {
      return example.values()[0];
    }

    @Override
    public int size(Row example) {
      return example.values()[0] > 0 ? 1 : 2;
    }

    @Override
    public Loss loss(Tape tape, List<Row> examples, Step step) {
      float[] x = new float[examples.size() * BITS];
      int[] numbers = new int[examples.size()];
      for (int i = 0; i < examples.size(); i++) {
        System.arraycopy(examples.get(i).values(), 0, x, i * BITS, BITS);
        numbers[i] = step.firstExample() + i;
      }
      Tensor in = Tensor.wrap(x, 0, Shape.of(examples.size(), BITS));
      Variable hidden = Ops.tanh(Ops.linear(tape.constant(in), first));
      if (dropout > 0 && step.isTraining()) {
        long key = DropoutMask.key(step.seed(), step.number());
        hidden = Ops.dropout(hidden, new DropoutMask(dropout, key, numbers));
      }
      Variable logits = Ops.linear(hidden, second);
      int hits = 0;
      int[] targets = examples.stream().mapToInt(Row::target).toArray();
      for (int i = 0; i < targets.length; i++) {
        boolean odd = logits.value().getFlat(2 * i + 1) > logits.value().getFlat(2 * i);
        hits += odd == (targets[i] == 1) ? 1 : 0;
      }
      return new Loss(Ops.crossEntropy(logits, targets), targets.length, hits);
    }
  }

  private static TrainingPlan plan(int epochs, int micro, int patience) {
    return new TrainingPlan(
        epochs,
        16,
        micro,
        0.01,
        LearningRateSchedule.cosine().withWarmUp(0.1),
        1,
        2,
        patience,
        0.9,
        5);
  }

  private static TrainingState state(Parity parity) {
    return new TrainingState(new AdamW(ParameterGroup.byShape(parity.parameters(), 0.01)));
  }

  /** All losses of a run, of steps and of evaluations. */
  private static final class Curve implements TrainingListener {
    final List<Double> values = new ArrayList<>();
    private final long stop;

    Curve(long stop) {
      this.stop = stop;
    }

    @Override
    public void stepped(StepReport report) {
      values.add(report.score().loss());
      values.add(report.gradientNorm());
    }

    @Override
    public void evaluated(TrainingState state, boolean best) {
      values.add(state.score().loss());
      values.add(state.score().accuracy());
    }

    @Override
    public boolean stopsAfter(TrainingState state) {
      return state.step() == stop;
    }
  }

  @Test
  void aSmallNetworkLearnsParity() throws IOException {
    var parity = new Parity(0);
    TrainingState state = state(parity);
    var trainer = new Trainer<>(parity, plan(60, 16, 0), ComputeContext.sequential());
    trainer.run(rows(200, 1), rows(64, 2), state, TrainingListener.NONE);
    assertEquals(1, state.bestScore().accuracy());
    state.restoreBest();
    assertEquals(1, trainer.evaluate(rows(300, 3)).accuracy());
  }

  @Test
  void curvesAreTheSameOnAnyNumberOfThreads() throws IOException {
    var curves = new ArrayList<List<Double>>();
    for (int threads = 1; threads <= 3; threads++) {
      try (ComputeContext context = ComputeContext.ownedPool(threads)) {
        var parity = new Parity(0.2);
        var curve = new Curve(-1);
        new Trainer<>(parity, plan(4, 16, 0), context)
            .run(rows(200, 1), rows(64, 2), state(parity), curve);
        curves.add(curve.values);
      }
    }
    assertEquals(curves.get(0), curves.get(1));
    assertEquals(curves.get(0), curves.get(2));
    assertEquals(4 * (13 * 2 + 2 * 2), curves.get(0).size());
  }

  /** Broken off anywhere and read from a checkpoint, a run goes on as if nothing had happened. */
  @Test
  void aRunGoesOnFromACheckpoint() throws IOException {
    var whole = new Curve(-1);
    var parity = new Parity(0.2);
    TrainingState expected = state(parity);
    run(parity, expected, whole);
    for (long stop : new long[] {1, 6, 13, 20, 51}) {
      var first = new Parity(0.2);
      TrainingState before = state(first);
      var curve = new Curve(stop);
      run(first, before, curve);
      var bytes = new ByteArrayOutputStream();
      before.writeTo(new DataOutputStream(bytes));

      var second = new Parity(0.2);
      TrainingState after = state(second);
      after.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
      assertEquals(stop, after.step());
      var rest = new Curve(-1);
      run(second, after, rest);
      var both = new ArrayList<>(curve.values);
      both.addAll(rest.values);
      assertEquals(whole.values, both, "after step " + stop);
      assertEquals(expected.bestStep(), after.bestStep());
      after.restoreBest();
      expected.restoreBest();
      for (int i = 0; i < 4; i++) {
        assertArrayEquals(parity.parameters().get(i).values(), second.parameters().get(i).values());
      }
    }
  }

  private static void run(Parity parity, TrainingState state, TrainingListener listener)
      throws IOException {
    new Trainer<>(parity, plan(4, 16, 0), ComputeContext.sequential())
        .run(rows(200, 1), rows(64, 2), state, listener);
  }

  /** Dropout too is the same: it follows the example, not the part. */
  @Test
  void partsOfABatchAddUpToTheBatch() throws IOException {
    List<Double> whole = steps(16);
    for (int micro : new int[] {1, 5}) {
      List<Double> cut = steps(micro);
      for (int i = 0; i < whole.size(); i++) {
        assertEquals(whole.get(i), cut.get(i), 1e-4 * Math.abs(whole.get(i)) + 1e-6);
      }
    }
  }

  private static List<Double> steps(int micro) throws IOException {
    var parity = new Parity(0.2);
    var curve = new Curve(8);
    new Trainer<>(parity, plan(4, micro, 0), ComputeContext.sequential())
        .run(rows(200, 1), rows(64, 2), state(parity), curve);
    return curve.values;
  }

  @Test
  void anotherSeedGivesAnotherRun() throws IOException {
    var one = new Curve(3);
    var first = new Parity(0);
    run(first, state(first), one);
    TrainingPlan other = TrainingPlan.of(4, 16, 0.01, 6);
    var parity = new Parity(0);
    var two = new Curve(3);
    new Trainer<>(parity, other, ComputeContext.sequential())
        .run(rows(200, 1), rows(64, 2), state(parity), two);
    assertNotEquals(one.values, two.values);
  }

  /** Answers of a coin cannot be learnt: the run ends long before its epochs do. */
  @Test
  void withoutABetterScoreItEndsEarly() throws IOException {
    var random = new Random(9);
    List<Row> noise =
        rows(64, 2).stream().map(row -> new Row(row.values(), random.nextInt(2))).toList();
    var parity = new Parity(0);
    TrainingState state = state(parity);
    new Trainer<>(parity, plan(400, 16, 3), ComputeContext.sequential())
        .run(rows(64, 1), noise, state, TrainingListener.NONE);
    assertEquals(3, state.evaluationsWithoutBetter());
    assertTrue(state.step() < 200, "step " + state.step());
    assertTrue(state.bestStep() < state.step());
  }

  @Test
  void everyExampleIsSeenOnceAnEpochAndLikeLengthsTogether() {
    int[] lengths = new Random(1).ints(1000, 3, 40).toArray();
    var epoch = new LengthBatches(1000, i -> lengths[i], 16, 7, 0);
    int[] seen = new int[1000];
    int spread = 0;
    for (int b = 0; b < epoch.count(); b++) {
      int[] batch = epoch.batch(b);
      assertTrue(batch.length == 16 || b == epoch.count() - 1);
      for (int i : batch) {
        seen[i]++;
      }
      int[] its = Arrays.stream(batch).map(i -> lengths[i]).toArray();
      spread += Arrays.stream(its).max().getAsInt() - Arrays.stream(its).min().getAsInt();
    }
    assertTrue(Arrays.stream(seen).allMatch(count -> count == 1));
    assertTrue(spread <= 2 * epoch.count(), "spread " + spread);
    var again = new LengthBatches(1000, i -> lengths[i], 16, 7, 0);
    var next = new LengthBatches(1000, i -> lengths[i], 16, 7, 1);
    assertArrayEquals(epoch.batch(3), again.batch(3));
    assertTrue(!Arrays.equals(epoch.batch(3), next.batch(3)));
  }

  @Test
  void lossesThatAreNotFiniteEndTheRun() {
    var parity = new Parity(0);
    parity.outer.values()[0] = Float.NaN;
    parity.outer.changed();
    var e =
        assertThrows(
            ArithmeticException.class, () -> run(parity, state(parity), TrainingListener.NONE));
    assertTrue(e.getMessage().contains("step 1"), e.getMessage());
  }
}
