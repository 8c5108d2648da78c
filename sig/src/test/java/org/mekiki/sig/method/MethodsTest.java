package org.mekiki.sig.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Operand;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.sig.Methods;
import org.mekiki.sig.SmallModel;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.AttributionInput;
import org.mekiki.sig.attribution.AttributionMethod;
import org.mekiki.sig.attribution.AttributionTask;
import org.mekiki.sig.attribution.Guarantee;
import org.mekiki.sig.attribution.LogitFunction;
import org.mekiki.sig.attribution.MethodSettings;
import org.mekiki.sig.attribution.Monitor;
import org.mekiki.sig.attribution.OutputKind;
import org.mekiki.sig.attribution.PassCosts;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.attribution.RunSettings;
import org.mekiki.sig.attribution.Target;
import org.mekiki.sig.game.Randomness;
import org.mekiki.sig.quadrature.QuadratureRule;

/** What holds for all methods, and the axioms of those that promise them. */
final class MethodsTest {
  private static final int ROWS = 7;
  private static final int WIDTH = 4;
  private static final List<Target> TARGETS =
      List.of(new Target(1, OutputKind.LOGIT), new Target(0, OutputKind.PROBABILITY));

  private final SmallModel model = new SmallModel(true, 0.5);

  static Stream<String> names() {
    return Methods.names().stream();
  }

  /** The model with a table and shorter inputs, which it fills up with zeros. */
  private LogitFunction function() {
    return function(model::logits);
  }

  private LogitFunction function(LogitFunction of) {
    return new LogitFunction() {
      @Override
      public Variable logits(Tape tape, Operand x) {
        int missing = ROWS - x.shape().dim(1);
        Variable given = x instanceof Variable variable ? variable : tape.constant(x.value());
        return of.logits(
            tape,
            missing == 0
                ? given
                : Ops.concat(
                    1,
                    given,
                    tape.constant(Tensor.zeros(Shape.of(x.shape().dim(0), missing, WIDTH)))));
      }

      @Override
      public Optional<Tensor> embeddingTable() {
        float[] rows = new float[2 * ROWS * WIDTH];
        System.arraycopy(model.input().rows().toArray(), 0, rows, 0, ROWS * WIDTH);
        System.arraycopy(model.input().baseline().toArray(), 0, rows, ROWS * WIDTH, ROWS * WIDTH);
        return Optional.of(Tensor.of(Shape.of(2 * ROWS, WIDTH), rows));
      }

      @Override
      public Optional<LogitFunction> without(RowSet rows) {
        return Optional.of(this);
      }
    };
  }

  private AttributionInput input() {
    return model
        .input()
        .withWords(List.of(RowSet.of(1, 2), RowSet.of(3), RowSet.of(4), RowSet.of(5), RowSet.of(6)))
        .withPhrases(List.of(RowSet.of(2, 3), RowSet.of(5, 6)));
  }

  private List<Attribution> attribute(
      AttributionMethod method, RunSettings settings, ComputeContext context) {
    return method.attribute(
        new AttributionTask(function(), TARGETS, input(), settings, context, Monitor.NONE));
  }

  private static AttributionMethod method(String name, long seed) {
    return Methods.of(
        name, MethodSettings.of(seed, name.equals("kernel-shap") ? 9 : 30, null, 5, 4));
  }

  /** Scores of all units of all targets. */
  private List<Double> scores(List<Attribution> attributions) {
    var scores = new ArrayList<Double>();
    for (Attribution attribution : attributions) {
      input().units().forEach(unit -> scores.add(attribution.unit(unit).raw()));
      attribution.totalDelta().ifPresent(scores::add);
    }
    return scores;
  }

