package org.mekiki.cli.audit.count;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Answers counted by what is right. */
final class ConfusionTest {
  @Test
  void confusionCountsBothWays() {
    var confusion = new Confusion(2);
    int[][] answers = {{0, 0}, {0, 0}, {0, 1}, {1, 1}, {1, 0}, {1, 0}};
    for (int[] answer : answers) {
      confusion.add(answer[0], answer[1]);
    }
    assertEquals(6, confusion.all());
    assertEquals(3, confusion.right());
    assertEquals(0.5, confusion.precision(0), 1e-15);
    assertEquals(2.0 / 3, confusion.recall(0), 1e-15);
    assertEquals(4.0 / 7, confusion.f1(0), 1e-15);
    assertTrue(Double.isNaN(new Confusion(2).f1(1)));
  }
}
