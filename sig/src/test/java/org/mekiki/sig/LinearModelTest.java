package org.mekiki.sig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Operand;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.AttributionInput;
import org.mekiki.sig.attribution.AttributionMethod;
import org.mekiki.sig.attribution.AttributionTask;
import org.mekiki.sig.attribution.Guarantee;
import org.mekiki.sig.attribution.LogitFunction;
import org.mekiki.sig.attribution.Monitor;
import org.mekiki.sig.attribution.OutputKind;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.attribution.RunSettings;
import org.mekiki.sig.attribution.Target;
import org.mekiki.sig.method.Lime;
import org.mekiki.sig.method.RandomScores;

/** F = Σ_ij w_ij x_ij + c, for which every method's answer is known in closed form. */
final class LinearModelTest {
  private static final int ROWS = 9;
  private static final int WIDTH = 5;
  private static final double CONSTANT = 0.75;

  private final Random random = new Random(11);
  private final Tensor weights = values(ROWS, WIDTH);
  private final Tensor table = values(60, WIDTH);
  private final AttributionInput input = input();

  private Tensor values(int... dims) {
    float[] values = new float[Shape.of(dims).size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Tensor.of(Shape.of(dims), values);
  }

  /** Rows 0 to 8 of the table, moved from its row 59; the first stays. */
  private AttributionInput input() {
    float[] rows = new float[ROWS * WIDTH];
    float[] starts = new float[ROWS * WIDTH];
    boolean[] movable = new boolean[ROWS];
    for (int i = 0; i < ROWS; i++) {
      System.arraycopy(table.array(), table.offset() + i * WIDTH, rows, i * WIDTH, WIDTH);
      System.arraycopy(table.array(), table.offset() + 59 * WIDTH, starts, i * WIDTH, WIDTH);
      movable[i] = i > 0;
    }
    Shape shape = Shape.of(ROWS, WIDTH);
    return new AttributionInput(Tensor.of(shape, rows), Tensor.of(shape, starts), movable)
        .withWords(
            List.of(
                RowSet.of(1),
                RowSet.of(2, 3),
                RowSet.of(4),
                RowSet.of(5),
                RowSet.of(6),
                RowSet.of(7),
                RowSet.of(8)))
        .withPhrases(List.of(RowSet.of(3, 4, 5)));
  }

  /** The model of the rows that are left. */
  private LogitFunction model(RowSet without) {
    int[] left =
        java.util.stream.IntStream.range(0, ROWS).filter(i -> without.position(i) < 0).toArray();
    float[] w = new float[left.length * WIDTH];
    for (int i = 0; i < left.length; i++) {
      System.arraycopy(weights.array(), weights.offset() + left[i] * WIDTH, w, i * WIDTH, WIDTH);
    }
    Tensor column = Tensor.of(Shape.of(w.length, 1), w);
    return new LogitFunction() {
      @Override
      public Variable logits(Tape tape, Operand x) {
        Variable rows = Ops.reshape(x, x.shape().dim(0), w.length);
        return Ops.add(Ops.matMul(rows, tape.constant(column)), (float) CONSTANT);
      }

      @Override
      public Optional<Tensor> embeddingTable() {
        return Optional.of(table);
      }

      @Override
      public Optional<LogitFunction> without(RowSet rows) {
        return Optional.of(model(rows));
      }
    };
  }

  private Attribution attribute(AttributionMethod method) {
    return method.attributeOne(
        new AttributionTask(
            model(RowSet.NONE),
            List.of(new Target(0, OutputKind.LOGIT)),
            input,
            RunSettings.DEFAULT,
            ComputeContext.sequential(),
            Monitor.NONE));
  }

  /** Sums a product over the features of some rows. */
  private double sum(RowSet rows, java.util.function.IntToDoubleFunction factor) {
    double sum = 0;
    for (int k = 0; k < rows.size(); k++) {
      for (int j = 0; j < WIDTH; j++) {
        int at = rows.row(k) * WIDTH + j;
        sum += weights.getFlat(at) * factor.applyAsDouble(at);
      }
    }
    return sum;
  }

  private double expected(String method, RowSet rows) {
    return switch (method) {
      case "gradient" -> sum(rows, _ -> 1);
      case "gradient-norm", "smoothgrad" -> Math.sqrt(sum(rows, weights::getFlat));
      case "input-x-gradient", "deletion", "linear", "cp-lrp", "attn-lrp", "gim" ->
          sum(rows, input.rows()::getFlat);
      default -> sum(rows, at -> (double) input.rows().getFlat(at) - input.baseline().getFlat(at));
    };
  }

  @Test
  void everyMethodHasTheAnswerThatIsKnown() {
    for (String name : Methods.names()) {
      if (name.equals("random") || name.equals("lime")) {
        continue;
      }
      Attribution found = attribute(Methods.of(name));
      for (RowSet unit : input.units()) {
        assertEquals(expected(name, unit), found.unit(unit).raw(), 2e-5, name + unit);
      }
      assertEquals(0, found.raw(0), name);
      assertEquals(
          sum(RowSet.of(0, 1, 2, 3, 4, 5, 6, 7, 8), input.rows()::getFlat) + CONSTANT,
          found.fInput(),
          1e-5,
          name);
      if (found.guarantee() == Guarantee.SUM) {
        assertEquals(0, found.totalDelta().orElseThrow(), 2e-5, name);
        assertTrue(found.converged(), name);
      }
    }
  }

  /** The penalty pulls all weights towards 0, the less the more copies there are. */
  @Test
  void limeComesAsNearAsItsPenaltyAllows() {
    double before = Double.POSITIVE_INFINITY;
    for (int samples : new int[] {100, 1000, 20000}) {
      Attribution found = attribute(new Lime(samples, 1));
      double error = 0;
      for (RowSet unit : input.units()) {
        error = Math.max(error, Math.abs(expected("lime", unit) - found.unit(unit).raw()));
      }
      assertTrue(error < before / 4, samples + ": " + error + " after " + before);
      before = error;
    }
    assertEquals(0, before, 0.03);
  }

  /** The control owes nothing to the model. */
  @Test
  void randomScoresAreUniform() {
    double sum = 0;
    double squares = 0;
    int count = 0;
    for (int seed = 0; seed < 400; seed++) {
      Attribution found = attribute(new RandomScores(seed));
      for (RowSet unit : input.units()) {
        double raw = found.unit(unit).raw();
        assertTrue(raw >= -1 && raw < 1);
        sum += raw;
        squares += raw * raw;
        count++;
      }
    }
    assertEquals(0, sum / count, 0.03);
    assertEquals(1 / 3.0, squares / count, 0.02);
  }
}
