package org.mekiki.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Strengths as classes. */
final class StrengthTest {
  @Test
  void everyStrengthHasItsRule() {
    for (double strength = 0; strength <= 1; strength += 1.0 / 512) {
      String rule = "." + Strength.name(strength) + "{--a:";
      int from = Strength.style().indexOf(rule);
      assertTrue(from >= 0, rule);
      String value =
          Strength.style().substring(from + rule.length(), Strength.style().indexOf('}', from));
      assertEquals(strength, Double.parseDouble(value), 0.005 + 1e-9);
    }
    assertEquals(Strength.name(0), Strength.name(-1));
    assertEquals(Strength.name(1), Strength.name(2));
  }
}