  @ParameterizedTest
  @MethodSource("names")
  void aKnownAnswerSavesItsPassesAndChangesNoBit(String name) {
    AttributionMethod method = method(name, 4);
    RunSettings settings = RunSettings.fixed(QuadratureRule.GAUSS_LEGENDRE, 5);
    var open =
        new AttributionTask(
            function(), TARGETS, input(), settings, ComputeContext.sequential(), Monitor.NONE);
    var tape = new Tape(ComputeContext.sequential());
    Tensor rows = input().rows();
    Tensor logits =
        function()
            .logits(
                tape, tape.constant(rows.reshaped(Shape.of(1, input().size(), input().width()))))
            .value();
    List<Attribution> found = method.attribute(open);
    List<Attribution> knowing = method.attribute(open.withAnswer(logits));
    for (int t = 0; t < TARGETS.size(); t++) {
      assertEquals(found.get(t).fInput(), knowing.get(t).fInput(), "F(x)");
      for (int i = 0; i < input().size(); i++) {
        assertEquals(found.get(t).raw(i), knowing.get(t).raw(i), "token " + i);
      }
    }
    assertEquals(
        method.costs(settings, TARGETS.size()).answer(),
        found.getFirst().counts().total() - knowing.getFirst().counts().total());
  }

  @ParameterizedTest
  @MethodSource("names")
  void threadsAndBatchesChangeNothing(String name) {
    List<Double> expected =
        scores(attribute(method(name, 4), RunSettings.DEFAULT, ComputeContext.sequential()));
    try (var pool = ComputeContext.ownedPool(3)) {
      for (int rows : new int[] {1, 20, 5000}) {
        RunSettings settings = RunSettings.DEFAULT.withBatchRows(rows);
        assertEquals(expected, scores(attribute(method(name, 4), settings, pool)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void seedsMatterWhereThereIsChance(String name) {
    if (name.equals("shapley")) {
      return; // so few words have no chance: ShapleyTest has more
    }
    boolean random = method(name, 0).parameters().containsKey("seed");
    List<Double> one =
        scores(attribute(method(name, 1), RunSettings.DEFAULT, ComputeContext.sequential()));
    List<Double> other =
        scores(attribute(method(name, 2), RunSettings.DEFAULT, ComputeContext.sequential()));
    assertEquals(random, !one.equals(other));
  }

  /** Targets that are asked for together get what they get alone. */
  @ParameterizedTest
  @MethodSource("names")
  void targetsDoNotTouchEachOther(String name) {
    List<Attribution> both =
        attribute(
            method(name, 4),
            RunSettings.fixed(QuadratureRule.GAUSS_LEGENDRE, 5),
            ComputeContext.sequential());
    for (int t = 0; t < 2; t++) {
      Attribution alone =
          method(name, 4)
              .attributeOne(
                  new AttributionTask(
                      function(),
                      List.of(TARGETS.get(t)),
                      input(),
                      RunSettings.fixed(QuadratureRule.GAUSS_LEGENDRE, 5),
                      ComputeContext.sequential(),
                      Monitor.NONE));
      assertEquals(scores(List.of(alone)), scores(List.of(both.get(t))));
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void costsAreWhatIsEvaluated(String name) {
    RunSettings settings = RunSettings.fixed(QuadratureRule.GAUSS_LEGENDRE, 5);
    Attribution found =
        attribute(method(name, 4), settings, ComputeContext.sequential()).getFirst();
    PassCosts costs =
        method(name, 4).costs(settings, TARGETS.size(), input().words(), input().phrases());
    assertEquals(costs.of(input().units().size()), found.counts().total());
    PassCosts least = method(name, 4).costs(settings, TARGETS.size());
    assertTrue(least.base() <= costs.base() && least.unit() == costs.unit());
  }

  @ParameterizedTest
  @MethodSource("names")
  void progressEndsWithAllAndCanBeStopped(String name) {
    long[] last = new long[2];
    method(name, 4)
        .attribute(
            new AttributionTask(
                function(),
                TARGETS,
                input(),
                RunSettings.fixed(QuadratureRule.GAUSS_LEGENDRE, 5),
                ComputeContext.sequential(),
                (done, total) -> {
                  last[0] = done;
                  last[1] = total;
                  return true;
                }));
    assertTrue(last[1] > 0);
    assertEquals(last[1], last[0]);
    assertThrows(
        CancellationException.class,
        () ->
            method(name, 4)
                .attribute(
                    new AttributionTask(
                        function(),
                        TARGETS,
                        input(),
                        RunSettings.DEFAULT,
                        ComputeContext.sequential(),
                        (_, _) -> false)));
  }

  @ParameterizedTest
  @MethodSource("names")
  void whatAMethodSaysOfItselfHolds(String name) {
    AttributionMethod method = method(name, 4);
    assertEquals(name, method.name());
    assertFalse(method.title().isBlank());
    Attribution found =
        attribute(method, RunSettings.adaptive(1e-4), ComputeContext.sequential()).getFirst();
    assertEquals(method.guarantee(), found.guarantee());
    assertEquals(method.hasFeatures(), found.hasFeatures());
    assertEquals(method.guarantee() == Guarantee.SUM, found.totalDelta().isPresent());
    if (method.guarantee() == Guarantee.NONE) {
      assertTrue(found.delta(3).isEmpty() && found.fMasked(3).isEmpty());
      assertEquals(0, found.maxAbsDelta());
    }
    double smallest =
        input().units().stream().mapToDouble(u -> found.unit(u).raw()).min().orElse(0);
    assertEquals(!method.signed(), smallest >= 0);
    if (method.hasFeatures()) {
      for (int row = 1; row < ROWS; row++) {
        double sum = 0;
        for (int j = 0; j < WIDTH; j++) {
          sum += found.features().get(row, j);
        }
        assertEquals(found.raw(row), sum, 1e-5);
      }
    }
  }

  /** Where a score belongs to a row's features, the same features under another baseline tell. */
  @ParameterizedTest
  @MethodSource("names")
  void theBaselineMattersOrIsNotAskedFor(String name) {
    AttributionMethod method = method(name, 4);
    if (name.startsWith("dig")) {
      return; // its baselines are words
    }
    var other =
        new AttributionInput(
                model.input().rows(), Tensor.zeros(Shape.of(ROWS, WIDTH)), model.input().movable())
            .withWords(input().words())
            .withPhrases(input().phrases());
    List<Attribution> found =
        method.attribute(
            new AttributionTask(
                function(),
                TARGETS,
                other,
                RunSettings.DEFAULT,
                ComputeContext.sequential(),
                Monitor.NONE));
    List<Attribution> before = attribute(method, RunSettings.DEFAULT, ComputeContext.sequential());
    assertEquals(method.usesBaseline(), !scores(before).equals(scores(found)));
  }

  /** A row that the model does not read scores 0 by every method but the control. */
  @ParameterizedTest
  @MethodSource("names")
  void dummiesScoreNothing(String name) {
    if (name.equals("random") || name.equals("deletion")) {
      return; // what follows a deleted row is read at another place
    }
    LogitFunction blind =
        (tape, x) -> {
          Variable kept = Ops.slice(x, 1, 0, 3);
          Variable rest = Ops.slice(x, 1, 4, ROWS);
          Variable nothing = tape.constant(Tensor.zeros(Shape.of(x.shape().dim(0), 1, WIDTH)));
          return model.logits(tape, Ops.concat(1, kept, nothing, rest));
        };
    Attribution found =
        (name.equals("kernel-shap") ? Methods.of(name) : method(name, 4))
            .attribute(
                new AttributionTask(
                    function(blind),
                    TARGETS,
                    input(),
                    RunSettings.DEFAULT,
                    ComputeContext.sequential(),
                    Monitor.NONE))
            .getFirst();
    // LIME's penalty leaves a little where samples are few.
    double tolerance = name.equals("lime") ? 0.2 * found.largestScore() : 1e-6;
    assertEquals(0, found.raw(3), tolerance);
    assertTrue(Math.abs(found.unit(RowSet.of(1, 2)).raw()) > 1e-3, "sensitivity");
  }

  /** Rows that stand for the same in the same place of the function score the same. */
  @ParameterizedTest
  @MethodSource("names")
  void equalRowsScoreEqually(String name) {
    if (!name.matches(
        "sig|sig-exact|ig|gradient|gradient-norm|input-x-gradient"
            + "|difference-x-gradient|gradient-shap|deeplift|occlusion|kernel-shap|shapley")) {
      return; // the others promise it in the mean over their samples, or move rows apart
    }
    LogitFunction symmetric =
        (tape, x) -> {
          Variable mean = Ops.mean(x, 1);
          return Ops.mul(Ops.tanh(Ops.scale(mean, 3)), Ops.exp(mean));
        };
    float[] rows = model.input().rows().toArray();
    float[] starts = model.input().baseline().toArray();
    System.arraycopy(rows, 3 * WIDTH, rows, 5 * WIDTH, WIDTH);
    System.arraycopy(starts, 3 * WIDTH, starts, 5 * WIDTH, WIDTH);
    Shape shape = Shape.of(ROWS, WIDTH);
    var twins =
        new AttributionInput(
            Tensor.of(shape, rows), Tensor.of(shape, starts), model.input().movable());
    Attribution found =
        Methods.of(name)
            .attribute(
                new AttributionTask(
                    symmetric,
                    TARGETS,
                    twins,
                    RunSettings.DEFAULT,
                    ComputeContext.sequential(),
                    Monitor.NONE))
            .getFirst();
    assertEquals(found.raw(3), found.raw(5), 1e-6 * found.largestScore());
  }

  /** Scores of 2 F₀ + 3 F₁ are those of F₀ twice and of F₁ three times, for methods linear in F. */
  @ParameterizedTest
  @MethodSource("names")
  void linearInTheFunction(String name) {
    if (!Methods.of(name).signed() || name.equals("random")) {
      return;
    }
    LogitFunction mixed =
        (tape, x) -> {
          Variable logits = model.logits(tape, x);
          Variable first = Ops.scale(Ops.slice(logits, 1, 0, 1), 2);
          return Ops.add(first, Ops.scale(Ops.slice(logits, 1, 1, 2), 3));
        };
    RunSettings settings = RunSettings.fixed(QuadratureRule.GAUSS_LEGENDRE, 5);
    List<Target> both = List.of(new Target(0, OutputKind.LOGIT), new Target(1, OutputKind.LOGIT));
    List<Attribution> parts =
        method(name, 4)
            .attribute(
                new AttributionTask(
                    function(),
                    both,
                    input(),
                    settings,
                    ComputeContext.sequential(),
                    Monitor.NONE));
    Attribution whole =
        method(name, 4)
            .attributeOne(
                new AttributionTask(
                    function(mixed),
                    List.of(new Target(0, OutputKind.LOGIT)),
                    input(),
                    settings,
                    ComputeContext.sequential(),
                    Monitor.NONE));
    for (RowSet unit : input().units()) {
      assertEquals(
          2 * parts.get(0).unit(unit).raw() + 3 * parts.get(1).unit(unit).raw(),
          whole.unit(unit).raw(),
          3e-5);
    }
  }

  /** The same text gets the same random numbers in any company; another text gets others. */
  @Test
  void chanceDependsOnTheTextAlone() {
    Randomness one = Randomness.of(7, model.input());
    Randomness same = Randomness.of(7, input());
    assertEquals(one.stream(3).nextLong(), same.stream(3).nextLong());
    float[] rows = model.input().rows().toArray();
    rows[9] = Math.nextUp(rows[9]);
    var changed =
        new AttributionInput(
            Tensor.of(model.input().rows().shape(), rows),
            model.input().baseline(),
            model.input().movable());
    assertFalse(one.stream(3).nextLong() == Randomness.of(7, changed).stream(3).nextLong());
    assertFalse(one.stream(3).nextLong() == one.stream(4).nextLong());
  }

  @Test
  void aMethodThatDoesNotExistIsRefusedWithTheNamesOfThoseThatDo() {
    String sentence =
        assertThrows(IllegalArgumentException.class, () -> Methods.of("magic")).getMessage();
    assertTrue(sentence.startsWith("there is no method \"magic\"; the methods are sig, sig-exact"));
  }
}
