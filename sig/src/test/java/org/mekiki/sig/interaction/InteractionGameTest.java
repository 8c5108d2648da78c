package org.mekiki.sig.interaction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.sig.attribution.AttributionTask;
import org.mekiki.sig.attribution.InteractionIndex;
import org.mekiki.sig.attribution.Monitor;
import org.mekiki.sig.attribution.OutputKind;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.attribution.RunSettings;
import org.mekiki.sig.attribution.Target;
import org.mekiki.sig.evaluation.Evaluator;
import org.mekiki.sig.game.Game;
import org.mekiki.sig.game.WideModel;

/** The indices against their definitions, their axioms and games whose answers are known. */
final class InteractionGameTest {
  static Stream<InteractionGame> games() {
    return Stream.of(InteractionIndex.K_SII, InteractionIndex.STII, InteractionIndex.FSII)
        .flatMap(index -> Stream.of(new InteractionGame(index, 2), new InteractionGame(index, 3)));
  }

  private static double[] table(int players, IntToDoubleFunction value) {
    return IntStream.range(0, 1 << players).mapToDouble(value).toArray();
  }

  private static SetValues exact(InteractionGame game, int players, double[] table) {
    return new SetValues(
        players, new DividendShares(game.index(), game.order()).of(players, table));
  }

  /** All sets of 1 to so many players, in the order of the places. */
  private static List<int[]> sets(int players, int order) {
    var sets = new ArrayList<int[]>();
    for (int size = 1; size <= order; size++) {
      int wanted = size;
      IntStream.range(1, 1 << players)
          .filter(set -> Integer.bitCount(set) == wanted)
          .mapToObj(set -> IntStream.range(0, players).filter(p -> (set >> p & 1) != 0).toArray())
          .sorted(Arrays::compare)
          .forEach(sets::add);
    }
    return sets;
  }

  private static int bits(int... set) {
    return Arrays.stream(set).map(p -> 1 << p).sum();
  }

  private static double factorial(int n) {
    return n < 2 ? 1 : n * factorial(n - 1);
  }

  private static double choose(int n, int k) {
    return k < 0 || k > n ? 0 : factorial(n) / factorial(k) / factorial(n - k);
  }

  /** Δ_S(T) = Σ_{L⊆S} (−1)^{|S|−|L|} v(T ∪ L). */
  private static double gain(double[] v, int set, int context) {
    double sum = 0;
    for (int part = set; ; part = part - 1 & set) {
      int sign = Integer.bitCount(set ^ part) % 2 == 0 ? 1 : -1;
      sum += sign * v[context | part];
      if (part == 0) {
        return sum;
      }
    }
  }

  private static double sii(int n, double[] v, int set) {
    int s = Integer.bitCount(set);
    double sum = 0;
    for (int context = 0; context < v.length; context++) {
      if ((context & set) == 0) {
        int t = Integer.bitCount(context);
        sum += factorial(n - t - s) * factorial(t) / factorial(n - s + 1) * gain(v, set, context);
      }
    }
    return sum;
  }

  /** From the masked text below the order, else (k / n) Σ_T Δ_S(T) / C(n − 1, t). */
  private static double stii(int n, double[] v, int set, int order) {
    if (Integer.bitCount(set) < order) {
      return gain(v, set, 0);
    }
    double sum = 0;
    for (int context = 0; context < v.length; context++) {
      if ((context & set) == 0) {
        sum += gain(v, set, context) / choose(n - 1, Integer.bitCount(context));
      }
    }
    return sum * order / n;
  }

  /** The recursion of Bordt and von Luxburg: what a larger order takes from smaller sets. */
  private static double[] kSii(int n, double[] v, int order) {
    List<int[]> sets = sets(n, order);
    double[] bernoulli = {1, -0.5, 1.0 / 6};
    double[] found = new double[sets.size()];
    for (int i = 0; i < found.length; i++) {
      for (int[] larger : sets) {
        int more = larger.length - sets.get(i).length;
        if (more >= 0 && (bits(larger) & bits(sets.get(i))) == bits(sets.get(i))) {
          found[i] += bernoulli[more] * sii(n, v, bits(larger));
        }
      }
    }
    return found;
  }

  /** Least squares with the two constraints by multipliers, solved by elimination. */
  private static double[] fsii(int n, double[] v, int order) {
    List<int[]> sets = sets(n, order);
    int unknowns = sets.size();
    double[][] matrix = new double[unknowns + 1][unknowns + 2];
    for (int set = 1; set < v.length - 1; set++) {
      int t = Integer.bitCount(set);
      double weight = (n - 1) / (choose(n, t) * t * (n - t));
      int context = set;
      int[] z = sets.stream().mapToInt(s -> (bits(s) & context) == bits(s) ? 1 : 0).toArray();
      for (int i = 0; i < unknowns; i++) {
        for (int j = 0; j < unknowns; j++) {
          matrix[i][j] += weight * z[i] * z[j];
        }
        matrix[i][unknowns + 1] += weight * z[i] * (v[set] - v[0]);
      }
    }
    for (int i = 0; i < unknowns; i++) {
      matrix[i][unknowns] = 1;
      matrix[unknowns][i] = 1;
    }
    matrix[unknowns][unknowns + 1] = v[v.length - 1] - v[0];
    return Arrays.copyOf(eliminate(matrix), unknowns);
  }

