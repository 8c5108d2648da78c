package org.mekiki.cli.audit.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** Moments have the same bits in every order and division, and are the exact ones, rounded. */
final class MomentsTest {
  private static final MathContext DIGITS = new MathContext(200);

  /** Numbers of all sizes, among them the shares and attributions of an audit. */
  private static double[] numbers(long seed, int count) {
    var random = new SplittableRandom(seed);
    return DoubleStream.generate(
            () ->
                switch (random.nextInt(5)) {
                  case 0 -> random.nextDouble() - 0.5;
                  case 1 -> (float) random.nextGaussian();
                  case 2 -> Math.scalb(random.nextDouble() - 0.5, random.nextInt(200) - 100);
                  case 3 -> -0.3;
                  default -> 0;
                })
        .limit(count)
        .toArray();
  }

  private static Moments of(double... values) {
    var moments = new Moments();
    Arrays.stream(values).forEach(moments::add);
    return moments;
  }

  private static List<Double> read(Moments moments) {
    return List.of((double) moments.count(), moments.mean(), moments.sum(), moments.variance());
  }

  private static double[] shuffled(double[] values, long seed) {
    List<Double> list = new ArrayList<>(Arrays.stream(values).boxed().toList());
    Collections.shuffle(list, new Random(seed));
    return list.stream().mapToDouble(value -> value).toArray();
  }

  @Test
  void theyAreTheExactOnesRoundedOnce() {
    for (long seed = 0; seed < 50; seed++) {
      double[] values = numbers(seed, 2 + (int) seed * 3);
      BigDecimal n = BigDecimal.valueOf(values.length);
      BigDecimal sum =
          Arrays.stream(values).mapToObj(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
      BigDecimal squares =
          Arrays.stream(values)
              .mapToObj(BigDecimal::new)
              .map(value -> value.multiply(value))
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      BigDecimal spread = squares.subtract(sum.multiply(sum).divide(n, DIGITS));
      Moments found = of(values);
      assertEquals(sum.doubleValue(), found.sum());
      assertEquals(sum.divide(n, DIGITS).doubleValue(), found.mean());
      assertEquals(
          spread.divide(n.subtract(BigDecimal.ONE), DIGITS).doubleValue(), found.variance());
    }
  }

  @Test
  void neitherOrderNorDivisionChangesABit() {
    double[] values = numbers(7, 1000);
    List<Double> expected = read(of(values));
    for (long seed = 0; seed < 20; seed++) {
      double[] other = shuffled(values, seed);
      var random = new SplittableRandom(seed);
      List<Moments> parts = new ArrayList<>();
      for (int from = 0; from < other.length; ) {
        int to = Math.min(other.length, from + random.nextInt(200));
        parts.add(of(Arrays.copyOfRange(other, from, to)));
        from = to;
      }
      // A tree of any shape, as parts come in.
      while (parts.size() > 1) {
        Moments one = parts.remove(random.nextInt(parts.size()));
        parts.get(random.nextInt(parts.size())).add(one);
      }
      assertEquals(expected, read(parts.getFirst()));
    }
    assertNotEquals(
        Arrays.stream(values).reduce(0, Double::sum),
        Arrays.stream(shuffled(values, 1)).reduce(0, Double::sum),
        "plain sums depend on the order; else this test shows nothing");
  }

  @Test
  void whatAlmostCancelsKeepsEveryBit() {
    assertEquals(1e-300, of(1e100, 1e-300, -1e100).sum());
    assertEquals(0, of(0.1, 0.2, -0.1, -0.2).sum());
    assertEquals(0, of(0.3, 0.3, 0.3, 0.3).variance(), "equal numbers have no spread");
    assertEquals(Double.MIN_VALUE, of(Double.MIN_VALUE).sum());
    assertEquals(-1e150, of(-1e150).mean());
    Moments many = of(1);
    // So often that carries have to move on.
    for (int doubling = 0; doubling < 80; doubling++) {
      var twice = new Moments();
      twice.add(many);
      twice.add(many);
      many = twice;
      assertEquals(Math.scalb(1.0, doubling + 1), many.sum());
    }
  }

  @Test
  void addingLeavesTheOtherAlone() {
    Moments one = of(1, 2, 4);
    Moments other = of(8, 16);
    List<Double> before = read(other);
    one.add(other);
    Moments padded = other.withZeros(3);
    other.add(5);
    padded.add(7);
    assertEquals(read(of(1, 2, 4, 8, 16)), read(one));
    assertEquals(read(of(8, 16, 0, 0, 0, 7)), read(padded));
    assertNotEquals(before, read(other));
  }

  @Test
  void noNumberIsRefusedBeforeItSpoilsTheOthers() {
    Moments moments = of(1, 2);
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 1e200}) {
      assertThrows(IllegalArgumentException.class, () -> moments.add(bad));
    }
    assertEquals(read(of(1, 2)), read(moments));
  }
}
