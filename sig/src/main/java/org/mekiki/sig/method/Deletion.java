package org.mekiki.sig.method;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.AttributionInput;
import org.mekiki.sig.attribution.AttributionMethod;
import org.mekiki.sig.attribution.AttributionTask;
import org.mekiki.sig.attribution.Guarantee;
import org.mekiki.sig.attribution.LogitFunction;
import org.mekiki.sig.attribution.MethodTraits;
import org.mekiki.sig.attribution.PassCosts;
import org.mekiki.sig.attribution.PassCounts;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.attribution.RunSettings;
import org.mekiki.sig.attribution.Target;
import org.mekiki.sig.evaluation.CountedWork;

/**
 * Leave one out by deletion (Li et al. 2016, <i>Understanding Neural Networks through
 * Representation Erasure</i>): F(x) less F of the text without the unit's rows, which closes up. No
 * baseline takes their place, but what follows moves to other positions.
 */
public final class Deletion implements AttributionMethod {
  /** The method. */
  public Deletion() {}

  @Override
  public String name() {
    return "deletion";
  }

  @Override
  public MethodTraits traits() {
    return MethodTraits.of("leave one out by deletion", Guarantee.PARTS)
        .withoutFeatures()
        .withoutBaseline();
  }

  @Override
  public PassCosts costs(RunSettings settings, int targets) {
    return new PassCosts(1, 1);
  }

  /**
   * Attributes.
   *
   * @throws IllegalArgumentException if the function cannot be asked about fewer rows, or a unit is
   *     all that there is
   */
  @Override
  public List<Attribution> attribute(AttributionTask task) {
    List<RowSet> units = task.input().units();
    var work = new CountedWork(task.monitor(), 1L + units.size());
    double[][] values = new double[1 + units.size()][];
    var multiplyAdds = new LongAdder();
    // Texts of different lengths share no batch; each is a task on one thread.
    task.context()
        .forEach(
            values.length,
            (i, _) -> {
              RowSet deleted = i == 0 ? RowSet.NONE : units.get(i - 1);
              values[i] =
                  values(
                      task.function(),
                      task.targets(),
                      task.input(),
                      deleted,
                      task.context().inline(),
                      multiplyAdds);
              work.done(1);
            });
    var counts = new PassCounts(values.length, 0, multiplyAdds.sum());
    var numbers = new HashMap<RowSet, Integer>();
    for (int u = 0; u < units.size(); u++) {
      numbers.put(units.get(u), 1 + u);
    }
    return IntStream.range(0, task.targets().size())
        .mapToObj(
            t -> {
              var scores =
                  new UnitScores(task.input(), unit -> values[0][t] - values[numbers.get(unit)][t]);
              return scores.attribution(values[0][t], OptionalDouble.empty(), counts, guarantee());
            })
        .toList();
  }

  /** F of all targets without some of the rows. */
  private static double[] values(
      LogitFunction function,
      List<Target> targets,
      AttributionInput input,
      RowSet deleted,
      ComputeContext context,
      LongAdder multiplyAdds) {
    var left = new ArrayList<Integer>();
    for (int row = 0; row < input.size(); row++) {
      if (deleted.position(row) < 0) {
        left.add(row);
      }
    }
    if (left.isEmpty()) {
      throw new IllegalArgumentException(
          "a word or phrase is the whole input; deletion leaves nothing to ask about");
    }
    int width = input.width();
    float[] rows = new float[left.size() * width];
    for (int i = 0; i < left.size(); i++) {
      System.arraycopy(
          input.rows().array(),
          input.rows().offset() + left.get(i) * width,
          rows,
          i * width,
          width);
    }
    LogitFunction shorter =
        deleted.size() == 0
            ? function
            : function
                .without(deleted)
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "this model cannot be asked about fewer rows; use occlusion"));
    var tape = new Tape(context);
    Tensor batch = Tensor.wrap(rows, 0, Shape.of(1, left.size(), width));
    Variable logits = shorter.logits(tape, tape.constant(batch));
    double[] found =
        targets.stream().mapToDouble(target -> target.of(logits).value().getFlat(0)).toArray();
    multiplyAdds.add(tape.multiplyAdds());
    return found;
  }
}