  private static double[] eliminate(double[][] matrix) {
    int n = matrix.length;
    for (int i = 0; i < n; i++) {
      int pivot = i;
      for (int r = i; r < n; r++) {
        pivot = Math.abs(matrix[r][i]) > Math.abs(matrix[pivot][i]) ? r : pivot;
      }
      double[] swap = matrix[i];
      matrix[i] = matrix[pivot];
      matrix[pivot] = swap;
      for (int r = 0; r < n; r++) {
        if (r != i) {
          double factor = matrix[r][i] / matrix[i][i];
          for (int c = i; c <= n; c++) {
            matrix[r][c] -= factor * matrix[i][c];
          }
        }
      }
    }
    return IntStream.range(0, n).mapToDouble(i -> matrix[i][n] / matrix[i][i]).toArray();
  }

  private static double[] byDefinition(InteractionGame game, int n, double[] v) {
    return switch (game.index()) {
      case K_SII -> kSii(n, v, game.order());
      case STII ->
          sets(n, game.order()).stream()
              .mapToDouble(set -> stii(n, v, bits(set), game.order()))
              .toArray();
      case FSII -> fsii(n, v, game.order());
      case LAST -> throw new IllegalArgumentException("no game");
    };
  }

  private static double[] list(SetValues values, int players, int order) {
    return sets(players, order).stream().mapToDouble(values::value).toArray();
  }

  private static double[] random(int players) {
    var random = new Random(players);
    return table(players, _ -> random.nextGaussian());
  }

  @ParameterizedTest
  @MethodSource("games")
  void equalTheirDefinitions(InteractionGame game) {
    for (int players = 4; players <= 6; players++) {
      double[] v = random(players);
      double[] found = list(exact(game, players, v), players, game.order());
      assertArrayEquals(byDefinition(game, players, v), found, 1e-9, game + " of " + players);
    }
  }

  /** The numbers of all sets add up to F(x) − F(b). */
  @ParameterizedTest
  @MethodSource("games")
  void addUp(InteractionGame game) {
    for (int players = 3; players <= 12; players++) {
      double[] v = random(players);
      double sum = Arrays.stream(list(exact(game, players, v), players, game.order())).sum();
      assertEquals(v[v.length - 1] - v[0], sum, 1e-8);
    }
  }

