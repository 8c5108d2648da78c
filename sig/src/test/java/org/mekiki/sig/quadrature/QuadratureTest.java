package org.mekiki.sig.quadrature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class QuadratureTest {
  private static double integrate(Quadrature rule, int power) {
    double sum = 0;
    for (int k = 0; k < rule.size(); k++) {
      sum += rule.weight(k) * Math.pow(rule.node(k), power);
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8, 20, 50, 200})
  void gaussLegendreIsExactToItsDegreeAndNoFurther(int n) {
    Quadrature rule = Quadrature.of(QuadratureRule.GAUSS_LEGENDRE, n);
    for (int power = 0; power <= 2 * n - 1; power++) {
      assertEquals(1.0 / (power + 1), integrate(rule, power), 1e-14);
    }
    if (n < 6) {
      assertTrue(Math.abs(integrate(rule, 2 * n) - 1.0 / (2 * n + 1)) > 1e-9);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5, 7, 15, 21, 31, 41})
  void gaussKronrodIsExactToItsDegree(int n) {
    Quadrature rule = Quadrature.of(QuadratureRule.GAUSS_KRONROD, n);
    int gauss = (n - 1) / 2;
    for (int power = 0; power <= 3 * gauss + 1; power++) {
      assertEquals(1.0 / (power + 1), integrate(rule, power), 1e-13);
    }
    Quadrature inner = Quadrature.of(QuadratureRule.GAUSS_LEGENDRE, gauss);
    for (int k = 0; k < gauss; k++) {
      assertEquals(inner.node(k), rule.node(2 * k + 1), 1e-13, "the Gauss nodes are nested");
    }
  }

  @Test
  void riemannRulesAreThoseOfTheTable() {
    assertEquals(0.45, integrate(Quadrature.of(QuadratureRule.RIEMANN_LEFT, 10), 1), 1e-15);
    assertEquals(0.55, integrate(Quadrature.of(QuadratureRule.RIEMANN_RIGHT, 10), 1), 1e-15);
    assertEquals(0.5, integrate(Quadrature.of(QuadratureRule.RIEMANN_MIDDLE, 10), 1), 1e-15);
    assertEquals(0.9, integrate(Quadrature.of(QuadratureRule.RIEMANN_TRAPEZOID, 10), 0), 1e-15);
    assertEquals(1, integrate(Quadrature.of(QuadratureRule.TRAPEZOID, 10), 0), 1e-15);
    assertEquals(0.5, integrate(Quadrature.of(QuadratureRule.TRAPEZOID, 10), 1), 1e-15);
  }

  @Test
  void impossibleNumbersOfStepsAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> Quadrature.of(QuadratureRule.GAUSS_LEGENDRE, 0));
    assertThrows(IllegalArgumentException.class, () -> Quadrature.of(QuadratureRule.TRAPEZOID, 1));
    var e =
        assertThrows(
            IllegalArgumentException.class, () -> Quadrature.of(QuadratureRule.GAUSS_KRONROD, 10));
    assertTrue(e.getMessage().contains("9 or 11"), e.getMessage());
  }
}
