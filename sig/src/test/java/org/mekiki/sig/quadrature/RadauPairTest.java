package org.mekiki.sig.quadrature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RadauPairTest {
  private static double integrate(
      RadauPair pair, int power, boolean full, IntToDoubleFunction weight, boolean withEnd) {
    double sum = 0;
    int inner = pair.size() + (full ? pair.size() + 1 : 0);
    for (int i = 0; i < inner; i++) {
      double node = i < pair.size() ? pair.first(i) : pair.added(i - pair.size());
      sum += weight.applyAsDouble(i) * Math.pow(node, power);
    }
    return withEnd ? sum + weight.applyAsDouble(inner) : sum;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8})
  void rulesAreExactToTheirDegreesAndNoFurther(int k) {
    RadauPair pair = RadauPair.of(k);
    for (int power = 0; power <= 3 * k + 2; power++) {
      double exact = 1.0 / (power + 1);
      assertEquals(exact, integrate(pair, power, true, pair::fullWeight, true), 1e-13);
      if (power <= 2 * k) {
        assertEquals(exact, integrate(pair, power, false, pair::firstWeight, true), 1e-13);
      }
      if (power < k) {
        assertEquals(exact, integrate(pair, power, false, pair::innerWeight, false), 1e-13);
      }
    }
    double beyond = integrate(pair, 2 * k + 1, false, pair::firstWeight, true);
    assertTrue(Math.abs(beyond - 1.0 / (2 * k + 2)) > 1e-11, "the degree is 2k");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8})
  void nodesAreInsideAndDifferent(int k) {
    RadauPair pair = RadauPair.of(k);
    double[] nodes = new double[2 * k + 1];
    for (int i = 0; i < nodes.length; i++) {
      nodes[i] = i < k ? pair.first(i) : pair.added(i - k);
      assertTrue(nodes[i] > 0 && nodes[i] < 1);
      for (int j = 0; j < i; j++) {
        assertTrue(Math.abs(nodes[i] - nodes[j]) > 1e-3);
      }
    }
  }
}