  /** Players 0 and 1 do the same; player 2 does nothing. */
  @ParameterizedTest
  @MethodSource("games")
  void areSymmetricAndSeeDummies(InteractionGame game) {
    double[] some = random(5);
    double[] v =
        table(
            5,
            set -> {
              int without = set & ~4;
              boolean one = (without & 3) == 1 || (without & 3) == 2;
              return some[one ? without & ~3 | 1 : without];
            });
    SetValues found = exact(game, 5, v);
    assertEquals(found.value(0), found.value(1), 1e-12);
    assertEquals(found.value(0, 3), found.value(1, 3), 1e-12);
    for (int[] set : sets(5, game.order())) {
      if (Arrays.stream(set).anyMatch(p -> p == 2)) {
        assertEquals(0, found.value(set), 1e-12, Arrays.toString(set));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("games")
  void ofGamesWithoutLargerSetsAreTheirCoefficients(InteractionGame game) {
    double[] linear = table(5, set -> 1 + (set & 1) * 3 - (set >> 4 & 1) * 2);
    SetValues found = exact(game, 5, linear);
    for (int[] set : sets(5, game.order())) {
      double expected = set.length > 1 ? 0 : set[0] == 0 ? 3 : set[0] == 4 ? -2 : 0;
      assertEquals(expected, found.value(set), 1e-12);
    }
    double[] pairwise =
        table(5, set -> (set & 1) * 3 + ((set & 3) == 3 ? 5 : 0) + ((set & 12) == 12 ? -2 : 0));
    SetValues pairs = exact(game, 5, pairwise);
    assertEquals(3, pairs.value(0), 1e-12);
    assertEquals(0, pairs.value(1), 1e-12);
    assertEquals(5, pairs.value(0, 1), 1e-12);
    assertEquals(-2, pairs.value(2, 3), 1e-12);
    assertEquals(0, pairs.value(0, 2), 1e-12);
  }

  @ParameterizedTest
  @MethodSource("games")
  void eitherSufficesAndAllThreeAreNeeded(InteractionGame game) {
    SetValues either = exact(game, 4, table(4, set -> (set & 3) == 0 ? 0 : 1));
    assertEquals(1, either.value(0), 1e-12);
    assertEquals(1, either.value(1), 1e-12);
    assertEquals(-1, either.value(0, 1), 1e-12);
    SetValues three = exact(game, 4, table(4, set -> (set & 7) == 7 ? 1 : 0));
    if (game.order() == 3) {
      assertEquals(1, three.value(0, 1, 2), 1e-12);
      assertEquals(0, three.value(0, 1), 1e-12);
      assertEquals(0, three.value(0), 1e-12);
    } else {
      double pair =
          switch (game.index()) {
            case K_SII -> 1.0 / 2;
            case STII -> 1.0 / 3;
            default -> byDefinition(game, 4, table(4, set -> (set & 7) == 7 ? 1 : 0))[4];
          };
      assertEquals(pair, three.value(0, 1), 1e-12);
    }
    assertEquals(0, three.value(0, 3), 1e-12);
  }

  private static List<SetValues> evaluate(
      InteractionGame game, WideModel model, int words, ComputeContext context, int... targets) {
    List<Target> all =
        Arrays.stream(targets).mapToObj(t -> new Target(t, OutputKind.LOGIT)).toList();
    var task =
        new AttributionTask(
            model::logits, all, model.input(), RunSettings.DEFAULT, context, Monitor.NONE);
    try (var evaluator = new Evaluator(task)) {
      double[] full =
          Arrays.stream(targets).mapToDouble(t -> model.value((1 << words) - 1, t)).toArray();
      List<SetValues> found = game.evaluate(evaluator, model.input(), WideModel.words(words), full);
      long passes = evaluator.counts().forward();
      assertTrue(
          passes >= game.leastPasses(words) && passes <= game.mostPasses(words),
          passes + " passes");
      return found;
    }
  }

  @ParameterizedTest
  @MethodSource("games")
  void twelveWordsOfAModelAreExact(InteractionGame game) {
    var model = new WideModel(7, 0.6);
    SetValues found = evaluate(game, model, 7, ComputeContext.sequential(), 1).getFirst();
    double[] v = table(7, set -> model.value(set, 1));
    assertArrayEquals(byDefinition(game, 7, v), list(found, 7, game.order()), 5e-6);
    assertEquals(0, found.margin(0, 1).orElseThrow());
    assertEquals(1 + 126, game.leastPasses(7));
    assertEquals(1 + 126, game.mostPasses(7));
  }

  @ParameterizedTest
  @MethodSource("games")
  void moreWordsAreEstimatedWithIntervals(InteractionGame game) {
    for (int words : game.order() > 2 ? new int[] {13} : new int[] {13, 14}) {
      var model = new WideModel(words, 0.5);
      double[] v = table(words, set -> model.value(set, 0));
      SetValues expected = exact(game, words, v);
      List<SetValues> both = evaluate(game, model, words, ComputeContext.sequential(), 0, 1);
      SetValues found = both.getFirst();
      double largest =
          Arrays.stream(list(expected, words, game.order())).map(Math::abs).max().orElse(0);
      int held = 0;
      for (int[] set : sets(words, game.order())) {
        double error = Math.abs(found.value(set) - expected.value(set));
        assertEquals(0, error, 0.2 * largest, game + Arrays.toString(set));
        held += error <= found.margin(set).orElseThrow() + 1e-6 ? 1 : 0;
      }
      double share = (double) held / sets(words, game.order()).size();
      assertTrue(share > 0.85, game + " held " + share);
      double sum = Arrays.stream(list(found, words, game.order())).sum();
      assertEquals(v[v.length - 1] - v[0], sum, 1e-5, "adds up whatever was drawn");
      try (var pool = ComputeContext.ownedPool(3)) {
        SetValues alone = evaluate(game, model, words, pool, 1).getFirst();
        assertArrayEquals(
            list(both.get(1), words, game.order()), list(alone, words, game.order()), 0);
      }
    }
  }

  /** Over several draws; docs/mathematics.md has the shares of many more. */
  @ParameterizedTest
  @MethodSource("games")
  void intervalsHoldAsOftenAsTheySay(InteractionGame game) {
    boolean fitted = game.index() == InteractionIndex.FSII;
    int words = fitted ? 13 : 8;
    var model = new WideModel(words, 0.5);
    double[] v = table(words, set -> model.value(set, 0));
    SetValues expected = exact(game, words, v);
    int held = 0;
    int count = 0;
    int runs = !fitted ? 60 : game.order() > 2 ? 4 : 12;
    var random = new Random(1);
    for (int run = 0; run < runs; run++) {
      SetValues found = sampled(game, model, words, v, random);
      for (int[] set : sets(words, game.order())) {
        double margin = found.margin(set).orElseThrow();
        if (margin > 0) {
          count++;
          held += Math.abs(found.value(set) - expected.value(set)) <= margin + 1e-6 ? 1 : 0;
        }
      }
    }
    assertTrue(count > 900, "only " + count);
    assertEquals(0.95, (double) held / count, 0.04, game + " of " + count);
  }

  private static SetValues sampled(
      InteractionGame of, WideModel model, int words, double[] v, Random random) {
    var task =
        new AttributionTask(
            model::logits,
            List.of(new Target(0, OutputKind.LOGIT)),
            model.input(),
            RunSettings.DEFAULT,
            ComputeContext.sequential(),
            Monitor.NONE);
    double[] all = {v[v.length - 1]};
    double[] none = {v[0]};
    var game = new Game(WideModel.words(words), WideModel.words(words));
    try (var evaluator = new Evaluator(task)) {
      return of.index() == InteractionIndex.FSII
          ? FaithfulFit.of(evaluator, game, of.order(), all, none, random).getFirst()
          : new SampledIndices(evaluator, game, of, all, none, random).run().getFirst();
    }
  }

  /** One context serves all sets, and its mean over all draws is the index. */
  @ParameterizedTest
  @EnumSource(names = {"K_SII", "STII"})
  void cubesAreRightOnTheMean(InteractionIndex index) {
    double[] v = random(4);
    double[] expected = byDefinition(new InteractionGame(index, 3), 4, v);
    double[] mean = new double[expected.length];
    var random = new Random(5);
    int rounds = 40_000;
    for (int round = 0; round < rounds; round++) {
      double[] one =
          CubeRound.draw(index, 4, random)
              .of(set -> v[set.isEmpty() ? 0 : (int) set.toLongArray()[0]]);
      assertEquals(v[15] - v[0], Arrays.stream(one).sum(), 1e-9, "adds up in every round");
      for (int k = 0; k < mean.length; k++) {
        mean[k] += one[k] / rounds;
      }
    }
    assertArrayEquals(expected, mean, 0.05);
  }

  /** The sets that a round asks about do not depend on what is drawn, so its cost is known. */
  @Test
  void everyPairIsNeighboursOnceInARound() {
    for (int players : new int[] {6, 7, 13, 20}) {
      double[] v = new double[1];
      var random = new Random(1);
      for (int round = 0; round < 3; round++) {
        double[] found =
            NeighbourRound.draw(players, random).of(set -> set.get(0) && set.get(1) ? 1 : v[0]);
        assertEquals(1, found[SetValues.place(players, 0, 1)], 1e-12);
        assertEquals(0, found[0], 1e-12);
        assertEquals(0, found[SetValues.place(players, 1, 2)], 1e-12);
      }
    }
  }

  @Test
  void placesAreThoseOfTheLexicalOrder() {
    for (int players = 3; players <= 9; players++) {
      List<int[]> sets = sets(players, 3);
      assertEquals(sets.size(), SetValues.count(players, 3));
      for (int k = 0; k < sets.size(); k++) {
        assertEquals(k, SetValues.place(players, sets.get(k)));
      }
    }
  }

  @Test
  void whatCannotBeComputedIsRefusedInASentence() {
    assertEquals(
        "stii is of at most 600 words, but 601 are paired;"
            + " ask for the interactions of the 600 strongest",
        refusal(() -> new InteractionGame(InteractionIndex.STII, 3).requireFor(601)));
    assertEquals(
        "there is no index last of order 2 of a game; k-sii, stii and fsii have orders 2 and 3",
        refusal(() -> new InteractionGame(InteractionIndex.LAST, 2)));
  }

  private static String refusal(org.junit.jupiter.api.function.Executable what) {
    return assertThrows(IllegalArgumentException.class, what).getMessage();
  }

  @Test
  void otherWordsStay() {
    var model = new WideModel(6, 0.6);
    var task =
        new AttributionTask(
            model::logits,
            List.of(new Target(0, OutputKind.LOGIT)),
            model.input(),
            RunSettings.DEFAULT,
            ComputeContext.sequential(),
            Monitor.NONE);
    try (var evaluator = new Evaluator(task)) {
      SetValues found =
          new InteractionGame(InteractionIndex.K_SII, 2)
              .evaluate(
                  evaluator,
                  model.input(),
                  List.of(RowSet.of(1), RowSet.of(4)),
                  new double[] {model.value(63, 0)})
              .getFirst();
      double expected =
          model.value(63, 0) - model.value(61, 0) - model.value(47, 0) + model.value(45, 0);
      assertEquals(expected, found.value(0, 1), 1e-6);
    }
  }
}
